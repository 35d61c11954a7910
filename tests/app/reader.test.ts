import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { codeAs, goTo, openSample } from './steps.ts'
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

test('after coding, one click puts the caret where it was clicked, and the next key means that place', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-reader-')) })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await expect(page.locator('main mark').first()).toBeVisible()
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
