import type { Page } from 'playwright'
import { chromium } from 'playwright'
import { lcg, longText, spansIn } from './corpus.ts'
import { installStopwatch, sinceKey } from './stopwatch.ts'

const root = new URL('../../', import.meta.url)
const library = new URL('node_modules/@recogito/text-annotator/dist/', root)

/** What the baseline's own script gives, as far as it is used here. */
interface Annotator {
  setAnnotations(annotations: unknown[]): void
  addAnnotation(annotation: unknown): void
}
declare global {
  interface Window {
    RecogitoJS: { createTextAnnotator(element: HTMLElement): Annotator }
    annotator: Annotator
  }
}

/** Milliseconds from its annotations known to painted, and from a key to a painted annotation. */
export interface BaselineTimes {
  readonly open: number
  readonly applyCode: readonly number[]
  readonly scroll: readonly number[]
}

/**
 * `@recogito/text-annotator` over the same text and spans in the same browser, the text laid out already: it does
 * not show texts itself.
 */
export async function measureRecogito(
  executablePath: string | undefined,
  count: number,
  codings: number,
): Promise<BaselineTimes> {
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await layOut(page)
    await installStopwatch(page)
    const text = longText()
    const annotations = spansIn(text, count).map((span, n) => annotation(`a${n}`, text, span))
    const open = await page.evaluate(async (given) => {
      const { stopwatch, annotator } = window
      await new Promise((resolve) => setTimeout(resolve, 500))
      stopwatch.began = performance.now()
      annotator.setAnnotations(given)
      const painted = await stopwatch.painted(
        () => document.querySelector('.r6o-span-highlight-layer *, .r6o-annotation') !== null,
      )
      return painted - stopwatch.began
    }, annotations)
    const applyCode = await annotateByKey(page, text, codings)
    const scroll = await page.evaluate(() => window.stopwatch.scroll('#scroll', 120, 300))
    return { open, applyCode, scroll }
  } finally {
    await browser.close()
  }
}

function annotation(id: string, text: string, { start, end }: { start: number; end: number }) {
  const selector = [{ quote: text.slice(start, end), start, end }]
  return { id, bodies: [], target: { annotation: id, selector } }
}

async function layOut(page: Page): Promise<void> {
  await page.setContent(`<!doctype html><style>
    body { margin: 0 } #scroll { height: 900px; overflow: auto }
    #text { width: 630px; margin: 0 auto; font: 18px/30px serif; position: relative }
    p { margin: 0 0 16px; white-space: pre-wrap }</style><div id="scroll"><div id="text"></div></div>`)
  await page.addStyleTag({ path: new URL('text-annotator.css', library).pathname })
  // Its script asks for what a bundler would have put in.
  await page.addScriptTag({ content: "var process = { env: { NODE_ENV: 'production' } }" })
  await page.addScriptTag({ path: new URL('text-annotator.umd.js', library).pathname })
  await page.evaluate((text) => {
    const host = document.getElementById('text')!
    // Paragraphs keep their line feeds, so that offsets are the same.
    const lines = text.split('\n')
    host.append(
      ...lines.map((line, n) => {
        const paragraph = document.createElement('p')
        paragraph.textContent = n < lines.length - 1 ? `${line}\n` : line
        return paragraph
      }),
    )
    window.annotator = window.RecogitoJS.createTextAnnotator(host)
  }, longText())
}

/** A key that adds an annotation of twenty characters in view. */
async function annotateByKey(page: Page, text: string, count: number): Promise<number[]> {
  const draw = lcg(23)
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = draw() % 1500
    const given = annotation(`new-${n}`, text, { start, end: start + 20 })
    await page.evaluate((added) => {
      const { stopwatch, annotator } = window
      stopwatch.began = 0
      window.addEventListener('keydown', () => annotator.addAnnotation(added), { once: true })
      stopwatch.awaited = stopwatch.painted(
        () => stopwatch.began > 0 && document.querySelector(`[data-annotation="${added.id}"]`) !== null,
      )
    }, given)
    await page.waitForTimeout(150)
    times.push(await sinceKey(page, '1'))
  }
  return times
}
