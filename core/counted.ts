import { grouped } from './agreement/number.ts'

/** “1 note”, “3 notes”, “20,129 characters”: for lists and buttons; a report writes “one note” (agreement/number.ts). */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}
