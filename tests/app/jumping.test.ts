import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { codeAs, goTo, heard, openSample } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** The sample before Ana, in a window so low that no text fits into it. */
async function anaReads() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-jumping-')) })
  await app.page.setViewportSize({ width: 1440, height: 640 })
  await openSample(app.page)
  await goTo(app.page, 'Code')
  await codeAs(app.page, 'Ana')
  await expect(app.page.locator('main mark').first()).toBeVisible()
  return app
}

/** The words that can be seen as a whole in the window of the text: of the selected segment, or of a highlight. */
const inView = (page: Page, what: 'segment' | 'found-here' | 'pointed') =>
  page.evaluate((what) => {
    const reads = document.querySelector('main .reads')
    // The text comes a little later than the view.
    if (reads === null) return ''
    const { top, bottom } = reads.getBoundingClientRect()
    const pieces =
      what === 'segment'
        ? [...document.querySelectorAll('main .text mark.sel')].map((mark) => {
            const range = document.createRange()
            range.selectNodeContents(mark)
            return range
          })
        : [...(CSS.highlights.get(what) ?? [])].flatMap((range) => (range instanceof Range ? [range] : []))
    const seen = pieces.filter((piece) => {
      const box = piece.getBoundingClientRect()
      return box.top >= top && box.bottom <= bottom
    })
    return seen.join('')
  }, what)

test('whoever jumps to a segment sees it in its text, and whose it is where it is not their own', async () => {
  const app = await anaReads()
  const { page } = app
  const list = page.getByRole('listbox', { name: 'Segments' })
  const row = list.getByRole('option', { selected: true })
  const whose = new Set<string>()
  await goTo(page, 'Segments')
  await page.getByLabel('Code and its subcodes').selectOption({ label: 'casualty' })
  await list.focus()
  for (let n = 1; n <= 12; n++) {
    await expect(row).toHaveAttribute('aria-posinset', `${n}`)
    const quote = await row.locator('.quote').innerText()
    const coder = (await row.locator('.meta > span').nth(1).innerText()).trim()
    whose.add(coder)
    await page.keyboard.press('Enter')
    const what = coder === 'Ana' ? 'segment' : 'pointed'
    await expect.poll(() => inView(page, what), `${n}: ${quote}`).toBe(quote)
    expect(await page.evaluate(() => String(document.getSelection()))).toBe('')
    if (coder !== 'Ana') await expect(heard(page)).toContainText(`This is ${coder}’s segment`)
    await expect(page.locator('.foot .hints')).toContainText('back')
    await goTo(page, 'Segments')
    await expect(list).toBeFocused()
    await expect(row).toHaveAttribute('aria-posinset', `${n}`)
    await page.keyboard.press('ArrowDown')
  }
  expect([...whose].sort()).toEqual(['Ana', 'Ben'])
  expect(await app.close()).toBe(0)
})

test('the next hit is brought into view while its words are still typed, in this document and in the next', async () => {
  const app = await anaReads()
  const { page } = app
  const panel = page.getByRole('search', { name: 'Find' })
  // Who is quicker than the search stands at the first hit once there is one.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('the')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('status')).toHaveText(/^1 of \d+ hits$/)
  await page.keyboard.press('Escape')
  for (const [key, words] of [
    ['Control+f', 'the'],
    ['Control+Shift+f', 'civilians'],
  ] as const) {
    await page.keyboard.press(key)
    await panel.getByRole('textbox').fill(words)
    await expect(panel.getByRole('status')).toHaveText(key === 'Control+f' ? /^\d+ hits$/ : / documents$/)
    const hits = Number(/\d+/.exec(await panel.getByRole('status').innerText())![0])
    for (let n = 1; n <= hits; n++) {
      await page.keyboard.press(n % 2 === 0 ? 'F3' : 'Enter')
      await expect(heard(page)).toContainText(/^hit \d+ of /)
      await expect
        .poll(() => inView(page, 'found-here'), `${words} ${n}`)
        .toMatch(new RegExp(`^${words}$`, 'i'))
    }
  }
  expect(await app.close()).toBe(0)
})
