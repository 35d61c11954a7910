import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { codeAs, goTo, openDocument, openSample, pressAndHear } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** Who coded last on this computer codes again, so the coder is chosen the first time only. */
async function openTheSample(userData: string, before: 'first time' | 'again' = 'first time') {
  const app = await launchWorkbench({ userData })
  const { page } = app
  await page.setViewportSize({ width: 1024, height: 640 })
  await openSample(page)
  await goTo(page, 'Code')
  if (before === 'first time') await codeAs(page, 'Ana')
  await expect(page.locator('main mark').first()).toBeVisible()
  return app
}

const styleOf = (page: Page, name: string) =>
  page.locator('.text').evaluate((text, of) => getComputedStyle(text).getPropertyValue(of), name)
const scrolled = (page: Page) => page.locator('.scroll:has(> .reader)').evaluate(({ scrollTop }) => scrollTop)
/** The places that are kept for the next day, by project and document, the one left last at the end. */
const spotsIn = async (userData: string): Promise<[string, { line: number }][]> => {
  const { preferences } = JSON.parse(await readFile(join(userData, 'desk.json'), 'utf8'))
  return Object.entries(preferences.spots)
}
const marked = (page: Page) =>
  page
    .locator('main mark')
    .evaluateAll((all) => [
      ...new Set(all.flatMap((mark) => (mark.getAttribute('aria-description') ?? '').split('; '))),
    ])

test('how texts are shown is chosen by keys, shows at once, and is there again the next day with the place', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'intercoder-reading-'))
  const app = await openTheSample(userData)
  const { page } = app
  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog', { name: 'Reading' })
  await dialog.getByRole('button', { name: 'Sans' }).click()
  await expect.poll(() => styleOf(page, 'font-family')).toMatch(/^"?Inter/)
  await dialog.getByLabel('Size').press('ArrowRight')
  await expect.poll(() => styleOf(page, 'font-size')).toBe('19px')
  await dialog.getByLabel('Line spacing').press('End')
  await expect
    .poll(async () => Number.parseFloat(await styleOf(page, 'line-height')))
    .toBeCloseTo(19 * 2.4, 1)
  await dialog.getByRole('button', { name: 'Coloured in' }).click()
  await dialog.getByRole('button', { name: 'Own' }).click()
  await dialog.getByLabel('Its name').fill('Courier"; color: red')
  await expect.poll(() => styleOf(page, 'font-family')).toMatch(/^"?Courier color red/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.locator('.text').focus()
  await page.keyboard.press('Control+End')
  await expect.poll(() => scrolled(page)).toBeGreaterThan(300)
  // The place is kept when the scrolling has rested.
  await expect.poll(async () => (await spotsIn(userData))[0]?.[1].line).toBeGreaterThan(0)
  const place = await scrolled(page)
  expect(await app.close()).toBe(0)

  const again = await openTheSample(userData, 'again')
  await expect.poll(() => scrolled(again.page)).toBeCloseTo(place, -1)
  await expect.poll(() => styleOf(again.page, 'font-size')).toBe('19px')
  expect(await again.page.locator('html').getAttribute('data-highlights')).toBe('background')
  expect(await again.close()).toBe(0)
})

test('the next day the document that was read last is there again; where that one is done, the first that is not', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'intercoder-reading-'))
  const [second, third] = ['Baku blames Yerevan', 'Baku reports find of 350 mines'] as const
  /** Opens a document for so long that it counts as read. */
  const read = async (page: Page, title: string) => {
    const before = (await spotsIn(userData)).at(-1)?.[0]
    await openDocument(page, title)
    await expect.poll(async () => (await spotsIn(userData)).at(-1)?.[0]).not.toBe(before)
  }
  const begin = async (before: 'first time' | 'again') => {
    const app = await openTheSample(userData, before)
    await app.page.setViewportSize({ width: 1440, height: 900 })
    return app
  }
  const app = await begin('first time')
  const { page } = app
  await expect.poll(() => spotsIn(userData)).toHaveLength(1)
  for (const title of [second, third]) {
    await read(page, title)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('not done')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Mark done' })).toBeVisible()
  }
  // Third, second, third: a place that was kept before is no older for that.
  await read(page, second)
  await read(page, third)
  expect(await app.close()).toBe(0)

  const again = await begin('again')
  await expect(again.page.getByRole('textbox', { name: third })).toBeVisible()
  await pressAndHear(again.page, 'Control+Enter', 'is done.')
  await expect(again.page.getByRole('textbox', { name: third })).toHaveCount(0)
  await read(again.page, third)
  expect(await again.close()).toBe(0)

  const last = await begin('again')
  await expect(last.page.getByRole('textbox', { name: second })).toBeVisible()
  expect(await last.close()).toBe(0)
})

test('Alt and a code’s key show only that code, and the codebook shows and hides each', async () => {
  const app = await openTheSample(await mkdtemp(join(tmpdir(), 'intercoder-reading-')))
  const { page } = app
  await page.locator('.text').focus()
  await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(3)
  await page.keyboard.press('Alt+a')
  await expect.poll(() => marked(page)).toEqual(['actor'])
  await page.keyboard.press('Alt+a')
  await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(3)
  const actor = page.getByRole('treeitem', { name: /actor/ })
  await actor.locator('.toggle').click()
  await expect(actor).toHaveAttribute('aria-checked', 'false')
  await expect.poll(() => marked(page)).not.toContain('actor')
  await actor.press(' ')
  await expect(actor).toHaveAttribute('aria-checked', 'true')
  await expect.poll(() => marked(page)).toContain('actor')
  await page.locator('.text').focus()
  await page.keyboard.press('Control+Shift+h')
  await expect(page.locator('main mark')).toHaveCount(0)
  await page.getByRole('button', { name: '5 codes not shown' }).click()
  await expect(page.locator('main mark').first()).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('stripes by coder show everybody’s work while the comparison is open, and only one’s own once it is closed', async () => {
  const app = await openTheSample(await mkdtemp(join(tmpdir(), 'intercoder-reading-')))
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
