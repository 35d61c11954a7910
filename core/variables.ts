import type { Document } from './model.ts'

/** Every variable of any document, in the order in which they first occur. */
export function variableNames(documents: Iterable<Pick<Document, 'variables'>>): string[] {
  return [...new Set([...documents].flatMap(({ variables }) => Object.keys(variables)))]
}

/**
 * What to say of a value that stands where a date is expected, as the variable's name tells; undefined where it may be
 * one. It is kept as it is: variables are text.
 */
export function dateRemark(name: string, value: string): string | undefined {
  if (!/(^|[\s_-])date$/i.test(name) || value.trim() === '') return undefined
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value.trim()) ?? []
  if (year === undefined) return /\d{4}/.test(value) ? undefined : notADate
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.toISOString().startsWith(`${year}-${month}-${day}`) ? undefined : notADate
}

const notADate = 'Not a date, such as 2026-03-30; kept as text.'
