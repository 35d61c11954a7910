/** A value as JSON with its keys sorted: the same text for the same value, whichever copy it came from. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** The smaller of two ids, which is the one that is kept: no copy has a say in it by being merged first. */
export function smaller<Id extends string>(a: Id, b: Id): Id {
  return a < b ? a : b
}

export function greater<T extends string>(a: T, b: T): T {
  return smaller(a, b) === a ? b : a
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
