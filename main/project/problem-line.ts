import { join } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import type { Problem } from './problems.ts'

/** Files of a project are named in messages from the project's folder on; a person needs the folder too. */
export async function inFolder<T>(folder: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Refusal) || !/^[a-z0-9/-]+\.jsonl?:/.test(error.message)) throw error
    throw new Refusal(error.code, join(folder, error.message))
  }
}

/** Figures and files made from half a project would mislead: throws a Refusal with a line for every problem. */
export function refuseDamage(folder: string, problems: readonly Problem[]): void {
  if (problems.length > 0)
    throw new Refusal('damaged', problems.map((problem) => problemLine(folder, problem)).join('\n'))
}

/** `FILE[:LINE]: what is wrong`. */
export function problemLine(folder: string, { file, what }: Problem): string {
  const [, line, rest] = /^(?:line )?(\d+): ([\s\S]*)$/.exec(what) ?? []
  return `${join(folder, file)}${line === undefined ? '' : `:${line}`}: ${rest ?? what}`
}
