import { randomInt } from 'node:crypto'
import type { Context } from '../../core/decision.ts'
import type { CoderId } from '../../core/model.ts'
import { type Disk, disk } from './disk.ts'
import { mostInJournal } from './writer.ts'

/** What is given from outside, so that the same commands make the same project when tests and the demo want it. */
export interface Options {
  /** ISO 8601, UTC. */
  now?(): string
  /** Twelve random characters of a to z and 0 to 9. */
  newId?(): string
  /** Does the work so many milliseconds from now, unless it is called off by what this returns. */
  later?(milliseconds: number, work: () => void): () => void
  disk?: Disk
  /** So many characters of new content a journal holds itself (writer.ts). */
  mostInJournal?: number
  /** Whether to open a project that somebody has open: they write nothing any more. */
  takeOver?: boolean
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

export function withDefaults(given: Options): Required<Options> {
  return {
    now: () => new Date().toISOString(),
    newId: () => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join(''),
    later: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      timer.unref()
      return () => clearTimeout(timer)
    },
    disk,
    mostInJournal,
    takeOver: false,
    ...given,
  }
}

export function contextOf(coder: CoderId | null, { now, newId }: Required<Options>): Context {
  return { coder, now: now(), newId }
}

/** The name of a session that begins now: its log is history/<session>.jsonl. */
export function newSession({ now, newId }: Required<Options>): string {
  const time = now()
    .replace(/[^0-9]/g, '')
    .slice(0, 14)
  return `${time}-${newId().slice(0, 6)}`
}
