import type { Page } from 'playwright'

/** What runs in the page that is measured. Times are milliseconds of the page's own clock. */
interface Stopwatch {
  /** When the first key of a measurement was pressed, as the browser says, or data came in. */
  began: number
  /** When the frame was painted in which it first held. */
  painted(holds: () => boolean): Promise<number>
  /** What is being waited for while a key is pressed. */
  awaited: Promise<number>
  /** Times between frames while the element is scrolled, `step` pixels a frame. */
  scroll(selector: string, step: number, frames: number): Promise<number[]>
}
declare global {
  interface Window {
    stopwatch: Stopwatch
  }
}

/**
 * Puts the stopwatch into the page. A frame counts as painted when the first task after its animation callbacks
 * runs: style, layout and paint come between the two (in a browser without a GPU also the drawing itself follows on
 * another thread, which no page can see).
 */
export async function installStopwatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const channel = new MessageChannel()
    const afterPaint = (then: () => void) => {
      channel.port1.onmessage = then
      channel.port2.postMessage(null)
    }
    const stopwatch: Stopwatch = {
      began: 0,
      awaited: Promise.resolve(0),
      painted: (holds) =>
        new Promise((resolve, reject) => {
          const given = performance.now() + 30_000
          const look = () => {
            if (holds()) afterPaint(() => resolve(performance.now()))
            else if (performance.now() < given) requestAnimationFrame(look)
            else reject(new Error('nothing was painted within half a minute'))
          }
          requestAnimationFrame(look)
        }),
      scroll: (selector, step, frames) =>
        new Promise((resolve) => {
          const element = document.querySelector(selector)!
          const gaps: number[] = []
          let last = 0
          const move = (now: number) => {
            if (last > 0) gaps.push(now - last)
            last = now
            element.scrollTop += step
            if (gaps.length < frames) requestAnimationFrame(move)
            else resolve(gaps)
          }
          requestAnimationFrame(move)
        }),
    }
    window.stopwatch = stopwatch
    window.addEventListener('keydown', ({ timeStamp }) => (stopwatch.began = timeStamp), { capture: true })
  })
}

/**
 * Milliseconds from the press of a key to the painted frame that is awaited. The key is let go after that, as by a
 * person: in between Chromium would have the task that tells of the frame wait for a second one.
 */
export async function sinceKey(page: Page, key: string): Promise<number> {
  await page.keyboard.down(key)
  const took = await page.evaluate(async () => (await window.stopwatch.awaited) - window.stopwatch.began)
  await page.keyboard.up(key)
  return took
}

/** The value below which this share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5)
export const worst = (numbers: readonly number[]) => Math.max(...numbers)
