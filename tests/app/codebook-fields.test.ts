import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { dialogGone, goTo, heard, openSample } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

test('what is typed about a code is kept by Escape, undo takes it back, and what is refused stays in the box', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-fields-')) })
  const { page } = app
  await openSample(page)
  await goTo(page, 'Codebook')
  const row = (name: RegExp) => page.getByRole('treeitem', { name })
  const code = page.getByRole('main')

  for (const field of ['definition', 'counter-example', 'memo', 'Name of the code']) {
    await test.step(`Escape keeps the ${field}`, async () => {
      await row(/^actor/).click()
      const box = code.getByRole('textbox', { name: field, exact: true })
      const before = await box.inputValue()
      await box.press('End')
      await box.pressSequentially('xyz')
      await page.keyboard.press('Escape')
      await expect(row(/^actor/)).toBeFocused()
      await expect(box).toHaveValue(/xyz/)
      await page.keyboard.press('Control+z')
      await expect(box).toHaveValue(before)
    })
  }
  await test.step('a name that another code has stays in the box until Escape', async () => {
    const name = code.getByRole('textbox', { name: 'Name of the code' })
    await name.fill('casualty')
    await page.keyboard.press('Enter')
    await expect(heard(page)).toContainText('There is a code casualty in this place already')
    await expect(name).toHaveValue('casualty')
    await expect(name).toHaveAttribute('aria-invalid', 'true')
    await expect(name).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(name).toHaveValue('casualty')
    await name.press('Escape')
    await expect(name).toHaveValue('actor')
    await row(/^munition/).click()
    await expect(heard(page)).toHaveText('')
    await row(/^actor/).click()
  })
  await test.step('a key is typed over the one in its box', async () => {
    const key = page.getByLabel('Key that applies the code')
    await expect(key).toHaveValue('a')
    await key.click()
    await page.keyboard.type('b')
    await page.keyboard.press('Enter')
    await expect(key).toHaveValue('b')
    await expect(key).not.toHaveAttribute('aria-invalid')
  })
  expect(await app.close()).toBe(0)
})

test('what undo brings back in the codebook is chosen again, and deleting says at once whose segments went along', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-undo-')) })
  const { page } = app
  await openSample(page)
  await goTo(page, 'Codebook')
  const row = (name: RegExp) => page.getByRole('treeitem', { name })
  const isChosen = (name: RegExp) => expect(row(name)).toHaveAttribute('aria-selected', 'true')

  await test.step('after a merge was undone, the code that came back is the one that is chosen', async () => {
    await row(/^casualty/).click()
    await page.keyboard.press('Control+m')
    await page.getByRole('combobox', { name: 'Name of the other code' }).fill('actor')
    await page.keyboard.press('Enter')
    await expect(row(/^casualty/)).toHaveCount(0)
    await isChosen(/^actor/)
    await page.keyboard.press('Control+z')
    await isChosen(/^casualty/)
    await expect(row(/^casualty/)).toBeFocused()
  })
  await test.step('deleting says how many segments of whom went along, and how to have them back', async () => {
    await page.keyboard.press('Delete')
    await expect(heard(page)).toHaveText(
      /^Deleted casualty with (\d+) segments \(Ana \d+, Ben \d+\)\. Ctrl Z brings everything back\.$/,
    )
    await expect(row(/^casualty/)).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await isChosen(/^casualty/)
    await page.keyboard.press('Control+Shift+Z')
    await isChosen(/^munition/)
  })
  await test.step('a new, a nested and a renamed code are said, and codes of one name are told apart by the whole of it', async () => {
    await page.keyboard.press('Shift+Insert')
    await page.getByRole('dialog').getByRole('textbox').fill('shell')
    await page.keyboard.press('Enter')
    await expect(heard(page)).toHaveText('New code under munition: shell.')
    await dialogGone(page)
    await page.keyboard.press('F2')
    await page.keyboard.type('actor')
    await page.keyboard.press('Enter')
    await expect(heard(page)).toHaveText(
      'Renamed shell to actor. Codes called actor differ by their full names: “munition / actor”, “actor”.',
    )
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(heard(page)).toContainText('There is a code actor in this place already')
    await page.keyboard.press('Control+z')
    await expect(heard(page)).toHaveText('Undone: rename shell to actor.')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(heard(page)).toHaveText('shell is at the top level now.')
  })
  await test.step('the palette leads from a code to its segments', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('locat')
    await page.getByRole('option', { name: /^location its segments/ }).click()
    await expect(page.getByRole('button', { name: 'Segments', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    )
    await expect(page.getByRole('main')).toContainText('61 segments')
  })
  expect(await app.close()).toBe(0)
})
