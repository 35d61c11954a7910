import { apply } from '../change.ts'
import { type Command, decide } from '../command.ts'
import type { NewCode } from '../commands/codebook.ts'
import { checkCodings } from '../commands/codings.ts'
import { languageTag, type NewDocument } from '../commands/document.ts'
import type { Project } from '../model.ts'
import type { CodingRow } from './codings-csv.ts'
import { documentFileNames } from './exported.ts'
import type { FoundCodings } from './found.ts'
import type { LineProblem } from './line-problem.ts'
import type { Loss } from './loss.ts'
import { newDocumentsOf } from './new-documents.ts'
import { type PlaceOptions, type PlaceProblem, placeCodings } from './place.ts'

/** What files of codings hold: a table of ours, whose rows say everything, or what another program wrote. */
export type FileCodings = OwnCodings | { readonly format: string; readonly found: FoundCodings }

interface OwnCodings {
  readonly format: 'intercoder'
  readonly rows: readonly CodingRow[]
  readonly problems: readonly LineProblem[]
  readonly warnings: readonly string[]
}

/** What a person says about a file of codings. */
export interface CodingsAnswers extends PlaceOptions {
  /** Texts that the file holds and the project does not become documents. */
  readonly addDocuments?: boolean
  /** Of texts that are added, BCP 47. */
  readonly language?: string
}

/** What taking in a file of codings would do; `importCodings` takes its documents, codes and rows. */
export interface CodingsIn {
  readonly documents: readonly NewDocument[]
  readonly codes: readonly NewCode[]
  readonly rows: readonly CodingRow[]
  /** Rows that are in the project, or further up in the file, already. */
  readonly known: number
  /** Codings whose words were found elsewhere than the position says, or only by their words. */
  readonly byWords: number
  readonly newCoders: readonly string[]
  readonly losses: readonly Loss[]
  readonly warnings: readonly string[]
  /** What keeps the whole file from coming in. */
  readonly problems: readonly PlaceProblem[]
}

/** Looks at codings that were read, without changing anything; texts must be loaded. `file` is its bare name. */
export function codingsIn(
  project: Project,
  file: string,
  read: FileCodings,
  answers: CodingsAnswers = {},
): CodingsIn {
  if (!('found' in read)) return ownIn(project, read)
  const { codings } = read.found
  const documents =
    answers.addDocuments === true
      ? newDocumentsOf(project, file, codings, languageTag(answers.language ?? 'en'))
      : []
  const withTexts = documents.length === 0 ? project : tried(project, { type: 'addDocuments', documents })
  const placed = placeCodings(withTexts, codings, answers)
  const { rows, newCodes, byWords, problems } = placed
  const coded = newCodes.length === 0 ? withTexts : tried(withTexts, { type: 'importCodes', codes: newCodes })
  const check = checkCodings(coded, rows)
  return {
    ...{ documents, codes: newCodes, rows, byWords, warnings: [] },
    losses: [...read.found.losses, ...placed.losses],
    ...{ known: check.known, newCoders: check.newCoders },
    problems: [
      ...problems,
      ...check.problems.map((problem) => ({ ...problem, file: undefined, questions: [] })),
    ],
  }
}

function ownIn(project: Project, { rows, problems, warnings }: OwnCodings): CodingsIn {
  const check = checkCodings(project, rows)
  const all = [...problems, ...check.problems].sort((a, b) => a.line - b.line)
  return {
    ...{ documents: [], codes: [], rows, byWords: 0, losses: [], warnings },
    ...{ known: check.known, newCoders: check.newCoders },
    problems: all.map((problem) => ({ ...problem, file: undefined, questions: [] })),
  }
}

/** What a command would make of the project; ids of documents are the same when it is carried out. */
function tried(project: Project, command: Command): Project {
  let made = 0
  const context = { coder: null, now: '', newId: () => `${made++}`.padStart(12, '0') }
  return apply(project, decide(project, command, context).change)
}

/** `FILE[/INSIDE]:LINE: what is wrong`, where `inside` is one of several files in it. */
export function problemLine(
  file: string,
  name: string,
  { file: inside, line, message }: PlaceProblem,
): string {
  return `${inside === undefined || inside === name ? file : `${file}/${inside}`}:${line}: ${message}`
}

/** New codes by their paths. */
export function codePaths(codes: readonly NewCode[]): string[] {
  return codes.map(({ name, children = [] }) => [name, ...codePaths(children)].join(' / '))
}

/** Every name by which files may call the project's documents, so that folders of files are understood. */
export function documentNames(project: Project): string[] {
  const names = [...project.documents.values()].flatMap(({ id, title, source }) => [id, title, source.name])
  return [...new Set([...names, ...documentFileNames(project).values()])]
}
