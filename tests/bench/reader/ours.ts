import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { CodingRow } from '../../../core/exchange/codings-csv.ts'
import { sha256OfText } from '../../../core/text.ts'
import { createProject } from '../../../main/project/opening.ts'
import { codes, lcg, longText, spansIn } from './corpus.ts'
import { installStopwatch, sinceKey } from './stopwatch.ts'

const scroller = '.codeview .reads'
const root = new URL('../../', import.meta.url)

/** Milliseconds: first opening after the data has come, openings with the data there, codings, frames scrolled. */
export interface Times {
  readonly open: number
  readonly openAgain: readonly number[]
  readonly applyCode: readonly number[]
  readonly scroll: readonly number[]
}

/**
 * The whole app as it is shipped, its main process and a project on disk included, over the stand-in. Its window is
 * driven by real keys.
 */
export async function measureOurs(count: number, codings: number): Promise<Times> {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-bench-'))
  const project = join(folder, 'study')
  await makeProject(project, count)
  const app = await launch(join(folder, 'settings'))
  try {
    const { page } = app
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: /Open the sample project/ }).waitFor()
    await app.answerOpen([project])
    await page.keyboard.press('Control+Shift+O')
    await page.getByText('2 documents', { exact: true }).waitFor()
    await page.keyboard.press('Control+3')
    await page.locator('.text p').first().waitFor()
    await installStopwatch(page)
    const open = await openFirst(page)
    const openAgain = []
    for (let run = 0; run < 5; run++) openAgain.push(await openOnceMore(page))
    const applyCode = await applyCodes(page, codings)
    const scroll = await page.evaluate((selector) => {
      document.querySelector(selector)!.scrollTop = 0
      return window.stopwatch.scroll(selector, 120, 300)
    }, scroller)
    return { open, openAgain, applyCode, scroll }
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function launch(userData: string) {
  await import(/* @vite-ignore */ new URL('tests/stand-in/hook.mjs', root).href)
  const standIn = (await import(
    /* @vite-ignore */ new URL('tests/stand-in/launch.ts', root).href
  )) as typeof import('../../stand-in/launch.ts')
  return standIn.launchStandIn(new URL('out/main/index.js', root).pathname, userData)
}

/** A short document, so that the long one is not read before it is asked for, and the long one. */
async function makeProject(folder: string, count: number): Promise<void> {
  const text = longText()
  const project = await createProject(folder, { title: 'Bench', codes })
  const documents = [
    { title: 'Short', text: 'A short text.' },
    { title: 'Long', text },
  ]
  const source = (title: string, of: string) => ({
    name: `${title}.txt`,
    sha256: sha256OfText(of),
    encoding: 'utf-8',
    importer: 'text/1',
  })
  await project.dispatch(
    {
      type: 'addDocuments',
      documents: documents.map(({ title, text: of }) => ({
        ...{ title, text: of, language: 'en', variables: {} },
        source: source(title, of),
      })),
    },
    null,
  )
  const rows = spansIn(text, count).map(
    ({ start, end, code }, index): CodingRow => ({
      ...{ line: index + 1, document: 'Long', coder: 'Ana', code: `code ${code}` },
      ...{ start, end, quote: text.slice(start, end), memo: '' },
    }),
  )
  await project.dispatch({ type: 'addCodings', rows }, null)
  await project.close()
}

/** From the arrival of text and segments in the window, before they are read, to the painted first screen. */
async function openFirst(page: Page): Promise<number> {
  await page.evaluate(() => {
    const parse = JSON.parse
    JSON.parse = (text: string, revive?: Parameters<typeof parse>[1]) => {
      const value = parse(text, revive)
      if (text.length > 1_000_000) {
        window.stopwatch.began = performance.now()
        JSON.parse = parse
      }
      return value
    }
  })
  await page.keyboard.press('Control+ArrowDown')
  return untilMarked(page)
}

async function openOnceMore(page: Page): Promise<number> {
  await page.keyboard.press('Control+ArrowUp')
  await page.locator('.text mark').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(300)
  await page.keyboard.press('Control+ArrowDown')
  return untilMarked(page)
}

/** Everything that can be seen is marked and striped in the frame that counts: nothing comes later. */
async function untilMarked(page: Page): Promise<number> {
  const { took, marks, later } = await page.evaluate(async () => {
    const inView = () =>
      [...document.querySelectorAll('.text mark, .stripe')].filter((each) => {
        const { top, bottom } = each.getBoundingClientRect()
        return bottom > 0 && top < window.innerHeight
      }).length
    const painted = await window.stopwatch.painted(
      () => document.querySelector('.text mark') !== null && document.querySelector('.stripe') !== null,
    )
    const marks = inView()
    await new Promise((resolve) => setTimeout(resolve, 600))
    return { took: painted - window.stopwatch.began, marks, later: inView() }
  })
  if (marks !== later) throw new Error(`${marks} marks were there at first, ${later} later`)
  return took
}

/** Selects a word somewhere in view with the mouse, presses a code's key, waits for the new mark; scrolls on. */
async function applyCodes(page: Page, count: number): Promise<number[]> {
  const draw = lcg(23)
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    if (n % 9 === 8) await scrollOn(page)
    await selectWord(page, draw)
    await page.evaluate(() => {
      const ids = (mark: Element) => mark.getAttribute('data-segments')!.split(' ')
      const known = new Set([...document.querySelectorAll('.text mark')].flatMap(ids))
      const { stopwatch } = window
      stopwatch.began = 0
      stopwatch.awaited = stopwatch.painted(() => {
        const mark = document.querySelector('.text mark.sel')
        return stopwatch.began > 0 && mark !== null && ids(mark).some((id) => !known.has(id))
      })
    })
    times.push(await sinceKey(page, `${1 + (n % 9)}`))
  }
  return times
}

async function scrollOn(page: Page): Promise<void> {
  await page.evaluate((selector) => {
    document.querySelector(selector)!.scrollTop += 20_000
  }, scroller)
  await page.waitForTimeout(400)
}

async function selectWord(page: Page, draw: () => number): Promise<void> {
  for (;;) {
    const { x, y } = await wordInView(page, [draw(), draw(), draw()])
    await page.mouse.dblclick(x, y)
    await page.waitForTimeout(150)
    if (await page.evaluate(() => /^\w{3,} ?$/.test(String(document.getSelection())))) return
  }
}

/** The middle of a word of some paragraph that can be seen whole. */
function wordInView(page: Page, draws: number[]): Promise<{ x: number; y: number }> {
  return page.evaluate(([a, b, c]) => {
    const seen = [...document.querySelectorAll('.text p')].filter((each) => {
      const { top, bottom } = each.getBoundingClientRect()
      return top > 120 && bottom < window.innerHeight - 60
    })
    const paragraph = seen[a! % seen.length]!
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (/\w{4}/.test(node.textContent ?? '')) nodes.push(node as Text)
    const node = nodes[b! % nodes.length]!
    const words = [...node.data.matchAll(/\w{3,}/g)]
    const word = words[c! % words.length]!
    const range = document.createRange()
    range.setStart(node, word.index)
    range.setEnd(node, word.index + word[0].length)
    const { left, width, top, height } = range.getClientRects()[0]!
    return { x: left + width / 2, y: top + height / 2 }
  }, draws)
}
