import { randomUUID } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { Refusal } from '../../core/refusal.ts'
import type { Answer, Job, Results } from './jobs.ts'

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await answer(job))
})

async function answer(job: Job): Promise<Answer> {
  try {
    return { value: await result(job) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, message: error.message } }
    return { defect: error instanceof Error ? error.message : String(error) }
  }
}

/** What a job needs is loaded when it comes. */
async function result(job: Job): Promise<Results[keyof Results]> {
  switch (job.work) {
    case 'documents': {
      const { readHere } = await import('../documents/read.ts')
      return readHere(job.name, job.bytes, job.options, job.limits)
    }
    case 'project': {
      const { readQdpx } = await import('../../core/exchange/refi-qda/read.ts')
      const newId = () => randomUUID().replaceAll('-', '').slice(0, 12)
      return readQdpx(job.name, job.bytes, { ...job, newId })
    }
    case 'codings': {
      const { readCodingsFiles } = await import('../exchange/read-codings.ts')
      return readCodingsFiles(job.files, job.format, job.names)
    }
    case 'codebook': {
      const { codebookOf } = await import('../text-file.ts')
      return codebookOf(job.name, job.bytes)
    }
    case 'export': {
      const { exportOf } = await import('../../core/exchange/export.ts')
      return exportOf(job.project, job.wish)
    }
    case 'find': {
      const { firstHits } = await import('../../core/find.ts')
      return firstHits(job)
    }
  }
}
