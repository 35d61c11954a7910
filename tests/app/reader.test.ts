import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { addCoder, codeAs, goTo, importDocuments, newProject, openSample } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** The middle of the first of these words on the page. */
async function placeOf(page: Page, words: string): Promise<{ x: number; y: number }> {
  return page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('main .ProseMirror')!,
      NodeFilter.SHOW_TEXT,
    )
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      const { left, width, top, height } = range.getClientRects()[0]!
      return { x: left + width / 2, y: top + height / 2 }
    }
    throw new Error(`"${wanted}" is not in the text`)
  }, words)
}

/** The first document of the sample before Ana. */
async function anaReads() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-reader-')) })
  await app.page.setViewportSize({ width: 1440, height: 900 })
  await openSample(app.page)
  await goTo(app.page, 'Code')
  await codeAs(app.page, 'Ana')
  await expect(app.page.locator('main mark').first()).toBeVisible()
  return app
}

test('after coding, one click puts the caret where it was clicked, and the next key means that place', async () => {
  const app = await anaReads()
  const { page } = app
  for (const [first, second] of [
    ['reported', 'briefing'],
    ['international', 'account'],
  ] as const) {
    const coded = await placeOf(page, first)
    await page.mouse.dblclick(coded.x, coded.y)
    await page.keyboard.press('l')
    await expect(page.getByRole('region', { name: 'Segment' }).getByRole('blockquote')).toHaveText(first)
    const clicked = await placeOf(page, second)
    await page.mouse.click(clicked.x, clicked.y)
    await page.keyboard.press('Control+l')
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toContain(second)
  }
  expect(await app.close()).toBe(0)
})

test('the bars at the ends of the selected segment are dragged to move its borders, in one step that is undone', async () => {
  const app = await anaReads()
  const { page } = app
  const quote = page.getByRole('region', { name: 'Segment' }).getByRole('blockquote')
  const word = await placeOf(page, 'reported')
  await page.mouse.dblclick(word.x, word.y)
  await page.keyboard.press('l')
  await expect(quote).toHaveText('reported')

  const bar = async (edge: 'from' | 'to') => {
    const { x, y, width, height } = (await page.locator(`main mark.${edge}`).boundingBox())!
    return { x: edge === 'from' ? x : x + width, y: y + height / 2 }
  }
  const drag = async (edge: 'from' | 'to', by: number) => {
    const { x, y } = await bar(edge)
    await page.mouse.move(x, y)
    await expect(page.locator('.text[data-at-border]')).toBeVisible()
    await page.mouse.down()
    await page.mouse.move(x + by, y, { steps: 4 })
  }
  await drag('to', 60)
  await page.screenshot({ path: 'out/views/border-drag.png' })
  await page.mouse.up()
  await expect(quote).toHaveText(/^reported.+/)
  const longer = (await quote.textContent())!
  await drag('from', 30)
  await page.mouse.up()
  await expect(quote).not.toHaveText(longer)
  const shorter = (await quote.textContent())!
  expect(longer.endsWith(shorter)).toBe(true)

  await drag('to', -400)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(quote).toHaveText(shorter)
  // No key chooses another segment meanwhile, and who only clicks puts the caret there.
  await drag('to', 0)
  await page.keyboard.press('Tab')
  await page.mouse.up()
  await expect(quote).toHaveText(shorter)
  await expect.poll(() => page.evaluate(() => document.getSelection()?.isCollapsed)).toBe(true)
  await drag('to', -400)
  await page.mouse.up()
  await expect(quote).toHaveText(shorter.slice(0, 1))

  for (const before of [shorter, longer, 'reported']) {
    await page.keyboard.press('Control+z')
    await expect(quote).toHaveText(before)
  }
  await page.keyboard.press('Control+z')
  await expect(quote).toBeHidden()
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe('reported')
  expect(await app.close()).toBe(0)
})

test('what is chosen from a list beside the text stays chosen once its marks are drawn', async () => {
  const app = await anaReads()
  const { page } = app
  const panel = page.getByRole('region', { name: 'Segment' })
  const word = await placeOf(page, 'reported')
  await page.mouse.dblclick(word.x, word.y)
  await page.getByRole('treeitem', { name: /^munition/ }).click()
  const chosen = page.locator('main mark.sel')
  const isChosen = async () => {
    await expect(panel.getByRole('blockquote')).toHaveText('reported')
    await expect(chosen).toHaveText('reported')
    expect(await page.evaluate(() => document.getSelection()?.isCollapsed)).toBe(true)
  }
  await isChosen()
  // Some frames later, too.
  await page.waitForTimeout(300)
  await isChosen()
  await page.keyboard.press('Tab')
  await expect(panel.getByRole('blockquote')).not.toHaveText('reported')
  await page.getByRole('treeitem', { name: /^munition/ }).focus()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  await isChosen()
  await page.waitForTimeout(300)
  await isChosen()
  expect(await app.close()).toBe(0)
})

test('a key about the selected segment says what to do first where none is; after a dialog the text shows that it has the focus', async () => {
  const app = await anaReads()
  const { page } = app
  const foot = page.getByRole('contentinfo')
  const marked = page.locator('.reads[data-in-text]')
  await page.keyboard.press('F2')
  await expect(foot).toContainText(
    'Select a segment first: Tab goes to the next one, F4 to those at the caret.',
  )
  await page.keyboard.press('Tab')
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(marked).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(marked).toBeVisible()

  await page.keyboard.press('?')
  const definition = page.getByRole('region', { name: 'Definition' })
  await definition.getByRole('button', { name: 'Close' }).click()
  await expect(definition).toBeHidden()
  await expect(marked).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('a caret that has just moved is where it moved to though lines come near and are marked at that moment', async () => {
  const app = await anaReads()
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 500 })
  const { x, y } = await placeOf(page, 'reported')
  await page.mouse.click(x, y)
  const moved = await page.evaluate(async () => {
    const selection = document.getSelection()!
    const before = selection.focusOffset
    selection.modify('move', 'forward', 'character')
    const scroller = document.querySelector('.codeview .reads')!
    scroller.scrollTop += 700
    scroller.dispatchEvent(new Event('scroll'))
    return selection.focusOffset - before
  })
  expect(moved).toBe(1)
  expect(await app.close()).toBe(0)
})

test('two keys in one go both mean what is there when they are pressed', async () => {
  const app = await anaReads()
  const { page } = app
  const segments = page.locator('main .strip .end')
  const before = await segments.textContent()
  const ids = () =>
    page.evaluate(() =>
      [
        ...new Set(
          [...document.querySelectorAll('main mark')].flatMap((mark) =>
            mark.getAttribute('data-segments')!.split(' '),
          ),
        ),
      ].sort(),
    )
  const known = await ids()
  const word = await placeOf(page, 'reported')
  await page.mouse.dblclick(word.x, word.y)
  await page.evaluate(() => {
    for (const key of ['l', 'Delete'])
      document.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
  })
  await expect(page.getByRole('status').filter({ hasText: 'Removed location: “reported”' })).toBeVisible()
  await expect(segments).toHaveText(before!)
  expect(await ids()).toEqual(known)
  expect(await app.close()).toBe(0)
})

test('a long text has its marks and stripes in every frame of a scroll, and wherever one jumps', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-reader-'))
  const lengths = Array.from({ length: 1500 }, (_, line) => (line * 7919) % 23)
  const text = lengths
    .map((length, line) => `${line}: the minister${line % 3 === 0 ? '' : ' and the road'.repeat(length)}.`)
    .join('\n')
  await mkdir(join(folder, 'study'))
  await writeFile(join(folder, 'Long.txt'), text)
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await newProject(app, join(folder, 'study'), 'Long')
  await importDocuments(app, [join(folder, 'Long.txt')])
  await goTo(page, 'Code')
  await addCoder(page, 'Ana')
  await expect(page.getByRole('textbox', { name: 'Long' })).toBeVisible()
  const spans = [...text.matchAll(/minister/g)].map(({ index }) => ({ start: index, end: index + 8 }))
  await page.evaluate(async (spans) => {
    const { intercoder } = window as unknown as {
      intercoder: {
        start(): Promise<{ value: { open: { project: Record<string, { added: { id: string }[] }> } } }>
        dispatch(command: unknown): Promise<unknown>
      }
    }
    const { documents, codes } = (await intercoder.start()).value.open.project
    const [document, code] = [documents!.added[0]!.id, codes!.added[0]!.id]
    const inDocument = spans.map((span) => ({ document, ...span }))
    await intercoder.dispatch({ type: 'applyCodeToSpans', code, spans: inDocument })
  }, spans)
  await expect(page.locator('main mark').first()).toBeVisible()

  const bare = await page.evaluate(async () => {
    const scroller = document.querySelector('.reads')!
    const frame = () => new Promise(requestAnimationFrame)
    const unmarked = () =>
      [...document.querySelectorAll('.text p')]
        .filter((each) => {
          const { top, bottom } = each.getBoundingClientRect()
          return bottom > 0 && top < window.innerHeight && each.querySelector('mark') === null
        })
        .map(({ textContent }) => textContent!.slice(0, 20))
    const found: string[] = []
    await frame()
    for (let n = 0; n < 60; n++) {
      scroller.scrollTop += n % 20 === 19 ? 17_000 : 600
      await frame()
      found.push(...unmarked())
    }
    return found
  })
  expect(bare).toEqual([])
  // Whatever was passed lets its marks go again, or each further key would have all of it to paint.
  const marked = () => page.locator('.text p:has(mark)').count()
  expect(await marked()).toBeLessThan(60)

  // A selection that is drawn with the mouse while its beginning is scrolled far away begins where it began.
  await page.evaluate(() => document.querySelector('.reads')!.scrollTo(0, 0))
  await expect.poll(async () => (await placeOf(page, '0: the')).y).toBeLessThan(400)
  const begin = await placeOf(page, '0: the')
  const selected = () => page.evaluate(() => String(document.getSelection()))
  await page.mouse.move(begin.x, begin.y)
  await page.mouse.down()
  await page.mouse.move(begin.x + 40, begin.y + 60, { steps: 5 })
  await expect.poll(selected).not.toBe('')
  const beginning = (await selected()).slice(0, 12)
  for (let n = 0; n < 12; n++) {
    await page.evaluate(() => document.querySelector('.reads')!.scrollBy(0, 900))
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await page.mouse.move(begin.x + 40 + n, begin.y + 60 + n)
  }
  await page.mouse.up()
  await expect.poll(async () => (await selected()).length).toBeGreaterThan(5000)
  expect((await selected()).slice(0, 12)).toBe(beginning)

  // A larger window or smaller letters bring lines near without any scroll.
  const seenWithoutMark = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.text p')].filter((each) => {
          const { top, bottom } = each.getBoundingClientRect()
          return bottom > 0 && top < window.innerHeight && each.querySelector('mark') === null
        }).length,
    )
  await page.setViewportSize({ width: 1440, height: 2600 })
  await expect.poll(seenWithoutMark).toBe(0)
  await page.evaluate(() => document.documentElement.style.setProperty('--reader-size', '8px'))
  await page.evaluate(() => document.documentElement.style.setProperty('--reader-leading', '10px'))
  await expect.poll(seenWithoutMark).toBe(0)
  expect(await page.evaluate(() => document.querySelectorAll('main mark').length)).toBeGreaterThan(60)
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.locator('.text').focus()
  for (const [key, line] of [
    ['Control+End', '1499'],
    ['Control+Home', '0'],
  ] as const) {
    await page.keyboard.press(key)
    const paragraph = page.locator('.text p', { hasText: new RegExp(`^${line}:`) })
    await expect(paragraph).toBeInViewport()
    await expect(paragraph.locator('mark')).toHaveText('minister')
    // Beside each mark that can be seen stands its stripe.
    await expect.poll(() => page.evaluate(marksWithoutStripe)).toEqual([])
  }
  expect(await app.close()).toBe(0)
})

function marksWithoutStripe(): string[] {
  const stripes = new Map(
    [...document.querySelectorAll('.stripe')].map((stripe) => [
      stripe.getAttribute('data-segment')!,
      stripe.getBoundingClientRect(),
    ]),
  )
  return [...document.querySelectorAll('main mark')].flatMap((mark) => {
    const { top, bottom } = mark.getBoundingClientRect()
    const id = mark.getAttribute('data-segments')!
    const stripe = stripes.get(id)
    const stands = stripe !== undefined && Math.abs(stripe.top - top) < 2
    return bottom < 0 || top > window.innerHeight || stands ? [] : [id]
  })
}
