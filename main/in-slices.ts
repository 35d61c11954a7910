import { setImmediate as immediate } from 'node:timers/promises'
import type { Steps } from '../core/steps.ts'

/** How long other work of this process may wait for a computation, in milliseconds. */
const patience = 30

/** Runs a computation to its end with other work in between. `onProgress` gives it up by throwing. */
export async function inSlices<Result>(
  steps: Steps<Result>,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Result> {
  let began = performance.now()
  let step = steps.next()
  while (!step.done) {
    if (performance.now() - began > patience) {
      onProgress(step.value.done, step.value.total)
      await immediate()
      began = performance.now()
    }
    step = steps.next()
  }
  return step.value
}
