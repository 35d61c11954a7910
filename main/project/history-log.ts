import { z } from 'zod'
import type { Coder, CoderId, TableName } from '../../core/model.ts'
import type { Disk } from './disk.ts'
import { hashOf } from './journal.ts'
import { isHistoryName, pathOf } from './layout.ts'
import { linesIn } from './log-lines.ts'

/** A line of the history as a list shows it. */
export interface LogLine {
  readonly at: string
  readonly coder: CoderId | null
  readonly label: string
  /** What the change is about. */
  readonly tables: readonly TableName[]
  /** Whose segments it is about. */
  readonly owners: readonly CoderId[]
  /** The coders that it is about, as they were called after it, or last. */
  readonly coders: readonly Pick<Coder, 'id' | 'name'>[]
}

const owned = z.object({ coder: z.string() })
const segments = z.object({
  added: z.array(owned),
  updated: z.array(z.tuple([owned, owned])),
  removed: z.array(owned),
})
const person = z.object({ id: z.string(), name: z.string() })
const people = z.object({
  added: z.array(person),
  updated: z.array(z.tuple([person, person])),
  removed: z.array(person),
})
/** Only what the list shows: a history may have a hundred thousand lines. */
const lineSchema = z.object({
  at: z.iso.datetime(),
  coder: z.string().nullable(),
  label: z.string(),
  // Names are for reading: a line that has them wrong is none the less a line.
  change: z.looseObject({ segments: segments.optional(), coders: people.optional().catch(undefined) }),
  continues: z.literal(true).optional(),
})

export interface ReadLog {
  /** Oldest first. */
  readonly lines: readonly LogLine[]
  /** `FILE:LINE: what is wrong`. */
  readonly damaged: readonly string[]
}

/** The history of a project over all sessions, to be read again and again: files are only ever appended to. */
export class HistoryLog {
  private readonly known = new Map<string, ReadLog & { readonly hash: string }>()

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
  ) {}

  async read(): Promise<ReadLog> {
    const names = (await this.disk.list(pathOf(this.root, 'history'))).map((name) => `history/${name}`)
    const parts: ReadLog[] = []
    for (const file of names.filter(isHistoryName)) {
      const content = (await this.disk.readBytes(pathOf(this.root, file))) ?? Buffer.alloc(0)
      const hash = hashOf([content])
      const known = this.known.get(file)
      const read = known?.hash === hash ? known : { hash, ...readLines(file, content) }
      this.known.set(file, read)
      parts.push(read)
    }
    return {
      lines: parts.flatMap(({ lines }) => lines).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      damaged: parts.flatMap(({ damaged }) => damaged),
    }
  }
}

/** A last line without its end was being written when the program stopped, and was not acknowledged. */
function readLines(file: string, content: Uint8Array): ReadLog {
  const lines: LogLine[] = []
  const damaged: string[] = []
  let number = 0
  let before: LogLine | undefined
  for (const line of linesIn(content)) {
    number++
    const read = readLine(line)
    if (read === undefined) {
      damaged.push(`${file}:${number}: this is no line of a history`)
      continue
    }
    const { continues, ...part } = read
    const whole: LogLine = before === undefined ? part : { ...part, ...bothIn(before, part) }
    before = continues === true ? whole : undefined
    if (before === undefined) lines.push(whole)
  }
  return { lines, damaged }
}

/** What coders were last called, those who are gone included: who added them may have undone that. */
export function namesIn(lines: readonly LogLine[]): ReadonlyMap<CoderId, string> {
  return new Map(lines.flatMap(({ coders }) => coders.map(({ id, name }) => [id, name] as const)))
}

function bothIn(a: LogLine, b: LogLine): Pick<LogLine, 'tables' | 'owners' | 'coders'> {
  return {
    tables: [...new Set([...a.tables, ...b.tables])],
    owners: [...new Set([...a.owners, ...b.owners])],
    coders: [...a.coders, ...b.coders],
  }
}

function readLine(line: string): (LogLine & { continues: true | undefined }) | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  const parsed = lineSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { at, coder, label, change, continues } = parsed.data
  const { added = [], updated = [], removed = [] } = change.segments ?? {}
  const owners = new Set([...added, ...removed, ...updated.map(([before]) => before)].map((one) => one.coder))
  const coders = [
    ...(change.coders?.removed ?? []),
    ...(change.coders?.updated ?? []).map(([, after]) => after),
    ...(change.coders?.added ?? []),
  ].map(({ id, name }) => ({ id: id as CoderId, name }))
  return {
    at,
    coder: coder as CoderId | null,
    label,
    tables: Object.keys(change) as TableName[],
    owners: [...owners] as CoderId[],
    coders,
    continues,
  }
}
