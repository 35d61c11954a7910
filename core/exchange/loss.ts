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
