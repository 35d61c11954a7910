import { dissimilarity, type GammaWeights, pairsOf, positionalDissimilarity } from './disorder.ts'
import type { Packable } from './packing.ts'
import type { CodedSpan } from './spans.ts'
import { sum } from './sum.ts'

/** Disorders that differ by less are the same; the difference comes from rounding. */
const EPSILON = 1e-9
/** Small enough never to outweigh a unitary alignment less. */
const FARNESS = 1e-5
/** With more candidates the linear program takes minutes. */
const MOST_CANDIDATES = 250_000
/** Sets looked at; some seconds. */
const MOST_STEPS = 2_000_000

/**
 * The sets of two or more spans, one per coder, that an optimum may need; members are indexes into `placed`,
 * the spans in the order of their middles; the value is what the set saves against its spans alone.
 *
 * With p pairs of coders, k spans in one unitary alignment cost 1 + Σ(d − 1) / p. So if a set can be cut in
 * two with Σ(d − 1) > p over the pairs that the cut parts, the two parts cost less than the whole, and the
 * set is not needed. (Sharper than the bound of Mathet, Widlöcher & Métivier 2015, §5.1.1, which only
 * compares with all spans alone.)
 *
 * Several alignments can have the least disorder, and γ-cat depends on which is taken. We prefer the one of
 * the fewest unitary alignments and then the one of the nearest places.
 *
 * Null where there are too many, as when several coders have dozens of spans over one another.
 */
export function candidateAlignments(
  placed: readonly CodedSpan[],
  coders: number,
  weights: GammaWeights,
): Packable[] | null {
  const search = new CandidateSearch(placed, coders, weights)
  for (let first = 0; first < placed.length && !search.exhausted; first++) search.from(first)
  return search.exhausted ? null : search.found
}

class CandidateSearch {
  readonly found: Packable[] = []
  private steps = 0
  /** Each set is built once, its members ascending. */
  private readonly members: number[] = []
  /** For each member, its dissimilarities to the members before it. */
  private readonly between: number[][] = []
  private readonly pairs: number
  /** A single span cut off from k − 1 others: its dissimilarities must add up to p + k − 1 at most. */
  private readonly most: number
  private readonly longest: number

  constructor(
    private readonly placed: readonly CodedSpan[],
    coders: number,
    private readonly weights: GammaWeights,
  ) {
    this.pairs = pairsOf(coders)
    this.most = this.pairs + coders - 1 + EPSILON
    this.longest = placed.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  }

  get exhausted(): boolean {
    return this.found.length > MOST_CANDIDATES || this.steps > MOST_STEPS
  }

  from(first: number): void {
    this.members.push(first)
    this.between.push([])
    this.extend(this.near(first))
    this.members.pop()
    this.between.pop()
  }

  /** Later spans of other coders that can share a set with this one. */
  private near(first: number): number[] {
    const { start, end, coder } = this.placed[first]!
    // Two middles are no farther apart than half the sum of |start − start| and |end − end|.
    const reach = Math.sqrt(this.most / this.weights.alpha) * (end - start + this.longest)
    const near: number[] = []
    for (let i = first + 1; i < this.placed.length; i++) {
      const other = this.placed[i]!
      if (other.start + other.end - start - end >= reach) break
      if (other.coder !== coder && this.distance(first, i) < this.most) near.push(i)
    }
    return near
  }

  private extend(options: readonly number[]): void {
    options.forEach((unit, i) => {
      if (this.exhausted) return
      this.steps += 1
      const distances = this.members.map((member) => this.distance(member, unit))
      if (!this.staysNear(distances)) return
      this.members.push(unit)
      this.between.push(distances)
      this.keep()
      const { coder } = this.placed[unit]!
      this.extend(options.slice(i + 1).filter((option) => this.placed[option]!.coder !== coder))
      this.members.pop()
      this.between.pop()
    })
  }

  private distance(i: number, j: number): number {
    return dissimilarity(this.placed[i]!, this.placed[j]!, this.weights)
  }

  /** No span of the growing set may be farther from all others together than any finished set allows. */
  private staysNear(distances: readonly number[]): boolean {
    if (sum(distances) >= this.most) return false
    return distances.every((distance, i) => {
      const before = sum(this.between[i]!)
      const after = this.between.slice(i + 1).reduce((so, row) => so + row[i]!, 0)
      return before + after + distance < this.most
    })
  }

  private keep(): void {
    const size = this.members.length
    const all = this.between.reduce((so, row) => so + sum(row), 0)
    const value = size - 1 - (all - pairsOf(size)) / this.pairs
    if (value < -EPSILON || !this.holdsTogether()) return
    this.found.push({ members: [...this.members], value, preference: size - 1 - FARNESS * this.farness() })
  }

  /** The sum over the pairs of spans of 0 for the same place, nearer and nearer to 1 for places far apart. */
  private farness(): number {
    const spans = this.members.map((member) => this.placed[member]!)
    const positional = spans.flatMap((u, i) => spans.slice(0, i).map((v) => positionalDissimilarity(u, v)))
    return sum(positional.map((distance) => distance / (1 + distance)))
  }

  /** No cut in two parts is better; a cut is given by the members parted from the first, as bits. */
  private holdsTogether(): boolean {
    for (let parted = 2; parted < 2 ** this.members.length; parted += 2) {
      if (this.acrossCut(parted) > this.pairs + EPSILON) return false
    }
    return true
  }

  private acrossCut(parted: number): number {
    let across = 0
    for (let i = 1; i < this.between.length; i++) {
      const row = this.between[i]!
      for (let j = 0; j < i; j++) if (((parted >> i) ^ (parted >> j)) & 1) across += row[j]! - 1
    }
    return across
  }
}
