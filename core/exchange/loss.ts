import type { Segment } from '../model.ts'

/** Something that one side has and the other can't hold: what was left out or changed, and how often. */
export interface Loss {
  /** A clause behind the number, such as “sets (groups of codes or documents) were left out”. */
  readonly what: string
  readonly count: number
}

/** Counts losses by what they are; those that did not happen are not in the list. */
export class LossCount {
  private readonly counts = new Map<string, number>()

  add(what: string, count = 1): void {
    if (count > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + count)
  }

  get list(): Loss[] {
    return [...this.counts].map(([what, count]) => ({ what, count }))
  }
}

export function lossLine({ what, count }: Loss): string {
  return `${count} ${what}`
}

/** What segments say that a format has no place for, each counted where any says it. */
export function unwritten(
  segments: readonly Segment[],
  losses: LossCount,
  what: readonly ('memo' | 'said')[] = ['memo', 'said'],
): void {
  const count = (says: (segment: Segment) => boolean) => segments.filter(says).length
  if (what.includes('memo'))
    losses.add(
      'memos of segments are not written',
      count(({ memo }) => memo !== ''),
    )
  if (!what.includes('said')) return
  losses.add(
    'segments lose how sure the coder is',
    count(({ certainty }) => certainty !== null),
  )
  losses.add(
    'segments lose the values of their attributes',
    count(({ attributes }) => Object.keys(attributes).length > 0),
  )
  losses.add(
    'links between segments are not written',
    segments.reduce((sum, { links }) => sum + links.length, 0),
  )
}
