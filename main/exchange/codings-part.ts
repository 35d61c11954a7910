import { codingsFormats } from '../../core/exchange/codings-formats.ts'
import {
  type CodingsAnswers,
  type CodingsIn,
  codePaths,
  codingsIn,
  documentNames,
  type FileCodings,
  problemLine,
} from '../../core/exchange/codings-in.ts'
import type { FoundCoding } from '../../core/exchange/found.ts'
import type { PlaceProblem } from '../../core/exchange/place.ts'
import { codingKey, type PlaceQuestion } from '../../core/exchange/place-question.ts'
import { saidBeyond } from '../../core/exchange/said-beyond.ts'
import type {
  CodingsAsks,
  CodingsPreview,
  GivenOptions,
  PlaceAsk,
  ReadGiven,
} from '../../core/exchange-contract.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Entry, Reading } from './import-desk.ts'

export interface KeptCodings {
  readonly as: 'codings'
  /** As it was read, so that an answer needs no second reading. */
  readonly read: FileCodings
  readonly wanted: string | undefined
  readonly taken: CodingsIn
}

/** As much as a person looks through at once. */
const shownProblems = 200
const shownPlaces = 50
const around = 40

const formats = [
  { id: 'intercoder', name: 'our table of codings (CSV)' },
  ...codingsFormats.map(({ id, name }) => ({ id, name })),
]

/** Reads codings of any program, in the thread, and looks at what they would bring. Texts must be loaded. */
export async function readCodingsPart(
  entry: Entry,
  { thread, project, options }: Reading,
): Promise<{ kept: KeptCodings; shown: ReadGiven }> {
  if (project === null)
    throw new Refusal(
      'missing',
      `${entry.name}: these are codings; open the project that they belong to first`,
    )
  const { kept, name } = entry
  const again = kept?.as === 'codings' && kept.wanted === options.format ? kept.read : undefined
  const read = again ?? (await readFiles(entry, thread, project, options.format))
  const taken = codingsIn(project, name, read, answersOf(options))
  const shown = previewOf(project, name, read, taken)
  return {
    kept: { as: 'codings', read, wanted: options.format, taken },
    shown: { as: 'codings', codings: shown },
  }
}

async function readFiles(
  { name, files }: Entry,
  thread: Reading['thread'],
  project: Project,
  format: string | undefined,
): Promise<FileCodings> {
  const given = await Promise.all(files.map(async (file) => ({ path: file.path, bytes: await file.load() })))
  const size = given.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const names = documentNames(project)
  return thread.run({ work: 'codings', files: given, format, names }, { name, size })
}

function answersOf({
  coder,
  document,
  language,
  addCodes,
  addDocuments,
  ...maps
}: GivenOptions): CodingsAnswers {
  const { coders = {}, documents = {}, places = {} } = maps
  return {
    ...(coder === undefined ? {} : { coder }),
    ...(document === undefined ? {} : { document }),
    ...(language === undefined ? {} : { language }),
    addCodes: addCodes === true,
    addDocuments: addDocuments === true,
    coders: new Map(Object.entries(coders)),
    documents: new Map(Object.entries(documents)),
    places: new Map(Object.entries(places)),
  }
}

function previewOf(project: Project, name: string, read: FileCodings, taken: CodingsIn): CodingsPreview {
  const { rows, known, byWords, newCoders, codes, documents, losses, warnings, problems } = taken
  const found = 'found' in read ? read.found.codings : []
  // What is asked is told as a question.
  const others = problems.filter(({ questions }) => questions.length === 0)
  return {
    format: read.format,
    formats,
    codings: 'found' in read ? found.length : rows.length,
    ...{ known, byWords, newCoders, losses, warnings },
    beyond: saidBeyond(rows),
    newCodes: codePaths(codes),
    newDocuments: documents.map(({ title }) => title),
    problems: others.slice(0, shownProblems).map((problem) => problemLine(name, name, problem)),
    problemCount: problems.length,
    coders: [...new Set(found.flatMap(({ coder }) => coder ?? []))].slice(0, shownProblems),
    asks: asksOf(project, found, problems),
  }
}

function asksOf(
  project: Project,
  found: readonly FoundCoding[],
  problems: readonly PlaceProblem[],
): CodingsAsks {
  const questions = problems.flatMap((problem) => problem.questions)
  const byKey = new Map(found.map((coding) => [codingKey(coding), coding]))
  const documents = new Set<string>()
  const codes = new Set<string>()
  const places: PlaceAsk[] = []
  for (const question of questions) {
    if (question.what === 'document' && question.name !== undefined) documents.add(question.name)
    else if (question.what === 'code') codes.add(question.name)
    else if (question.what === 'place' && places.length < shownPlaces)
      places.push(placeAsk(project, question, byKey.get(question.key)))
  }
  return {
    coder: questions.some(({ what }) => what === 'coder'),
    document: questions.some((question) => question.what === 'document' && question.name === undefined),
    documents: [...documents],
    texts: found.some(({ text }) => text !== undefined),
    codes: [...codes],
    places,
  }
}

function placeAsk(
  project: Project,
  { key, document, places }: Extract<PlaceQuestion, { what: 'place' }>,
  coding: FoundCoding | undefined,
): PlaceAsk {
  const text = project.texts.get(document)?.text ?? ''
  return {
    key,
    code: coding?.code ?? '',
    document: project.documents.get(document)?.title ?? '',
    places: places.slice(0, shownPlaces).map(({ start, end }) => ({
      ...{ start, end, quote: text.slice(start, end) },
      before: text.slice(Math.max(0, start - around), start).toWellFormed(),
      after: text.slice(end, end + around).toWellFormed(),
    })),
  }
}
