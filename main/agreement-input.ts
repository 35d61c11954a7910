import type { AgreementInput } from '../core/agreement/input.ts'
import { codeLabel, codesInOrder } from '../core/codebook.ts'
import { textOf } from '../core/commands/document.ts'
import { writeCodebookJson } from '../core/exchange/codebook-json.ts'
import { codersInOrder, writeCodings } from '../core/exchange/codings-csv.ts'
import { codingsId, documentsInOrder, type Project } from '../core/model.ts'
import { sha256OfText } from '../core/text.ts'

/**
 * What agreement is computed from; all texts and segments must be loaded. The hashes are those of the files that
 * are exported: the codebook as JSON, and each coder's codings as CSV.
 */
export function agreementInput(project: Project, version: string): AgreementInput {
  const coders = codersInOrder(project)
  return {
    documents: documentsInOrder(project).map(({ id, title, language, sha256 }) => ({
      id,
      title,
      language,
      sha256,
      text: textOf(project, id),
      // Documents are not handed out to coders one by one yet: everybody has them all, and a coder without
      // segments in one has found nothing there.
      givenTo: coders.map((coder) => coder.id),
      doneBy: coders
        .filter((coder) => project.codings.get(codingsId(coder.id, id))?.done)
        .map((coder) => coder.id),
    })),
    codes: codesInOrder(project.codes).map(({ code }) => ({
      id: code.id,
      name: codeLabel(project.codes, code),
      colour: code.colour,
      key: code.key,
    })),
    coders: coders.map(({ id, name }) => ({ id, name })),
    segments: [...project.segments.values()].flatMap((table) =>
      [...table.values()].map(({ document, coder, code, start, end }) => ({
        document,
        coder,
        code,
        start,
        end,
      })),
    ),
    hashes: {
      codebook: sha256OfText(writeCodebookJson(project)),
      codings: coders.map(({ id, name }) => ({
        coder: name,
        sha256: sha256OfText(writeCodings(project, { coders: [id] })),
      })),
    },
    program: { name: 'intercoder', version },
  }
}
