import { parentPort } from 'node:worker_threads'
import type { HitUnit, Wanted } from '../../core/find.ts'
import { findIn, spansToCode } from '../../core/find.ts'
import type { Ground } from '../../core/navigation.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Span } from '../../core/span.ts'

/** A text to look in. With a unit, what is asked for are the spans that coding the hits would code. */
export interface Job {
  readonly ground: Ground
  readonly wanted: Wanted
  readonly unit: HitUnit
  /** How many hits at most. */
  readonly most: number
}

/** `defect` is an error that nobody foresaw. */
export type Answer =
  | { readonly spans: readonly Span[]; readonly more: boolean }
  | { readonly refusal: Pick<Refusal, 'code' | 'message'> }
  | { readonly defect: string }

parentPort?.on('message', (job: Job) => parentPort?.postMessage(answer(job)))

function answer({ ground, wanted, unit, most }: Job): Answer {
  try {
    const hits: Span[] = []
    for (const hit of findIn(ground, wanted)) {
      if (hits.length === most) return { spans: spansToCode(ground, hits, unit), more: true }
      hits.push(hit)
    }
    return { spans: spansToCode(ground, hits, unit), more: false }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, message: error.message } }
    return { defect: error instanceof Error ? error.message : String(error) }
  }
}
