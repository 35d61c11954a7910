import { useSyncExternalStore } from 'react'
import type { AgreementSettings, PopulationName, PresetName, Resample } from '../../core/agreement/input.ts'
import { defaultResample } from '../../core/agreement/input.ts'
import type { CodeId, Coder, CoderId, DocumentId, Project, ProjectId } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import type { Unit } from '../../core/units.ts'

/** What a person chose about agreement; it stays while they are in another view. */
export interface Choices {
  /** Null where nobody has chosen: everybody who has coded something. */
  readonly coders: readonly CoderId[] | null
  /** Null for all. */
  readonly documents: readonly DocumentId[] | null
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

let choices = usualChoices
const listeners = new Set<() => void>()

export function getChoices(): Choices {
  return choices
}

export function choose(next: Partial<Choices>): void {
  choices = { ...choices, ...next }
  for (const listener of listeners) listener()
}

let chosenFor: ProjectId | null = null

/** Choices are about one project: for another one they are the usual ones again. True where that was so. */
export function chooseFor(project: ProjectId): boolean {
  if (chosenFor === project) return false
  chosenFor = project
  choose(usualChoices)
  return true
}

export function useChoices(): Choices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, getChoices)
}

type Tables = Pick<Project, 'coders' | 'codings' | 'documents' | 'codes'>

/** The coders whose agreement is counted; fewer than two where the project has not more, or were chosen. */
export function comparedCoders(project: Tables, chosen: Choices['coders']): Coder[] {
  const coders = [...project.coders.values()]
  if (chosen !== null) return coders.filter(({ id }) => chosen.includes(id))
  const worked = coders.filter(({ id }) => documentsOf(project, id) > 0)
  return worked.length >= 2 ? worked : coders.slice(0, 2)
}

/** In how many documents a coder has coded something, or marked them done. */
export function documentsOf(project: Tables, coder: CoderId): number {
  return [...project.documents.keys()].filter((document) => project.codings.has(codingsId(coder, document)))
    .length
}

/** The choices as agreement takes them; undefined where they name fewer than two coders, no document or no code. */
export function settingsFor(project: Tables, choices: Choices): AgreementSettings | undefined {
  const coders = comparedCoders(project, choices.coders).map(({ id }) => id)
  const documents = choices.documents?.filter((id) => project.documents.has(id))
  const codes = choices.codes?.filter((id) => project.codes.has(id))
  const documentCount = documents?.length ?? project.documents.size
  if (coders.length < 2 || documentCount === 0 || (codes?.length ?? project.codes.size) === 0)
    return undefined
  const { unit, population, replicates, seed, level, preset, byDocument, coefficient } = choices
  const resample = choices.resample ?? defaultResample(documentCount)
  return {
    coders,
    ...(documents && { documents }),
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
