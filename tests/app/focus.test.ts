import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import {
  codeAs,
  goTo,
  importDocuments,
  newProject,
  openDocument,
  openSample,
  pressAndHear,
  textOf,
} from './steps.ts'
import { launchWorkbench } from './workbench.ts'

async function sample() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-focus-')) })
  await app.page.setViewportSize({ width: 1440, height: 900 })
  await openSample(app.page)
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

test('segments at the caret are gone round with a key, and the foot says what keys mean in a field, and leaves out those of a button', async () => {
  const app = await sample()
  const { page } = app
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await openDocument(page, 'Baku reports find of 350 mines and accuses Armenia')
  const segment = page.getByRole('region', { name: 'Segment' })
  const foot = page.getByRole('contentinfo')
  await page.keyboard.press('Control+Home')
  // The third one begins with an actor, a segment of its own.
  for (const n of [1, 2, 3]) await pressAndHear(page, 'Tab', `segment ${n} of`)
  await expect(segment.getByText('also here')).toBeVisible()
  const chosen = await segment.getByRole('blockquote').innerText()
  await expect(segment).toContainText('F4 goes round them')
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

  await page.getByRole('button', { name: 'Mark not done' }).focus()
  for (const words of ['next segment', 'name a code', 'leave the text'])
    await expect(foot).not.toContainText(words)
  await expect(foot).toContainText('memo')
  await page.screenshot({ path: 'out/views/button-foot.png', animations: 'disabled' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Mark done' })).toBeFocused()
  await page.getByRole('treeitem', { name: /^actor/ }).focus()
  await expect(foot).not.toContainText('name a code')
  await page.keyboard.press('n')
  await expect(segment.getByLabel('memo')).toBeFocused()
  expect(await app.close()).toBe(0)
})

test('in Documents the row that has the focus is the one that keys are about, after an import and a delete too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-rows-'))
  const files = ['one', 'two', 'three'].map((name) => join(folder, `${name}.txt`))
  for (const file of files) await writeFile(file, `The text of ${file}.\n`)
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await newProject(app, join(folder, 'study'), 'Rows')
  await expect(page.getByRole('button', { name: /^Choose files/ })).toBeFocused()
  await page.screenshot({ path: 'out/views/documents-none.png', animations: 'disabled' })
  await importDocuments(app, files.slice(0, 2))
  const current = page.getByRole('row', { selected: true })
  await expect(current).toBeFocused()
  await page.keyboard.press('End')
  await expect(current).toContainText('two')

  await app.answerOpen([files[2]!])
  await page.keyboard.press('Control+o')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Import 1 document', exact: true })
    .press('Enter')
  await expect(page.getByText('3 documents', { exact: true })).toBeVisible()
  await expect(current).toContainText('three')
  await expect(current).toBeFocused()

  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await pressAndHear(page, 'Delete', 'Deleted two')
  await expect(current).toContainText('three')
  await expect(current).toBeFocused()
  await pressAndHear(page, 'Delete', 'Deleted three')
  await expect(current).toContainText('one')
  await expect(current).toBeFocused()

  const filter = page.getByRole('searchbox', { name: 'Filter by title or variable' })
  await filter.fill('nothing like this')
  await expect(page.getByRole('complementary', { name: 'the document' })).toContainText(
    'No document is chosen.',
  )
  await page.screenshot({ path: 'out/views/documents-filtered.png', animations: 'disabled' })
  expect(await app.close()).toBe(0)
})

test('in a narrow window a button shows the list beside the text, which goes when one is opened', async () => {
  const app = await sample()
  const { page } = app
  await page.setViewportSize({ width: 1100, height: 700 })
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  const documents = page.getByRole('complementary', { name: 'Documents' })
  await expect(documents).toHaveCSS('clip-path', 'inset(100%)')
  await page.screenshot({ path: 'out/views/code-1100.png', animations: 'disabled' })
  await page.getByRole('button', { name: 'Show Documents' }).click()
  await expect(documents).toHaveCSS('clip-path', 'none')
  await page.screenshot({ path: 'out/views/code-1100-documents.png', animations: 'disabled' })
  await openDocument(page, 'Baku reports find of 350 mines and accuses Armenia')
  await expect(documents).toHaveCSS('clip-path', 'inset(100%)')
  await goTo(page, 'Compare')
  const disagreements = page.getByRole('complementary', { name: 'Disagreements' })
  await expect(disagreements).toBeHidden()
  await page.getByRole('button', { name: 'Show Disagreements' }).click()
  await expect(disagreements).toBeVisible()
  await page.screenshot({ path: 'out/views/compare-1100.png', animations: 'disabled' })
  expect(await app.close()).toBe(0)
})

test('in a window too narrow for both sides a button shows the codebook and the segment, which stay while one is at them', async () => {
  const app = await sample()
  const { page } = app
  await page.setViewportSize({ width: 800, height: 640 })
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  const side = page.getByRole('complementary', { name: 'Codebook and segment' })
  const isOverTheText = () => expect(side).toHaveCSS('clip-path', 'none')
  const isAway = () => expect(side).toHaveCSS('clip-path', 'inset(100%)')
  const show = page.getByRole('button', { name: 'Show Codebook and segment' })
  const look = async (name: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `out/views/${name}-${colorScheme}.png`, animations: 'disabled' })
      expect.soft(await problems(page), `${name} ${colorScheme}`).toEqual([])
    }
  }
  await isAway()
  await page.keyboard.press('Control+Home')
  await pressAndHear(page, 'Tab', 'segment 1 of')
  await look('code-800')

  await show.click()
  await isOverTheText()
  await expect(side.getByRole('combobox', { name: 'Find or apply a code' })).toBeFocused()
  await look('code-800-codebook')
  await side.getByRole('blockquote').click()
  await isOverTheText()
  await side.getByRole('radio', { name: 'probable' }).click()
  await expect(side.getByRole('radio', { name: 'probable' })).toBeChecked()
  await isOverTheText()
  await textOf(page).click({ position: { x: 80, y: 300 } })
  await isAway()

  await show.press('Enter')
  await isOverTheText()
  await page.keyboard.press('Escape')
  await expect(textOf(page)).toBeFocused()
  await isAway()

  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(show).toBeHidden()
  await isOverTheText()
  // Folded in a wide window, it is unfolded by who asks for it.
  await side.getByRole('separator', { name: 'Width of Codebook and segment' }).press('Enter')
  await expect(side.getByRole('combobox')).toHaveCount(0)
  await page.setViewportSize({ width: 800, height: 640 })
  await show.press('Enter')
  await expect(side.getByRole('combobox', { name: 'Find or apply a code' })).toBeFocused()
  expect(await app.close()).toBe(0)
})
