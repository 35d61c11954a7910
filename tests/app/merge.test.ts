import { cp, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { difference } from '../../core/difference.ts'
import type { Project } from '../../core/model.ts'
import { disk } from '../../main/project/disk.ts'
import { openProject } from '../../main/project/opening.ts'
import { readProject } from '../../main/project/read-project.ts'
import { makeSample } from '../../main/sample.ts'
import { writeLargeProject } from '../bench/large-project.ts'
import { problems } from './axe.ts'
import { codeAs, dialogGone, goTo, heard, openFolder, pressAndHear } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const seeds = fileURLToPath(new URL('../../seeds/sample', import.meta.url))

/** Two copies of the sample in which a code was redefined and Ben coded on, in one of them. */
async function twoCopies(): Promise<{ folder: string; mine: string; other: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-merge-'))
  const [mine, other] = [join(folder, 'mine'), join(folder, 'other')]
  await makeSample(mine, seeds)
  const sample = await openProject(mine)
  await sample.dispatch({ type: 'closeComparison' }, null)
  await sample.close()
  await cp(mine, other, { recursive: true })
  for (const [copy, definition] of [
    [mine, 'Who acts in the text.'],
    [other, 'Whoever the text presents as acting.'],
  ] as const) {
    const open = await openProject(copy)
    const project = await open.load()
    const actor = [...project.codes.values()].find(({ name }) => name === 'actor')!
    await open.dispatch({ type: 'changeCode', code: actor.id, changes: { definition } }, null)
    if (copy === other) {
      const ben = [...project.coders.values()].find(({ name }) => name === 'Ben')!
      const [document] = project.documents.keys()
      const span = { start: 0, end: 12 }
      await open.dispatch({ type: 'applyCode', document: document!, code: actor.id, ...span }, ben.id)
    }
    await open.close()
  }
  return { folder, mine, other }
}

for (const theme of ['light', 'dark'] as const) {
  test(`the lead merges a copy, settles what is in conflict, undoes it, and reads the history, in ${theme}`, async () => {
    const { folder, mine, other } = await twoCopies()
    const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-merging-')) })
    const { page } = app
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1440, height: 900 })
    const look = async (name: string) => {
      await page.screenshot({ path: `out/views/${name}-${theme}.png`, animations: 'disabled' })
      expect.soft(await problems(page), name).toEqual([])
    }
    await openFolder(app, mine)

    await page.keyboard.press('Control+Shift+M')
    const dialog = page.getByRole('dialog', { name: /^Merge/ })
    await look('merge-start')
    await app.answerOpen([mine])
    await dialog.getByRole('button', { name: 'Choose another copy’s folder' }).click()
    // The window behind the dialog is out of reach, so the dialog says it.
    await expect(dialog.getByRole('alert')).toHaveText(/this is the project that is open/)
    await look('merge-refused')
    await app.answerOpen([other])
    await dialog.getByRole('button', { name: 'Choose another copy’s folder' }).click()
    const conflict = dialog.getByRole('group', { name: /The code actor was redefined on both sides/ })
    await expect(conflict.getByText('Who acts in the text.')).toBeVisible()
    await expect(conflict.getByText('Whoever the text presents as acting.')).toBeVisible()
    await expect(conflict.getByRole('radio', { name: /Take what the other copy has/ })).toBeChecked()
    // Coding is blind: a sum, and none of the words.
    await expect(dialog.getByText('Ben: 1 segment', { exact: true })).toBeVisible()
    await look('merge-plan')
    await conflict.getByRole('radio', { name: /Keep what is here/ }).check()
    await expect(conflict.getByRole('radio', { name: /Keep what is here/ })).toBeChecked()
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await dialogGone(page)
    await expect(heard(page)).toHaveText(/^Done: merge .* undo takes the merge back/)

    await goTo(page, 'Codebook')
    await page
      .getByRole('tree', { name: 'Codes' })
      .getByRole('treeitem', { name: /^actor/ })
      .click()
    await expect(page.getByText('Who acts in the text.').first()).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('undo')
    await expect(page.getByRole('option', { name: /Undo: merge / })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+Shift+M')
    await app.answerOpen([other])
    await dialog.getByRole('button', { name: 'Choose another copy’s folder' }).click()
    await expect(dialog.getByText(/There is nothing new/)).toBeVisible()
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+Shift+Y')
    const history = page.getByRole('dialog', { name: 'History' })
    const lines = history.getByRole('list', { name: /Changes/ }).getByRole('listitem')
    await expect(lines.first()).toContainText('merge ')
    await expect(history.getByText(/what others coded is left out/)).toBeVisible()
    await look('history')
    await history.getByRole('searchbox', { name: 'Filter by words' }).fill('change the definition')
    await expect(lines).toHaveCount(1)
    // The first one empties the field.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(history).toBeHidden()

    if (theme === 'light') {
      await test.step('a package goes out of one copy and comes into another', async () => {
        await goTo(page, 'Code')
        await codeAs(page, 'Ben')
        await app.menu('package')
        const hand = page.getByRole('dialog', { name: 'Hand over a coder’s work' })
        await look('package')
        await app.answerSave(join(folder, 'ben.zip'))
        await hand.getByRole('button', { name: 'Save the package' }).click()
        await dialogGone(page)
        await expect(heard(page)).toHaveText(`The work of Ben is in ben.zip in ${folder}.`)
        await app.menu('merge')
        await app.answerOpen([join(folder, 'ben.zip')])
        await dialog.getByRole('button', { name: 'Choose a coding package' }).click()
        await expect(dialog.getByText(/There is nothing new/)).toBeVisible()
        await page.keyboard.press('Escape')
      })
    }
    expect(errors).toEqual([])
    expect(app.requests).toEqual([])
    expect(await app.close()).toBe(0)
  })
}

test('one undo takes back all that a merge brought, and redo brings it again', async () => {
  const { mine, other } = await twoCopies()
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-merging-')) })
  const { page } = app
  await openFolder(app, mine)
  const before = await contentOf(mine)
  await page.keyboard.press('Control+Shift+M')
  const dialog = page.getByRole('dialog', { name: /^Merge/ })
  await app.answerOpen([other])
  await dialog.getByRole('button', { name: 'Choose another copy’s folder' }).click()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await dialogGone(page)
  await expect(heard(page)).toHaveText(/^Done: merge /)
  await expect
    .poll(async () => difference(before, await contentOf(mine)))
    .toMatchObject({
      codes: { updated: [[{}, { definition: 'Whoever the text presents as acting.' }]] },
      segments: { added: [{ start: 0, end: 12 }] },
    })
  const merged = await contentOf(mine)

  await pressAndHear(page, 'Control+z', /^Undone: merge /)
  await expect.poll(async () => difference(before, await contentOf(mine))).toEqual({})
  await pressAndHear(page, 'Control+Shift+z', /^Redone: merge /)
  await expect.poll(async () => difference(merged, await contentOf(mine))).toEqual({})
  expect(await app.close()).toBe(0)
})

test('the reading of a large copy tells how far it is and can be stopped, and nothing was merged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-merge-'))
  const [mine, large] = [join(folder, 'mine'), join(folder, 'large')]
  await makeSample(mine, seeds)
  await writeLargeProject(large, { from: 0, to: 1000, segments: 30 })
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-merging-')) })
  const { page } = app
  await openFolder(app, mine)
  const before = await contentOf(mine)
  await page.keyboard.press('Control+Shift+M')
  const dialog = page.getByRole('dialog', { name: /^Merge/ })
  await app.answerOpen([large])
  // The page itself stops it at once, so that no machine reads too fast for it.
  const reading = await dialog
    .getByRole('button', { name: 'Choose another copy’s folder' })
    .evaluate((button) => {
      const dialog = button.closest('dialog')!
      return new Promise<string | null>((resolve) => {
        new MutationObserver((_, observer) => {
          const stop = [...dialog.querySelectorAll('button')].find(
            ({ textContent }) => textContent === 'Stop',
          )
          const progress = dialog.querySelector('progress')
          if (stop === undefined || progress === null) return
          observer.disconnect()
          resolve((progress as HTMLProgressElement).labels[0]?.textContent ?? null)
          stop.click()
        }).observe(dialog, { childList: true, subtree: true, attributes: true })
        ;(button as HTMLElement).click()
      })
    })
  expect(reading).toMatch(/^(Reading|Comparing with) large$/)
  await expect(dialog.getByRole('button', { name: 'Choose another copy’s folder' })).toBeEnabled()
  await expect(dialog.getByRole('alert')).toBeHidden()
  await expect(dialog.getByRole('region', { name: 'What merging would do' })).toBeHidden()
  expect(difference(before, await contentOf(mine))).toEqual({})
  expect(await app.close()).toBe(0)
})

test('a merge can be left until it is being written, and says which of the two it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-merge-'))
  const [mine, large] = [join(folder, 'mine'), join(folder, 'large')]
  // Large enough on both sides for the backup and the writing to be seen; the page itself watches, as fast as it is.
  await writeLargeProject(mine, { from: 0, to: 300, segments: 30 })
  await writeLargeProject(large, { from: 250, to: 750, segments: 30 })
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-merging-')) })
  const { page } = app
  await openFolder(app, mine)
  const before = await contentOf(mine)
  const dialog = page.getByRole('dialog', { name: /^Merge/ })
  const merge = dialog.getByRole('button', { name: 'Merge', exact: true })
  const lookAt = async () => {
    await app.answerOpen([large])
    await page.keyboard.press('Control+Shift+M')
    await dialog.getByRole('button', { name: 'Choose another copy’s folder' }).click()
    await expect(dialog.getByRole('region', { name: 'What merging would do' })).toBeVisible()
    await expect(merge).toBeEnabled()
  }
  await lookAt()
  await merge.evaluate(async (button) => {
    const buttons = [...button.closest('dialog')!.querySelectorAll('button')]
    ;(button as HTMLElement).click()
    await new Promise(requestAnimationFrame)
    buttons.find(({ textContent }) => textContent === 'Cancel')!.click()
  })
  await expect(page.getByText('The merge was stopped. Nothing was merged.').first()).toBeVisible()
  await dialogGone(page)
  expect(difference(before, await contentOf(mine))).toEqual({})
  expect(await readdir(join(mine, 'backups')).catch(() => [])).toEqual([])

  await lookAt()
  const seen = await merge.evaluate((button) => {
    const dialog = button.closest('dialog')!
    return new Promise<{ buttons: string[]; open: boolean }>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!/being written. It can’t be stopped any more/.test(dialog.textContent!)) return
        observer.disconnect()
        // As Escape does.
        for (let n = 0; n < 2; n++) dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
        const buttons = [...dialog.querySelectorAll('button')].map(({ textContent }) => textContent!)
        resolve({ buttons, open: dialog.open })
      }).observe(dialog, { childList: true, subtree: true, characterData: true })
      ;(button as HTMLElement).click()
    })
  })
  expect(seen.open).toBe(true)
  expect(seen.buttons.filter((name) => /Cancel|Close/.test(name))).toEqual([])
  await expect(page.getByText(/^Done: merge Large/).first()).toBeVisible({ timeout: 60_000 })
  await dialogGone(page)
  expect((await contentOf(mine)).documents.size).toBe(750)
  expect(await app.close()).toBe(0)
})

/** What is on disk, as whoever may only read it finds it. */
async function contentOf(folder: string): Promise<Project> {
  const { project, problems: damage } = await readProject(disk, folder)
  expect(damage).toEqual([])
  return project
}
