import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/refusal.ts'
import type { Span } from '../../core/span.ts'
import type { Answer, Job } from './worker.ts'

/** How long a regular expression may look in one text, in milliseconds: a good one needs a hundredth of it. */
const patience = 5_000

/**
 * Finds in texts in a thread of its own: a regular expression that would take forever ends with the thread. Whoever
 * asks again before there is an answer gives up the question before.
 */
export class Finder {
  private worker: Worker | undefined
  private giveUp: (() => void) | undefined

  constructor(private readonly longest = patience) {}

  /** Throws a Refusal: `cancelled` where another question came first, `invalid` where it can't be answered. */
  async find(job: Job): Promise<{ spans: readonly Span[]; more: boolean }> {
    this.giveUp?.()
    const answer = await this.ask(job)
    if ('spans' in answer) return answer
    if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.message)
    throw new Refusal('invalid', `The search stopped (${answer.defect}); look for something simpler.`)
  }

  private ask(job: Job): Promise<Answer> {
    const worker = this.worker ?? this.start()
    return new Promise((resolve) => {
      const finish = (answer: Answer) => {
        clearTimeout(timer)
        this.giveUp = undefined
        worker.off('message', finish).off('error', failed).unref()
        resolve(answer)
      }
      const failed = (error: Error) => {
        this.worker = undefined
        finish({ defect: error.message })
      }
      const stop = (code: 'cancelled' | 'invalid', message: string) => {
        this.worker = undefined
        void worker.terminate()
        finish({ refusal: { code, message } })
      }
      // Plain words take their time on a long text, but always end.
      const timer = job.wanted.expression ? setTimeout(stop, this.longest, 'invalid', tooSlow) : undefined
      this.giveUp = () => stop('cancelled', 'The search was given up.')
      worker.on('message', finish).on('error', failed).ref()
      worker.postMessage(job)
    })
  }

  private start(): Worker {
    const worker = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: 1_024 } })
    this.worker = worker
    // What happens to it between two questions is nobody's error.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined
    })
    return worker
  }

  async close(): Promise<void> {
    this.giveUp?.()
    await this.worker?.terminate()
    this.worker = undefined
  }
}

const tooSlow =
  'The regular expression takes too long, probably because it repeats what is repeated already, as in (a+)+; make it simpler.'

/** The worker lies beside this file when the program is built; from source it is started through a loader. */
function workerFile(): URL {
  const built = new URL('find-worker.js', import.meta.url)
  return existsSync(built) ? built : new URL('../../build/find-worker.mjs', import.meta.url)
}
