import { useMemo } from 'react'
import type { AgreementSettings, PopulationName, PresetName, Resample } from '../../core/agreement/input.ts'
import { defaultResample } from '../../core/agreement/input.ts'
import { counted, grouped, listed } from '../../core/agreement/number.ts'
import { named } from '../../core/agreement/progress.ts'
import type { Counts } from '../../core/counts.ts'
import type {
  CodeId,
  Coder,
  CoderId,
  CodingState,
  Document,
  DocumentId,
  Project,
  ProjectId,
} from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import type { Unit } from '../../core/units.ts'
import { keepChoices } from '../choices.ts'
import { getState, prefer, useProject } from '../store.ts'

/** What a person chose about agreement; it stays while they are in another view. */
export interface Choices {
  /** Null where nobody has chosen: everybody who has coded something. */
  readonly coders: readonly CoderId[] | null
  /** Null where nobody has chosen: those that all these coders have coded. */
  readonly documents: readonly DocumentId[] | null
  /** Null for all. */
  readonly codes: readonly CodeId[] | null
  readonly unit: Unit
  readonly population: PopulationName
  /** The coefficient in the table of codes; null for every one that applies, with Krippendorff's α in the table. */
  readonly coefficient: string | null
  readonly replicates: number
  readonly seed: number
  readonly level: number
  /** Null for what fits the number of documents. */
  readonly resample: Resample | null
  readonly byDocument: boolean
  readonly preset: PresetName | null
}

export const usualChoices: Choices = {
  coders: null,
  documents: null,
  codes: null,
  unit: 'sentence',
  population: 'all',
  coefficient: null,
  replicates: 1000,
  seed: 1,
  level: 0.95,
  resample: null,
  byDocument: false,
  preset: null,
}

export const { get: getChoices, choose, use: useChoices } = keepChoices<Choices>(usualChoices)

/** The unit that a person chose; a table of units that is exported has the same until they say otherwise there. */
export function chooseUnit(unit: Unit): void {
  choose({ unit })
  // A table of characters would be longer than any program opens.
  if (unit !== 'character') prefer({ exporting: { ...getState().preferences.exporting, unit } })
}

let chosenFor: ProjectId | null = null

/** Choices are about one project: for another one they are the usual ones again. True where that was so. */
export function chooseFor(project: ProjectId): boolean {
  if (chosenFor === project) return false
  chosenFor = project
  choose(usualChoices)
  return true
}

/** What is needed of the open project; `counts` say which codings have segments. */
export type Tables = Pick<Project, 'coders' | 'codings' | 'documents' | 'codes'> & { readonly counts: Counts }

export function useTables(): Tables {
  const counts = useProject((open) => open.counts)
  const { coders, codings, documents, codes } = useProject((open) => open.project)
  return useMemo(
    () => ({ coders, codings, documents, codes, counts }),
    [coders, codings, documents, codes, counts],
  )
}

/** The coders whose agreement is counted; fewer than two where the project has not more, or were chosen. */
export function comparedCoders(project: Tables, chosen: Choices['coders']): Coder[] {
  const coders = [...project.coders.values()]
  if (chosen !== null) return coders.filter(({ id }) => chosen.includes(id))
  const worked = coders.filter(({ id }) => documentsOf(project, id) > 0)
  return worked.length >= 2 ? worked : coders.slice(0, 2)
}

/**
 * How far a coder is with a document, as agreement takes it: it is done where they say so, even without a segment,
 * since to have found nothing is a finding, and in progress with a segment at least.
 */
export function stateOf({ codings, counts }: Tables, coder: CoderId, document: DocumentId): CodingState {
  const id = codingsId(coder, document)
  const state = codingState(codings.get(id))
  const segments = counts.get(id)
  // What was not counted yet is taken for what work mostly is.
  const empty = segments !== undefined && Object.values(segments).every((count) => count === 0)
  return state === 'in progress' && empty ? 'new' : state
}

/** In how many documents a coder has coded something, or marked them done. */
export function documentsOf(tables: Tables, coder: CoderId): number {
  return [...tables.documents.keys()].filter((document) => stateOf(tables, coder, document) !== 'new').length
}

/** The documents that all these coders have coded, which are compared until somebody chooses others. */
export function codedByAll(tables: Tables, coders: readonly CoderId[]): DocumentId[] {
  return [...tables.documents.keys()].filter((document) =>
    coders.every((coder) => stateOf(tables, coder, document) !== 'new'),
  )
}

/**
 * Why not all documents are compared where nobody chose them: who has begun only some. The shorter list is told, of
 * those that they began or of those that they did not. Undefined where all are compared, or none.
 */
export function whyNotAll(tables: Tables, choices: Choices): string | undefined {
  const { documents } = tables
  const coders = comparedCoders(tables, choices.coders)
  const compared = codedByAll(
    tables,
    coders.map(({ id }) => id),
  ).length
  if (choices.documents !== null || compared === 0 || compared === documents.size) return undefined
  const titles = (some: readonly Document[]) => named(some.map(({ title }) => title))
  const behind = coders.flatMap(({ id, name }) => {
    const isNew = (document: Document) => stateOf(tables, id, document.id) === 'new'
    const [missing, begun] = [true, false].map((wanted) =>
      documentsInOrder(tables).filter((document) => isNew(document) === wanted),
    ) as [Document[], Document[]]
    if (missing.length === 0) return []
    return missing.length < begun.length
      ? [`${name} has not begun ${titles(missing)}`]
      : [`${name} has begun only ${titles(begun)}`]
  })
  return `${grouped(compared)} of ${counted(documents.size, 'document')}, since only those count that every coder has begun: ${behind.join('; ')}.`
}

/** The choices as agreement takes them; undefined where they name fewer than two coders, no document or no code. */
export function settingsFor(project: Tables, choices: Choices): AgreementSettings | undefined {
  const coders = comparedCoders(project, choices.coders).map(({ id }) => id)
  const documents =
    choices.documents?.filter((id) => project.documents.has(id)) ?? codedByAll(project, coders)
  const codes = choices.codes?.filter((id) => project.codes.has(id))
  if (coders.length < 2 || documents.length === 0 || (codes?.length ?? project.codes.size) === 0)
    return undefined
  const { unit, population, replicates, seed, level, preset, byDocument, coefficient } = choices
  const resample = choices.resample ?? defaultResample(documents.length)
  return {
    coders,
    // All of them need no naming.
    ...(documents.length < project.documents.size && { documents }),
    ...(codes && { codes }),
    unit,
    population,
    // Plain agreement stands beside every other coefficient.
    ...(coefficient && { coefficients: [...new Set([coefficient, 'percent_agreement'])] }),
    by: byDocument ? ['code', 'document'] : ['code'],
    bootstrap: { replicates, seed, level, resample },
    ...(preset && { preset }),
  }
}

/** How far the coders are with a document: nothing to say where all are done with it. */
export function progressWords(states: readonly (readonly [string, CodingState])[]): string | undefined {
  const those = (state: CodingState) => states.filter(([, one]) => one === state).map(([name]) => name)
  const clause = (names: string[], words: string) =>
    names.length === 0 ? [] : [`${names.length === states.length ? 'all' : listed(names)} ${words}`]
  const said = [...clause(those('new'), 'not begun'), ...clause(those('in progress'), 'not done')]
  return said.length === 0 ? undefined : said.join('; ')
}
