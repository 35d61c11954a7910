import { useSyncExternalStore } from 'react'
import type { AgreementSettings } from '../../core/agreement/input.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import type { Passages } from '../../core/passages.ts'
import { ask } from '../bridge.ts'
import { attempt } from '../store.ts'
import type { FromWorker, Question, ReportFormat, ToWorker } from './messages.ts'

/** How the latest count stands. It goes on, and its result stays, while the person is in another view. */
export interface Run {
  readonly phase: 'none' | 'counting' | 'counted' | 'stopped' | 'refused'
  /** 0 to 1; null before the first word. */
  readonly progress: number | null
  /** Of the latest count, without intervals as long as they are being drawn. */
  readonly result: AgreementResult | null
  /** Whether the result has everything that was asked for. */
  readonly final: boolean
  /** Seconds from the wish to the whole result. */
  readonly seconds: number | null
  readonly refusal: string | null
}

const nothing: Run = {
  phase: 'none',
  progress: null,
  result: null,
  final: false,
  seconds: null,
  refusal: null,
}

let run = nothing
const listeners = new Set<() => void>()

function set(next: Partial<Run>): void {
  run = { ...run, ...next }
  for (const listener of listeners) listener()
}

export function useRun(): Run {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => run,
  )
}

/** What was counted last, so that coming back to the view counts nothing anew. */
let counted: { source: object; settings: string } | null = null
let worker: Worker | null = null
/** The source whose input the worker holds. */
let held: object | null = null
let startedAt = 0

/**
 * Counts agreement with these settings, abandoning the count before; `source` is another object whenever the
 * project's texts, codes or segments are. Nothing happens where just this was asked for last.
 */
export async function count(source: object, settings: AgreementSettings): Promise<void> {
  const wanted = { source, settings: JSON.stringify(settings) }
  if (counted?.source === source && counted.settings === wanted.settings) return
  if (run.phase === 'counting') endWorker()
  counted = wanted
  startedAt = performance.now()
  set({ phase: 'counting', progress: null, refusal: null, final: false, seconds: null })
  if (worker === null || held !== source) {
    const input = await attempt(() => ask.readAgreementInput())
    // Settings may have changed while the input was read; the later wish goes on.
    if (counted !== wanted) return
    if (input === undefined) {
      forget()
      return
    }
    endWorker()
    startWorker()
    held = source
    tell({ type: 'input', input })
  }
  tell({ type: 'count', settings })
}

/** Ends the count that is going on; figures that are there stay, without the intervals that are missing. */
export function stop(): void {
  if (run.phase !== 'counting') return
  endWorker()
  set({ phase: 'stopped', progress: null })
}

/** Whether a count can be taken up again, as it was stopped or refused. */
export function again(source: object, settings: AgreementSettings): void {
  counted = null
  void count(source, settings)
}

/** Forgets everything, as when another project is opened or the comparison closed. */
export function forget(): void {
  endWorker()
  counted = null
  set(nothing)
}

function endWorker(): void {
  worker?.terminate()
  worker = null
  held = null
  for (const [, reply] of waiting) reply(undefined)
  waiting.clear()
}

function startWorker(): void {
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data)
  worker.onerror = (event) => {
    endWorker()
    set({
      phase: 'refused',
      refusal: `Agreement could not be counted because of a fault in the program (${event.message}). Please report it.`,
    })
  }
}

function tell(message: ToWorker): void {
  worker?.postMessage(message)
}

function hear(message: FromWorker): void {
  if (message.type === 'progress') set({ progress: message.done / Math.max(1, message.total) })
  else if (message.type === 'refused') set({ phase: 'refused', refusal: message.message, progress: null })
  else if (message.type === 'result') {
    const { result, final } = message
    const seconds = (performance.now() - startedAt) / 1000
    set({ result, final, ...(final ? { phase: 'counted', progress: null, seconds } : {}) })
  } else {
    waiting.get(message.number)?.(message.answer)
    waiting.delete(message.number)
  }
}

let questions = 0
type Answer = Passages | string | Uint8Array

const waiting = new Map<number, (answer: Answer | undefined) => void>()

type Asked<Q = Question> = Q extends Question ? Omit<Q, 'number'> : never

function question(asked: Asked): Promise<Answer | undefined> {
  if (worker === null || run.phase !== 'counted') return Promise.resolve(undefined)
  const number = ++questions
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    tell({ ...asked, number } as Question)
  })
}

/** The passages behind a cell; undefined where the count they belong to is over or was stopped. */
export async function passages(
  code: number | null,
  pattern: string,
  most: number,
): Promise<Passages | undefined> {
  return (await question({ type: 'passages', code, pattern, most })) as Passages | undefined
}

/** The report on the latest count; undefined where there is none. */
export async function report(format: ReportFormat): Promise<string | Uint8Array | undefined> {
  return (await question({ type: 'report', format })) as string | Uint8Array | undefined
}
