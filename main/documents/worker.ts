import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../core/refusal.ts'
import type { ReadDocument, ReadOptions } from './document.ts'
import type { Limits } from './limits.ts'
import { readHere } from './read.ts'

/** One file to read. */
export interface Job {
  readonly name: string
  readonly bytes: Uint8Array
  readonly options: ReadOptions
  readonly limits: Limits
}

/** What became of it; `defect` is an error that nobody foresaw. */
export type Answer =
  | { readonly documents: readonly ReadDocument[] }
  | { readonly refusal: Pick<Refusal, 'code' | 'message'> }
  | { readonly defect: string }

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await answer(job))
})

async function answer({ name, bytes, options, limits }: Job): Promise<Answer> {
  try {
    return { documents: await readHere(name, bytes, options, limits) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, message: error.message } }
    return { defect: error instanceof Error ? error.message : String(error) }
  }
}
