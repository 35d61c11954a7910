import { apply, type Change } from '../../core/change.ts'
import type { Code, CodeId, Coder, CoderId, Document, DocumentId, Project } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'
import { historyLine } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import { isHistoryName, pathOf } from './layout.ts'
import { linesIn } from './log-lines.ts'

/** What the history says of a project's records, as far as it can be read. */
export interface LastKnown {
  /** Settings, coders, codes, link types and documents as they were left. */
  readonly project: Project
  /** The last that is known of each, those that were deleted too. */
  readonly coders: ReadonlyMap<CoderId, Coder>
  readonly codes: ReadonlyMap<CodeId, Code>
  readonly documents: ReadonlyMap<DocumentId, Document>
}

/** Reads every line of the history that can be read; others are passed over. */
export async function lastKnown(disk: Disk, root: string): Promise<LastKnown> {
  const entries: { at: string; change: Change }[] = []
  for (const name of await disk.list(pathOf(root, 'history'))) {
    if (!isHistoryName(`history/${name}`)) continue
    const content = await disk.readBytes(pathOf(root, `history/${name}`)).catch(() => undefined)
    for (const line of linesIn(content ?? Buffer.alloc(0))) entries.push(...entryOf(line))
  }
  entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const project = entries.reduce((state, { change }) => apply(state, change), emptyProject)
  const last = { coders: new Map(), codes: new Map(), documents: new Map() }
  for (const { change } of entries) {
    for (const table of ['coders', 'codes', 'documents'] as const) {
      const { added = [], updated = [], removed = [] } = change[table] ?? {}
      const after = updated.map(([, record]) => record)
      for (const record of [...removed, ...after, ...added]) last[table].set(record.id, record)
    }
  }
  return { project, ...last }
}

/** Without the work of coders, of which there is so much. */
function entryOf(line: string): { at: string; change: Change }[] {
  if (line === '') return []
  try {
    const { at, change } = parseJson('', line, historyLine)
    const { segments: _, codings: __, ...shared } = change as Change
    return [{ at, change: shared }]
  } catch {
    return []
  }
}
