import type { AgreementInput, AgreementSettings } from '../../core/agreement/input.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import type { Passages } from '../../core/passages.ts'

export type ReportFormat = 'html' | 'docx' | 'xlsx' | 'md' | 'csv' | 'json'

/** What the window tells the worker. The input comes first and stays. */
export type ToWorker =
  | { readonly type: 'input'; readonly input: AgreementInput }
  | { readonly type: 'count'; readonly settings: AgreementSettings }
  | Question

/** A question is about the latest count; its answer has the same number. */
export type Question = { readonly number: number } & (
  | {
      readonly type: 'passages'
      readonly code: number | null
      readonly pattern: string
      readonly most: number
    }
  | { readonly type: 'report'; readonly format: ReportFormat }
)

/** What the worker tells the window. */
export type FromWorker =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** Without intervals at first where there will be some; `final` when nothing more comes. */
  | { readonly type: 'result'; readonly result: AgreementResult; readonly final: boolean }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'passages'; readonly number: number; readonly answer: Passages }
  | { readonly type: 'report'; readonly number: number; readonly answer: string | Uint8Array }
