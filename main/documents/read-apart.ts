import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/refusal.ts'
import { type ReadDocument, type ReadOptions, refuse } from './document.ts'
import { isPlainText } from './kind.ts'
import { type Limits, standardLimits } from './limits.ts'
import { readText } from './text.ts'
import type { Answer, Job } from './worker.ts'

/**
 * Reads files whose makers are unknown, in a thread of its own: what hangs, or eats the memory, ends with the thread.
 * Plain text is read right here. One file at a time; the thread is kept until `close`.
 */
export class DocumentReader {
  private worker: Worker | undefined
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly limits: Limits = standardLimits) {}

  /** The documents of a file. Throws a Refusal `NAME: why; what to do`. */
  read(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadDocument[]> {
    const next = this.queue.then(() => this.readNext(name, bytes, options))
    this.queue = next.catch(() => undefined)
    return next
  }

  private async readNext(name: string, bytes: Uint8Array, options: ReadOptions): Promise<ReadDocument[]> {
    if (bytes.length === 0) return refuse(name, 'the file is empty; there is nothing to code')
    if (isPlainText(name, bytes)) return [await readText({ name, bytes, options })]
    const answer = await this.ask({ name, bytes, options, limits: this.limits })
    if ('documents' in answer) return [...answer.documents]
    if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.message)
    return refuse(
      name,
      `the file can't be read (${answer.defect}); it may be damaged: save it anew, or as plain text`,
    )
  }

  private ask(job: Job): Promise<Answer> {
    const worker = this.worker ?? this.start()
    return new Promise((resolve) => {
      const answered = (answer: Answer) => {
        finish()
        resolve(answer)
      }
      const stop = (why: string) => {
        this.worker = undefined
        void worker.terminate()
        answered({ refusal: { code: 'invalid', message: `${job.name}: ${why}` } })
      }
      const failed = (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return stop(tooMuchMemory)
        this.worker = undefined
        answered({ defect: error.message })
      }
      const ended = () => stop('the reader of the file stopped; save it anew, or as plain text')
      const guards = this.guard(job, stop)
      const finish = () => {
        for (const timer of guards) clearInterval(timer)
        worker.off('message', answered).off('error', failed).off('exit', ended).unref()
      }
      worker.on('message', answered).on('error', failed).on('exit', ended).ref()
      worker.postMessage(job)
    })
  }

  /** The thread's own limits leave out the memory of its buffers, so the whole program's growth is watched. */
  private guard(job: Job, stop: (why: string) => void): NodeJS.Timeout[] {
    const { time, timePerMegabyte, memory } = this.limits
    const before = process.memoryUsage.rss()
    const longest = time + (timePerMegabyte * job.bytes.length) / 1_000_000
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
    // What happens to it between two files, or after it was given up, is nobody's error.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined
    })
    return worker
  }

  async close(): Promise<void> {
    await this.queue
    await this.worker?.terminate()
    this.worker = undefined
  }
}

const tooMuchMemory =
  'it needs more memory than any document does, so it was not read; save it anew, or split it'

/** The worker lies beside this file when the program is built; from source it is started through a loader. */
function workerFile(): URL {
  const built = new URL('documents-worker.js', import.meta.url)
  return existsSync(built) ? built : new URL('../../build/documents-worker.mjs', import.meta.url)
}
