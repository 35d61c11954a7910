import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { launchWorkbench } from './workbench.ts'

async function openSample(userData: string) {
  const app = await launchWorkbench({ userData })
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.getByRole('button', { name: /Open the sample project/ }).click()
  await expect(page.getByText('5 documents', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+3')
  await page.getByRole('button', { name: 'Ana', exact: true }).click()
  await expect(page.locator('main mark').first()).toBeVisible()
  return app
}

const styleOf = (page: Page, name: string) =>
  page.locator('.text').evaluate((text, of) => getComputedStyle(text).getPropertyValue(of), name)
const scrolled = (page: Page) => page.locator('.scroll:has(> .reader)').evaluate(({ scrollTop }) => scrollTop)
const marked = (page: Page) =>
  page
    .locator('main mark')
    .evaluateAll((all) => [
      ...new Set(all.flatMap((mark) => (mark.getAttribute('aria-description') ?? '').split('; '))),
    ])

test('how texts are shown is chosen by keys, shows at once, and is there again the next day with the place', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'intercoder-reading-'))
  const app = await openSample(userData)
  const { page } = app
  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog', { name: 'Reading' })
  await dialog.getByRole('button', { name: 'Sans' }).click()
  expect(await styleOf(page, 'font-family')).toMatch(/^"?Inter/)
  await dialog.getByLabel('Size').press('ArrowRight')
  expect(await styleOf(page, 'font-size')).toBe('19px')
  await dialog.getByLabel('Line spacing').press('End')
  expect(Number.parseFloat(await styleOf(page, 'line-height'))).toBeCloseTo(19 * 2.4, 1)
  await dialog.getByRole('button', { name: 'Coloured in' }).click()
  await dialog.getByRole('button', { name: 'Own' }).click()
  await dialog.getByLabel('Its name').fill('Courier"; color: red')
  expect(await styleOf(page, 'font-family')).toMatch(/^"?Courier color red/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.locator('.text').focus()
  await page.keyboard.press('Control+End')
  await expect.poll(() => scrolled(page)).toBeGreaterThan(300)
  const place = await scrolled(page)
  await page.waitForTimeout(1300)
  expect(await app.close()).toBe(0)

  const again = await openSample(userData)
  await expect.poll(() => scrolled(again.page)).toBeCloseTo(place, -1)
  expect(await styleOf(again.page, 'font-size')).toBe('19px')
  expect(await again.page.locator('html').getAttribute('data-highlights')).toBe('background')
  expect(await again.close()).toBe(0)
})

test('Alt and a code’s key show only that code, and the codebook shows and hides each', async () => {
  const app = await openSample(await mkdtemp(join(tmpdir(), 'intercoder-reading-')))
  const { page } = app
  await page.locator('.text').focus()
  expect((await marked(page)).length).toBeGreaterThan(3)
  await page.keyboard.press('Alt+a')
  await expect.poll(() => marked(page)).toEqual(['actor'])
  await page.keyboard.press('Alt+a')
  await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(3)
  const actor = page.getByRole('treeitem', { name: /actor/ })
  await actor.locator('.toggle').click()
  await expect(actor).toHaveAttribute('aria-checked', 'false')
  expect(await marked(page)).not.toContain('actor')
  await actor.press(' ')
  await expect(actor).toHaveAttribute('aria-checked', 'true')
  expect(await marked(page)).toContain('actor')
  await page.locator('.text').focus()
  await page.keyboard.press('Control+Shift+h')
  await expect(page.locator('main mark')).toHaveCount(0)
  await page.getByRole('button', { name: '5 codes not shown' }).click()
  await expect(page.locator('main mark').first()).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('stripes by coder show everybody’s work while the comparison is open, and only one’s own once it is closed', async () => {
  const app = await openSample(await mkdtemp(join(tmpdir(), 'intercoder-reading-')))
  const { page } = app
  const stripesOf = (name: string) => page.locator(`.stripe[aria-label^="${name}: "]`)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'By coder' }).click()
  await page.keyboard.press('Escape')
  await expect(stripesOf('Ana').first()).toBeVisible()
  await expect(stripesOf('Ben').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Close the comparison')
  await page.keyboard.press('Enter')
  await expect(stripesOf('Ben')).toHaveCount(0)
  await expect(stripesOf('Ana').first()).toBeVisible()
  expect(await app.close()).toBe(0)
})
