import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { addCoder, goTo, openSample, pressAndHear, textOf } from './steps.ts'
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
  await expect(methods).toContainText('Ana and Ben marked the compared document as done; Mia did not mark')
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

test('an empty list of segments says why, and clears the filters or leads to the texts', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await goTo(page, 'Segments')
  const list = page.getByRole('listbox', { name: 'Segments' })
  await expect(list.getByRole('option').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'In quotes and memos' }).fill('zebra')
  await expect(page.getByText('No segment fits all the filters.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'In quotes and memos' })).toBeFocused()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(list.getByRole('option').first()).toBeVisible()
  await expect(list).toBeFocused()
  await app.menu('comparison.close')
  await expect(page.getByText('You have coded nothing yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Go to Code' }).click()
  await expect(textOf(page)).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('who splits a code with no segment of their own is told who has some, and what to do', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await goTo(page, 'Codebook')
  await page
    .getByRole('treeitem', { name: /munition/ })
    .first()
    .click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('split the code')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Split munition' })
  await expect(dialog).toContainText(/Ana has \d+ and Ben has \d+: each of them can split theirs/)
  await page.keyboard.press('Escape')
  await app.menu('comparison.close')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('split the code')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('While coding is blind others’ are not shown')
  expect(await app.close()).toBe(0)
})

test('a segment is copied to a code, or given one, that is made by typing its name', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('a')
  await page.keyboard.press('Alt+c')
  await page.getByRole('combobox', { name: 'Name of the other code' }).fill('actor')
  await expect(page.getByText('No other code is called so.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Name of the other code' }).fill('spokesman')
  await pressAndHear(page, 'Enter', 'to the new code spokesman')
  await page.keyboard.press('F2')
  await page.getByRole('combobox', { name: 'Name of the other code' }).fill('speaker')
  await pressAndHear(page, 'Enter', /^speaker: “/)
  await expect(
    page.getByRole('region', { name: 'Segment' }).getByRole('heading', { name: 'speaker' }),
  ).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('while words are selected it is said how to code them, and what the keys of a segment do is said of its code', async () => {
  const app = await sampleWithMia()
  const { page } = app
  const segment = page.getByRole('region', { name: 'Segment' })
  const foot = page.getByRole('contentinfo')
  await page.keyboard.press('Control+Home')
  await expect(segment).toContainText('Select words; then press a code’s key or click a code.')
  await pressAndHear(page, 'Alt+j', 'Select a segment to join it with the next one of its code')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await expect(segment).toContainText('Press a code’s key, or click a code, to code the selected words.')
  await pressAndHear(page, 'Alt+j', 'No segment lies in the selected words')
  await pressAndHear(page, 'a', /^actor: “/)
  await expect(foot).toContainText('AltEnter certainty')
  await pressAndHear(page, 'Alt+j', 'No other segment with actor comes after this one')
  await pressAndHear(page, 'Alt+s', 'put the caret between two of its words')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await pressAndHear(page, 'm', /^munition: “/)
  await expect(foot).toContainText('AltEnter attributes')
  expect(await app.close()).toBe(0)
})

test('where others’ segments show while the comparison is open is said as it is', async () => {
  const app = await sampleWithMia()
  const { page } = app
  await goTo(page, 'Documents')
  const words =
    'The comparison is open: others’ segments show in Compare, and in Code as stripes by coder (Reading).'
  await expect(page.getByText(words)).toBeVisible()
  expect(await app.close()).toBe(0)
})
