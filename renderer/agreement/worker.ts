import { agreement } from '../../core/agreement/agreement.ts'
import type { AgreementInput, AgreementSettings } from '../../core/agreement/input.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { passagesBehind } from '../../core/passages.ts'
import { Refusal } from '../../core/refusal.ts'
import { csvOf } from '../../core/report/csv.ts'
import { htmlOf } from '../../core/report/html.ts'
import { jsonOf } from '../../core/report/json.ts'
import { markdownOf } from '../../core/report/markdown.ts'
import type { FromWorker, Question, ReportFormat, ToWorker } from './messages.ts'

// Counts agreement beside the window, so that nobody who types or scrolls waits for it. A count is abandoned by
// ending the worker.

type Writer = (result: AgreementResult) => string | Promise<Uint8Array>

const writers: Readonly<Record<ReportFormat, Writer>> = {
  html: htmlOf,
  // Their libraries are large, and most counts never need them.
  docx: async (result) => (await import('../../core/report/docx.ts')).docxOf(result),
  xlsx: async (result) => (await import('../../core/report/xlsx.ts')).xlsxOf(result),
  md: markdownOf,
  csv: csvOf,
  json: jsonOf,
}

let input: AgreementInput
let settings: AgreementSettings
let result: AgreementResult

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.type === 'input') input = data.input
    else if (data.type === 'count') count(data.settings)
    else answer(data).catch(fail)
  } catch (error) {
    fail(error)
  }
})

function fail(error: unknown): void {
  if (error instanceof Refusal) tell({ type: 'refused', message: error.message })
  else reportError(error)
}

function tell(message: FromWorker): void {
  postMessage(message)
}

/** First without intervals, which is soon done, then with them. */
function count(wanted: AgreementSettings): void {
  settings = wanted
  const { bootstrap } = wanted
  if (bootstrap.replicates > 0) {
    result = run({ ...wanted, bootstrap: { ...bootstrap, replicates: 0 } }, false)
    tellResult(false)
  }
  result = run(wanted, true)
  tellResult(true)
}

/** The window does not draw stripes, and they are as many as the segments. */
function tellResult(final: boolean): void {
  tell({ type: 'result', result: { ...result, stripes: [] }, final })
}

/** Milliseconds between two words about the progress. */
const pause = 80

/** Only the longer of the two counts is told about, so that it never seems to begin anew. */
function run(wanted: AgreementSettings, told: boolean): AgreementResult {
  const steps = agreement(input, wanted)
  let last = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (!told || performance.now() - last < pause) continue
    last = performance.now()
    tell({ type: 'progress', ...step.value })
  }
}

async function answer(question: Question): Promise<void> {
  const { number } = question
  if (question.type === 'report') {
    tell({ type: 'report', number, answer: await writers[question.format](result) })
    return
  }
  const { code, pattern, most } = question
  tell({ type: 'passages', number, answer: passagesBehind(input, settings, code, pattern, most) })
}
