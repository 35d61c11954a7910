import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { problems } from './axe.ts'
import { codeAs, goTo, openSample, pressAndHear } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** Pictures for a person to look at, and what axe finds wrong; the smaller window has the same in the same colours. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `out/views/${name}-1440-${colorScheme}.png`, animations: 'disabled' })
    expect.soft(await problems(page), `${name} ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.screenshot({ path: `out/views/${name}-1024-light.png`, animations: 'disabled' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** The words that are highlighted in the text under this name. */
const highlighted = (page: Page, name: string) =>
  page.evaluate((wanted) => [...(CSS.highlights.get(wanted) ?? [])].map(String), name)

test('hits are found, coded in one step and taken back in one, and a segment is jumped to and back from, by keyboard alone', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-find-')) })
  const { page } = app
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await expect(page.locator('main mark').first()).toBeVisible()
  const panel = page.getByRole('search', { name: 'Find' })
  const hits = panel.getByRole('listbox', { name: 'Hits' })
  const segments = page.locator('main .strip .end')

  await test.step('Ctrl+F finds in the document, Enter and F3 walk the hits, and the text shows them', async () => {
    await page.keyboard.press('Control+f')
    await expect(panel.getByRole('textbox')).toBeFocused()
    await page.keyboard.type('THE')
    await expect(panel.getByRole('status')).toHaveText(/^\d+ hits$/)
    await expect.poll(() => highlighted(page, 'found')).toContain('the')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('status')).toHaveText(/^1 of \d+ hits$/)
    await page.keyboard.press('F3')
    await page.keyboard.press('F3')
    await page.keyboard.press('Shift+F3')
    await expect(panel.getByRole('status')).toHaveText(/^2 of \d+ hits$/)
    await expect(hits.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '2')
    await expect.poll(() => highlighted(page, 'found-here')).toHaveLength(1)
    await look(page, 'find-document')
  })

  await test.step('an expression that can’t be read is told', async () => {
    await panel.getByRole('button', { name: 'ignoring case and accents' }).press('Enter')
    await panel.getByLabel('Regular expression').press('Space')
    await look(page, 'find-how')
    await panel.getByRole('textbox').fill('(')
    await expect(panel.getByRole('alert')).toContainText('can’t be read')
    await panel.getByLabel('Regular expression').press('Space')
    await panel.getByRole('button', { name: 'ignoring case and accents' }).press('Enter')
  })

  await test.step('Ctrl+Shift+F finds in all documents, and Esc leaves', async () => {
    await page.keyboard.press('Control+Shift+f')
    await panel.getByRole('textbox').fill('ministry')
    await expect(panel.getByRole('status')).toHaveText(/^\d+ hits in [2-5] documents$/)
    await page.keyboard.press('Enter')
    await look(page, 'find-all')
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect.poll(() => highlighted(page, 'found')).toEqual([])
    await page.keyboard.press('Control+Alt+ArrowLeft')
  })

  await test.step('all hits are coded in one step, but for those left out, and one undo takes them back', async () => {
    await page.keyboard.press('Control+Shift+f')
    await panel.getByRole('textbox').fill('ministry')
    await expect(panel.getByRole('status')).toHaveText(/^\d+ hits in/)
    await panel.getByRole('button', { name: 'Code all these hits' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Code all these hits' })
    await page.keyboard.type('loc')
    await page.keyboard.press('Enter')
    const code = dialog.getByRole('button', { name: /^Code \d+ segments?$/ })
    await expect(code).toBeEnabled()
    const before = Number(/\d+/.exec(await code.innerText())![0])
    expect(before).toBeGreaterThan(1)
    const spans = dialog.getByRole('listbox', { name: /^What is coded/ })
    await spans.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect(code).toHaveText(`Code ${before - 1} segment${before === 2 ? '' : 's'}`)
    await look(page, 'find-code-all')
    await code.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/coded as location\. Undo takes all of it back\.$/).first()).toBeVisible()
    // What is coded is told, and can't be coded again.
    await panel.getByRole('button', { name: 'Code all these hits' }).press('Enter')
    await page.keyboard.type('loc')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('coded already').first()).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Code 1 segment' })).toBeEnabled()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await pressAndHear(page, 'Control+z', /^Undone: code .* as location, in \d documents\.$/)
  })

  await test.step('the list of segments is filtered, jumped from and come back to at the same row', async () => {
    await goTo(page, 'Segments')
    const list = page.getByRole('listbox', { name: 'Segments' })
    await expect(list).toBeFocused()
    await expect(page.getByText(/^\d+ segments in \d documents$/)).toBeVisible()
    const all = await page.locator('main .strip b').innerText()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('MINISTRY')
    await expect(page.locator('main .strip b')).not.toHaveText(all)
    await look(page, 'segments')
    await page.getByLabel('In quotes and memos').fill('')
    await expect(page.locator('main .strip b')).toHaveText(all)
    await list.focus()
    for (let n = 0; n < 12; n++) await page.keyboard.press('ArrowDown')
    const row = list.getByRole('option', { selected: true })
    await expect(row).toHaveAttribute('aria-posinset', '13')
    const quote = await row.locator('.quote').innerText()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Segment' }).getByRole('blockquote')).toContainText(
      quote.slice(0, 20),
    )
    await page.keyboard.press('Control+Alt+ArrowLeft')
    await expect(list).toBeFocused()
    await expect(row).toHaveAttribute('aria-posinset', '13')
    await expect(row).toBeInViewport()
  })

  expect(await segments.count()).toBeGreaterThan(0)
  expect(errors).toEqual([])
  expect(app.requests).toEqual([])
  expect(await app.close()).toBe(0)
})

test('what all hits would code is gone through with keys: Space leaves one out and takes it in again, Enter codes the rest', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-hits-')) })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  const panel = page.getByRole('search', { name: 'Find' })
  const dialog = page.getByRole('dialog', { name: 'Code all these hits' })
  const spans = dialog.getByRole('listbox', { name: /^What is coded/ })
  const said = dialog.getByRole('status')
  /** Whether the row of the list where the keys are is coded, and which row that is. */
  const isAt = async (row: number, selected: boolean) => {
    await expect(spans).toHaveAttribute('aria-activedescendant', `span-${row - 1}`)
    const current = dialog.locator(`#span-${row - 1}`)
    await expect(current).toBeInViewport()
    await expect(current).toHaveAttribute('aria-posinset', `${row}`)
    await expect(current).toHaveAttribute('aria-selected', `${selected}`)
  }
  const codeAsLocation = async () => {
    await panel.getByRole('button', { name: 'Code all these hits' }).press('Enter')
    await page.keyboard.type('loc')
    await page.keyboard.press('Enter')
    await expect(said).toHaveText(/ of \d+ chosen/)
  }
  await page.keyboard.press('Control+Shift+f')
  await panel.getByRole('textbox').fill('that')
  await expect(panel.getByRole('status')).toHaveText(/^\d+ hits in/)
  await codeAsLocation()
  const all = Number(/of (\d+) chosen/.exec(await said.innerText())![1])
  expect(all, 'more rows than are drawn').toBeGreaterThan(40)

  await test.step('walked by arrow keys, Home and End', async () => {
    await spans.focus()
    await isAt(1, true)
    await page.keyboard.press('ArrowUp')
    await isAt(1, true)
    await page.keyboard.press('ArrowDown')
    await isAt(2, true)
    await page.keyboard.press('End')
    await isAt(all, true)
    await page.keyboard.press('ArrowDown')
    await isAt(all, true)
  })
  await test.step('left out and taken in again', async () => {
    await page.keyboard.press('Space')
    await isAt(all, false)
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await isAt(1, false)
    await expect(said).toHaveText(`${all - 2} of ${all} chosen`)
    await page.keyboard.press('Space')
    await isAt(1, true)
    await expect(said).toHaveText(`${all - 1} of ${all} chosen`)
    await look(page, 'find-code-list')
  })
  await test.step('where fewer are to be coded, the keys are at the last of them, and not beyond', async () => {
    await page.keyboard.press('End')
    await dialog.getByRole('button', { name: 'Their paragraphs' }).press('Enter')
    await expect(said).not.toHaveText(new RegExp(`of ${all} chosen`))
    await expect(said).toHaveText(/ of \d+ chosen/)
    const paragraphs = Number(/of (\d+) chosen/.exec(await said.innerText())![1])
    expect(paragraphs).toBeLessThan(all)
    await spans.focus()
    await isAt(paragraphs, true)
    await page.keyboard.press('Space')
    await isAt(paragraphs, false)
    await page.keyboard.press('ArrowUp')
    await isAt(paragraphs - 1, true)
    await dialog.getByRole('button', { name: 'The hits' }).press('Enter')
    await expect(said).toHaveText(`${all} of ${all} chosen`)
  })
  await test.step('Enter codes what is chosen, and nothing where nothing is', async () => {
    await dialog.getByRole('button', { name: 'Choose none' }).press('Enter')
    await spans.focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
    await expect(said).toHaveText(`0 of ${all} chosen`)
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await pressAndHear(page, 'Enter', '2 segments coded as location. Undo takes all of it back.')
    await expect(dialog).toBeHidden()
  })
  await test.step('what is coded already stands last, and Space does nothing to it', async () => {
    await codeAsLocation()
    await expect(said).toHaveText(`${all - 2} of ${all - 2} chosen; 2 are coded so already`)
    await spans.focus()
    await page.keyboard.press('End')
    await isAt(all, false)
    await page.keyboard.press('Space')
    await isAt(all, false)
    await expect(said).toHaveText(`${all - 2} of ${all - 2} chosen; 2 are coded so already`)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })
  expect(await app.close()).toBe(0)
})
