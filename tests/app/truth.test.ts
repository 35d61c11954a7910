import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { addCoder, goTo, openSample, textOf } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** The sample with a third coder, Mia, who has not coded anything yet. */
async function sampleWithMia() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-truth-')) })
  await app.page.setViewportSize({ width: 1360, height: 860 })
  await openSample(app.page)
  await goTo(app.page, 'Code')
  await addCoder(app.page, 'Mia')
  await expect(textOf(app.page)).toBeFocused()
  return app
}

test('with a coder who has begun one text, Agreement says beside its headline why the others fall out', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('a')
  await goTo(page, 'Agreement')
  const why = /^1 of 5 documents, since only those count that every coder has begun: Mia has begun only /
  await expect(page.getByText(why)).toBeVisible()
  const methods = page.getByRole('heading', { name: /^For the methods section/ }).locator('xpath=..')
  await expect(methods).toContainText('Ana and Ben marked the document as done; Mia did not mark')
  expect(await app.close()).toBe(0)
})

test('from a caret behind all disagreements, Compare shows the last, and the window stays where it is', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await page.keyboard.press('Control+End')
  await goTo(page, 'Compare')
  const panel = page.getByRole('complementary', { name: 'The disagreement in focus' })
  await expect(panel.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('main mark.sel').first()).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0)
  expect(await app.close()).toBe(0)
})
