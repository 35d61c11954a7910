import type { Unit } from '../units.ts'
import type { ComparedDocument } from './comparison.ts'
import type { PopulationName, Resample } from './input.ts'
import { counts, paragraphParts, populationOf, runsOf, touches } from './population.ts'
import type { Run } from './runs.ts'
import { type SpanBlock, spanBlockOf } from './span-measures.ts'
import type { Stretch } from './spans.ts'

/** A document with its decisions counted, cut into the parts that are resampled. */
export interface CountedDocument {
  readonly compared: ComparedDocument
  readonly parts: readonly Stretch[]
  readonly runs: readonly Run[]
}

/** Counts the decisions of one document. */
export function countDocument(compared: ComparedDocument, unit: Unit, resample: Resample): CountedDocument {
  const { text } = compared.document
  const parts = resample === 'paragraph' ? paragraphParts(text) : [{ start: 0, end: text.length }]
  return { compared, parts, runs: runsOf(compared, unit, parts) }
}

/** The same document as one part. */
export function asOnePart({ compared, runs }: CountedDocument): CountedDocument {
  const parts = [{ start: 0, end: compared.document.text.length }]
  return { compared, parts, runs: runs.map((run) => ({ ...run, part: 0 })) }
}

/** What is drawn for an interval: `multiplicity[b]` blocks have the runs and segments of block b. */
export interface Blocks {
  readonly multiplicity: readonly number[]
  readonly runs: readonly (readonly Run[])[]
  /** The text of each block for the unitizing family; none where units are drawn. */
  readonly texts: readonly SpanBlock[]
  /** The same with all of its text, for matches of segments. */
  readonly wholeTexts: readonly SpanBlock[]
}

/** The blocks of some documents, in an order that does not depend on the order of the documents. */
export function blocksOf(
  documents: readonly CountedDocument[],
  population: PopulationName,
  resample: Resample,
): Blocks {
  const ordered = [...documents].sort((a, b) => compareText(orderKey(a), orderKey(b)))
  return resample === 'unit' ? unitBlocks(ordered, population) : textBlocks(ordered, population)
}

function orderKey({ compared: { document } }: CountedDocument): string {
  return `${document.sha256} ${document.id}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** One block per part of a document in which anything counts. */
function textBlocks(documents: readonly CountedDocument[], population: PopulationName): Blocks {
  const runs: (readonly Run[])[] = []
  const texts: SpanBlock[] = []
  const wholeTexts: SpanBlock[] = []
  for (const { compared, parts, runs: all } of documents) {
    const counting = populationOf(compared, population)
    const counted = { ...compared, spans: spansIn(compared.spans, counting) }
    const byPart: Run[][] = parts.map(() => [])
    for (const run of all) if (counts(run, population)) byPart[run.part]!.push(run)
    byPart.forEach((ofPart, part) => {
      const text = spanBlockOf(compared, within(counting, parts[part]!))
      if (ofPart.length === 0 && text.length === 0) return
      runs.push(ofPart)
      texts.push(text)
      wholeTexts.push(spanBlockOf(counted, [parts[part]!]))
    })
  }
  return { multiplicity: runs.map(() => 1), runs, texts, wholeTexts }
}

/** The spans, uncut, that share a character with what counts: one over nothing but blank lines may not. */
function spansIn<S extends Stretch>(spans: readonly S[], counting: readonly Stretch[]): readonly S[] {
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  const touching = touches(inOrder, counting)
  return inOrder.filter((_, index) => touching[index])
}

function within(stretches: readonly Stretch[], part: Stretch): readonly Stretch[] {
  return stretches
    .filter(({ start, end }) => start < part.end && end > part.start)
    .map(({ start, end }) => ({ start: Math.max(start, part.start), end: Math.min(end, part.end) }))
}

/** One kind of block per way in which the coders decided on all codes. */
function unitBlocks(documents: readonly CountedDocument[], population: PopulationName): Blocks {
  const kinds = new Map<string, Run>()
  for (const { runs } of documents) {
    for (const run of runs) {
      if (!counts(run, population)) continue
      const key = run.decisions.join()
      kinds.set(key, { ...run, count: run.count + (kinds.get(key)?.count ?? 0) })
    }
  }
  const ordered = [...kinds].sort((a, b) => compareText(a[0], b[0])).map(([, run]) => run)
  return {
    multiplicity: ordered.map(({ count }) => count),
    runs: ordered.map((run) => [run]),
    texts: [],
    wholeTexts: [],
  }
}
