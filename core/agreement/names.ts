/**
 * Names that tell records apart in a report: where several share one, the second and later ones get a
 * number, as in "Ana (2)".
 */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
    taken.add(unique)
    return unique
  })
}

/** Names as they stand in a result. */
export interface Names {
  readonly coders: readonly string[]
  readonly codes: readonly string[]
  /** By the document's id. */
  readonly documents: ReadonlyMap<string, string>
}
