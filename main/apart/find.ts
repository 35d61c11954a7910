import type { FirstHits, Search } from '../../core/find.ts'
import { standardLimits } from '../documents/limits.ts'
import { Thread } from './thread.ts'

/** How long a regular expression may look in one text, in milliseconds: a good one needs a hundredth of it. */
const patience = 5_000

/** The thread for finding: the text is ours, so it may need more memory than reading a file does. */
export function findingThread(): Thread {
  return new Thread({ ...standardLimits, memory: 1_500_000_000 })
}

/**
 * Finds in a text, where a regular expression that would take forever ends with the thread. Whoever asks again before
 * there is an answer gives up the question before, which is refused as cancelled.
 */
export function findApart(thread: Thread, search: Search, longest = patience): Promise<FirstHits> {
  thread.stop()
  // Plain words take their time on a long text, but always end.
  const guard = search.wanted.expression ? { longest, late: tooSlow } : undefined
  return thread.run({ work: 'find', ...search }, guard)
}

const tooSlow =
  'The regular expression takes too long, probably because it repeats what is repeated already, as in (a+)+; make it simpler.'
