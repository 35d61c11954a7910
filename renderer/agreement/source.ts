import type { OpenProject } from '../store.ts'

/** What tells that agreement is counted from something else: counts change with every segment. */
type Parts = readonly unknown[]

let latest: { parts: Parts; source: object } = { parts: [], source: {} }

/** Another object whenever a text, code, coder or segment of the project is another, and the same one otherwise. */
export function sourceOf({ counts, project: { documents, codes, coders } }: OpenProject): object {
  const parts = [counts, documents, codes, coders]
  if (parts.some((part, index) => part !== latest.parts[index])) latest = { parts, source: {} }
  return latest.source
}
