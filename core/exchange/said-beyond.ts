import type { Segment } from '../model.ts'

/** How many of something, by its word in the singular. */
export interface Count {
  readonly what: string
  readonly count: number
}

/** What codings say beyond their code and place, counted, for a person to see that it comes in. */
export function saidBeyond(
  codings: readonly Partial<
    Pick<Segment, 'memo' | 'certainty' | 'attributes'> & { links: readonly unknown[] }
  >[],
): Count[] {
  const sum = (of: (coding: (typeof codings)[number]) => number) =>
    codings.reduce((all, coding) => all + of(coding), 0)
  return [
    { what: 'memo', count: sum(({ memo = '' }) => (memo === '' ? 0 : 1)) },
    { what: 'attribute value', count: sum(({ attributes = {} }) => Object.keys(attributes).length) },
    { what: 'certainty rating', count: sum(({ certainty = null }) => (certainty === null ? 0 : 1)) },
    { what: 'link', count: sum(({ links = [] }) => links.length) },
  ]
}
