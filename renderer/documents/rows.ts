import type { Document, Project } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'

/** What the table is sorted by: a property of documents, a variable (`variable outlet`) or a coder's state (`coder id`). */
export interface Sort {
  readonly column: string
  readonly down: boolean
}

/** Whether every typed word occurs in the title or in a variable's value, whatever its case and accents. */
export function passesFilter({ title, variables }: Document, typed: string): boolean {
  const fields = [title, ...Object.values(variables)].map(plain)
  return plain(typed)
    .split(/\s+/)
    .every((word) => fields.some((field) => field.includes(word)))
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** The documents that pass the filter, sorted; in the project's order where `sort` is null. */
export function documentRows(project: Project, typed: string, sort: Sort | null): Document[] {
  const rows = documentsInOrder(project).filter((document) => passesFilter(document, typed))
  if (sort === null) return rows
  const keys = new Map(rows.map((row) => [row, sortKey(project, row, sort.column)]))
  return rows.sort((a, b) => (sort.down ? -1 : 1) * compareKeys(keys.get(a)!, keys.get(b)!))
}

type SortKey = string | number

function sortKey(project: Project, document: Document, column: string): SortKey {
  const [kind, ...rest] = column.split(' ')
  const name = rest.join(' ')
  if (kind === 'title') return document.title
  if (kind === 'characters') return document.characters
  if (kind === 'variable') return document.variables[name] ?? ''
  const coder = [...project.coders.keys()].find((id) => id === name)
  const codings = coder === undefined ? undefined : project.codings.get(codingsId(coder, document.id))
  return { new: 0, 'in progress': 1, done: 2 }[codingState(codings)]
}

const collator = new Intl.Collator(undefined, { numeric: true })

function compareKeys(a: SortKey, b: SortKey): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

/** After a click on a column's head: up, down, then as the project has them. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, down: false }
  return sort.down ? null : { column, down: true }
}
