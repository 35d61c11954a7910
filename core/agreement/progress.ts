import { listed } from './number.ts'
import type { AgreementResult, NotDone } from './result.ts'

// Having found nothing and not having looked are the same to every coefficient; only the coder can say which it was,
// by marking a document as done. Where they have not said so, it is told with the figures.

/** As many titles as are read in a sentence; a report lists all of them below. */
const NAMED = 5

/** What to know about documents that count although a coder was not done with them, a sentence each. */
export function progressWarnings(notDone: readonly NotDone[]): readonly string[] {
  return [
    ...byCoder(notDone.filter(({ begun }) => !begun)).map(
      ([coder, documents]) =>
        `${coder} has no segment in ${named(documents)} and did not mark ${them(documents)} as done; ${it(documents)} as read, with nothing found.`,
    ),
    ...byCoder(notDone.filter(({ begun }) => begun)).map(
      ([coder, documents]) =>
        `${coder} did not mark ${named(documents)} as done; text without a segment there counts as read, with nothing found.`,
    ),
  ]
}

/** Each coder with the documents that they had not marked as done. */
export function byCoder(notDone: readonly NotDone[]): readonly (readonly [string, readonly string[]])[] {
  const found = new Map<string, string[]>()
  for (const { coder, document } of notDone) found.set(coder, [...(found.get(coder) ?? []), document])
  return [...found]
}

/** Numbers of documents: of those that are compared, those that every coder is known to have read, and all there are. */
export function progressOf({ inputs, leftOut, notDone }: AgreementResult) {
  const compared = inputs.documents.length - leftOut.length
  const without = (some: readonly NotDone[]) => compared - new Set(some.map(({ document }) => document)).size
  return {
    compared,
    /** Those in which every coder has a segment, or which they marked as done. */
    coded: without(notDone.filter(({ begun }) => !begun)),
    inProject: inputs.documentsInProject,
  }
}

/** Titles as they stand in a sentence, the first few of many. */
export function named(documents: readonly string[]): string {
  if (documents.length <= NAMED + 1) return listed(documents)
  return `${documents.slice(0, NAMED).join(', ')} and ${documents.length - NAMED} others`
}

const them = (documents: readonly string[]) => (documents.length === 1 ? 'it' : 'them')
const it = (documents: readonly string[]) => (documents.length === 1 ? 'it counts' : 'they count')
