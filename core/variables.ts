import type { Document } from './model.ts'

/** Every variable of any document, in the order in which they first occur. */
export function variableNames(documents: Iterable<Pick<Document, 'variables'>>): string[] {
  return [...new Set([...documents].flatMap(({ variables }) => Object.keys(variables)))]
}
