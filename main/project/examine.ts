import { Refusal } from '../../core/refusal.ts'
import { historyProblems } from './check-history.ts'
import type { Disk } from './disk.ts'
import { readJournal } from './journal.ts'
import type { Problem } from './problems.ts'
import { type Progress, readCounts } from './read-project.ts'

export interface Findings {
  readonly problems: readonly Omit<Problem, 'repairable'>[]
  /** What could be read. */
  readonly documents: number
  readonly segments: number
}

/** Reads every file of a project and says what is wrong, where it can't be opened at all too. Writes nothing. */
export async function examine(disk: Disk, root: string, onProgress?: Progress): Promise<Findings> {
  let found: Awaited<ReturnType<typeof readCounts>>
  try {
    found = await readCounts(disk, root, onProgress)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'cancelled') throw error
    const [, file = 'project.json', what = error.message] =
      /^([a-z/-]+\.json):([\s\S]*)$/.exec(error.message) ?? []
    return { problems: [{ file, what: what.trim() }], documents: 0, segments: 0 }
  }
  const { documents, segments } = found
  const journal = await readJournal(disk, root)
  const told = found.problems.map(({ repairable: _, ...problem }) => problem)
  const problems = [...told, ...(await historyProblems(disk, root, journal?.log))]
  return { problems, documents, segments }
}
