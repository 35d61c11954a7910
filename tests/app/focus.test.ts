import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { goTo } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

async function sample() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-focus-')) })
  await app.page.setViewportSize({ width: 1440, height: 900 })
  await app.page.getByRole('button', { name: /Open the sample project/ }).click()
  await expect(app.page.getByText('5 documents', { exact: true })).toBeVisible()
  return app
}

test('whoever comes to a view by its key stands at what comes first in it', async () => {
  const app = await sample()
  const { page } = app
  await goTo(page, 'Compare')
  await expect(page.getByRole('listbox', { name: /^Disagreements in/ })).toBeFocused()
  await goTo(page, 'Agreement')
  await expect(
    page
      .getByRole('main')
      .getByRole('row', { name: /^actor/ })
      .first(),
  ).toBeFocused()
  await app.menu('comparison.close')
  const closed = page.getByRole('heading', { name: 'Closed until the lead opens the comparison' })
  await expect(closed).toBeFocused()
  await goTo(page, 'Documents')
  await goTo(page, 'Compare')
  await expect(closed).toBeFocused()
  expect(await app.close()).toBe(0)
})

test('segments at the caret are gone round with a key, and the foot says what keys mean in a field', async () => {
  const app = await sample()
  const { page } = app
  await goTo(page, 'Code')
  await page.getByRole('button', { name: 'Ana', exact: true }).click()
  await page.getByRole('button', { name: /Baku reports find of 350 mines/ }).click()
  const segment = page.getByRole('region', { name: 'Segment' })
  const foot = page.getByRole('contentinfo')
  const text = page.getByRole('main').getByRole('textbox')
  await text.focus()
  await page.keyboard.press('Control+Home')
  while (!(await segment.getByText('also here').isVisible())) await page.keyboard.press('Tab')
  const chosen = await segment.getByRole('blockquote').innerText()
  await expect(segment.locator('.name', { hasText: 'also here' })).toContainText('F4')
  await page.keyboard.press('F4')
  await expect(foot).toContainText(/\d of \d here: |beside it: /)
  await expect(segment.getByRole('blockquote')).not.toHaveText(chosen)
  for (let n = 0; n < 5; n++) {
    if ((await segment.getByRole('blockquote').innerText()) === chosen) break
    await page.keyboard.press('F4')
  }
  await expect(segment.getByRole('blockquote')).toHaveText(chosen)

  await expect(foot).toContainText('next segment')
  await page.keyboard.press('n')
  await expect(foot).toContainText('link to a document, code or segment')
  await expect(foot).toContainText('back to the text')
  await expect(foot).not.toContainText('next segment')
  await page.screenshot({ path: 'out/views/memo-foot.png', animations: 'disabled' })
  await page.keyboard.press('Escape')
  await expect(foot).toContainText('next segment')
  expect(await app.close()).toBe(0)
})
