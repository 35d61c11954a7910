import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/refusal.ts'
import { type Limits, standardLimits } from '../documents/limits.ts'
import type { Answer, Job, Results } from './jobs.ts'

/** A file that a job reads: what it is called in a refusal, and its bytes, by which the job gets more time. */
interface File {
  readonly name: string
  readonly size: number
}

/** How long a job that reads no file may take, in milliseconds, and what is said where it takes longer. */
interface Patience {
  readonly longest: number
  readonly late: string
}

/**
 * Does work on files whose makers are unknown, or that takes long, in a thread of its own: what hangs, eats the memory
 * or is not wanted any more ends with the thread. One job at a time; the thread is kept until `close`.
 */
export class Thread {
  private worker: Worker | undefined
  private queue: Promise<unknown> = Promise.resolve()
  private giveUp: ((refusal: Refusal) => void) | undefined
  private stops = 0

  constructor(private readonly limits: Limits = standardLimits) {}

  /** Throws a Refusal, `NAME: why; what to do` of a file. Nothing guards what a person waits for and may stop. */
  run<Work extends Job['work']>(
    job: Extract<Job, { work: Work }>,
    guarded?: File | Patience,
  ): Promise<Results[Work]> {
    const { stops } = this
    const next = this.queue.then(() => {
      if (stops !== this.stops) throw stopped()
      return this.ask(job, guarded)
    })
    this.queue = next.catch(() => undefined)
    return next as Promise<Results[Work]>
  }

  /** Gives up what it was asked for until now, which is refused as cancelled. */
  stop(): void {
    this.stops++
    this.giveUp?.(stopped())
  }

  private async ask(job: Job, guarded: File | Patience | undefined): Promise<unknown> {
    const name = guarded !== undefined && 'name' in guarded ? guarded.name : undefined
    const answer = await this.answerTo(job, name, guarded)
    if ('value' in answer) return answer.value
    if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.message)
    const { defect } = answer
    throw new Refusal(
      'invalid',
      name === undefined
        ? `Something in Intercoder failed (${defect}).`
        : `${name}: the file can't be read (${defect}); it may be damaged: save it anew, or as plain text`,
    )
  }

  private answerTo(
    job: Job,
    name: string | undefined,
    guarded: File | Patience | undefined,
  ): Promise<Answer> {
    const worker = this.worker ?? this.start()
    return new Promise((resolve) => {
      const answered = (answer: Answer) => {
        finish()
        resolve(answer)
      }
      const giveUp = ({ code, message }: Pick<Refusal, 'code' | 'message'>) => {
        this.worker = undefined
        void worker.terminate()
        answered({ refusal: { code, message } })
      }
      const stop = (why: string) =>
        giveUp({ code: 'invalid', message: name === undefined ? why : `${name}: ${why}` })
      const failed = (error: Error & { code?: string }) => {
        if (name !== undefined && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return stop(tooMuchMemory)
        this.worker = undefined
        answered({ defect: error.message })
      }
      const ended = () => stop('the reader of the file stopped; save it anew, or as plain text')
      const guards = guarded === undefined ? [] : this.guard(guarded, stop)
      const finish = () => {
        this.giveUp = undefined
        for (const timer of guards) clearInterval(timer)
        worker.off('message', answered).off('error', failed).off('exit', ended).unref()
      }
      this.giveUp = giveUp
      worker.on('message', answered).on('error', failed).on('exit', ended).ref()
      worker.postMessage(job)
    })
  }

  /** The thread's own limits leave out the memory of its buffers, so the whole program's growth is watched. */
  private guard(guarded: File | Patience, stop: (why: string) => void): NodeJS.Timeout[] {
    if ('longest' in guarded) return [setTimeout(() => stop(guarded.late), guarded.longest)]
    const { size } = guarded
    const { time, timePerMegabyte, memory } = this.limits
    const before = process.memoryUsage.rss()
    const longest = time + (timePerMegabyte * size) / 1_000_000
    const late = `it was not read within ${Math.round(longest / 1000)} s; save it anew, or split it`
    return [
      setTimeout(() => stop(late), longest),
      setInterval(() => {
        if (process.memoryUsage.rss() - before > memory) stop(tooMuchMemory)
      }, 50),
    ]
  }

  private start(): Worker {
    const megabytes = Math.round(this.limits.memory / 1_000_000)
    const worker = new Worker(workerFile(), {
      // What libraries say about a file is not for the person; and nobody's settings are handed on.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(megabytes * 0.7), maxYoungGenerationSizeMb: 48 },
    })
    this.worker = worker
    // What happens to it between two jobs, or after it was given up, is nobody's error.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined
    })
    return worker
  }

  /** Ends the thread once what it was asked for is done; `stop` first, where nobody waits for that. */
  async close(): Promise<void> {
    await this.queue
    await this.worker?.terminate()
    this.worker = undefined
  }
}

function stopped(): Refusal {
  return new Refusal('cancelled', 'It was stopped.')
}

const tooMuchMemory =
  'it needs more memory than any document does, so it was not read; save it anew, or split it'

/** The worker lies beside this file when the program is built; from source it is started through a loader. */
function workerFile(): URL {
  const built = new URL('apart-worker.js', import.meta.url)
  return existsSync(built) ? built : new URL('../../build/apart-worker.mjs', import.meta.url)
}
