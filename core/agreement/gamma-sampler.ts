import type { Random } from '../random.ts'
import { type CodedSpan, coderIndexes, type SpanSet, spansOf } from './spans.ts'
import { sum } from './sum.ts'

/** What random continua imitate, over the spans of all coders together. */
export interface ContinuumStatistics {
  readonly coders: number
  /** Spans of one coder. */
  readonly counts: Moments
  /** Characters from the end of a span to the start of the coder's next one; negative where they overlap. */
  readonly gaps: Moments
  /** Characters of a span. */
  readonly lengths: Moments
  /** The code of every span, ascending: a code is drawn as often as it was used. */
  readonly codes: readonly number[]
}

export interface Moments {
  readonly mean: number
  /** Of the population: the sum of squares is divided by n. */
  readonly deviation: number
}

/**
 * The statistics of the statistical sampler of pygamma-agreement 0.5.9 (Titeux & Riad 2021, JOSS 6(62)),
 * with its two conventions: the text before a coder's first span is a gap unless it is empty, and one gap
 * of 0 is added, so that there is always one. Every coder has a span.
 */
export function statisticsOf(set: SpanSet): ContinuumStatistics {
  const perCoder = coderIndexes(set).map((coder) => spansOf(set, coder))
  const leading = perCoder.map((spans) => spans[0]!.start).filter((start) => start > 0)
  const inner = perCoder.flatMap((spans) => spans.slice(1).map((span, i) => span.start - spans[i]!.end))
  return {
    coders: set.coders,
    counts: momentsOf(perCoder.map((spans) => spans.length)),
    gaps: momentsOf([0, ...leading, ...inner]),
    lengths: momentsOf(set.spans.map(({ start, end }) => end - start)),
    codes: set.spans.map(({ code }) => code).sort((a, b) => a - b),
  }
}

/** In ascending order, so that exchanging coders does not change the last digits. */
function momentsOf(numbers: readonly number[]): Moments {
  const sorted = [...numbers].sort((a, b) => a - b)
  const mean = sum(sorted) / sorted.length
  const deviation = Math.sqrt(sum(sorted.map((number) => (number - mean) ** 2)) / sorted.length)
  return { mean, deviation }
}

/**
 * A random continuum: for each coder, gaps and lengths drawn from normal distributions and codes by their
 * frequency (statistical sampler of pygamma-agreement 0.5.9). Offsets are fractions and may leave the text.
 * The first coder has at least one span, the others may have none.
 */
export function sampleContinuum(statistics: ContinuumStatistics, random: Random): CodedSpan[] {
  const { coders, counts, gaps, lengths, codes } = statistics
  const draw = ({ mean, deviation }: Moments) => mean + deviation * random.normal()
  const spans: CodedSpan[] = []
  for (let coder = 0; coder < coders; coder++) {
    const count = Math.max(Math.abs(Math.trunc(draw(counts))), spans.length === 0 ? 1 : 0)
    let end = 0
    for (let i = 0; i < count; i++) {
      const start = end + draw(gaps)
      // A drawn length of exactly 0 would be no span.
      end = start + (Math.abs(draw(lengths)) || lengths.mean)
      spans.push({ coder, code: codes[random.below(codes.length)]!, start, end })
    }
  }
  return spans
}
