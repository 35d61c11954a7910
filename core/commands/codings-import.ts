import { apply, squash } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { CodingRow } from '../exchange/codings-csv.ts'
import type { NewCode } from './codebook.ts'
import { codebookImportDeciders } from './codebook-import.ts'
import { codingsDeciders } from './codings.ts'
import { documentDeciders, type NewDocument } from './document.ts'

export interface CodingsImportCommands {
  /** Takes in codings of another program with the texts and codes that they bring along: one step, all or nothing. */
  importCodings: {
    readonly documents: readonly NewDocument[]
    readonly codes: readonly NewCode[]
    readonly rows: readonly CodingRow[]
  }
}

export const codingsImportDeciders: Deciders<CodingsImportCommands> = {
  importCodings(project, { documents, codes, rows }, context) {
    const added =
      documents.length === 0 ? {} : documentDeciders.addDocuments(project, { documents }, context).change
    const withTexts = apply(project, added)
    const coded =
      codes.length === 0 ? {} : codebookImportDeciders.importCodes(withTexts, { codes }, context).change
    const { label, change } = codingsDeciders.addCodings(apply(withTexts, coded), { rows }, context)
    return { label, change: squash(squash(added, coded), change) }
  },
}
