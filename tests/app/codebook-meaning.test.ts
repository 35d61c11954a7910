import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import { codeAs, dialogGone, goTo, openDocument, openSample, pressAndHear } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

test('the lead gives codes attributes and types of link, notes things in memos, and sees what a codebook was before', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-meaning-')) })
  const { page } = app
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })
  const look = async (name: string) => {
    await page.screenshot({ path: `out/views/${name}.png`, animations: 'disabled' })
    expect.soft(await problems(page), name).toEqual([])
  }
  await openSample(page)
  await goTo(page, 'Codebook')
  await page.getByRole('treeitem', { name: /^casualty/ }).click()
  const attributes = page.getByRole('region', { name: 'Attributes' })

  await test.step('an attribute is added, named, made a choice, and given what it begins with', async () => {
    await attributes.getByRole('button', { name: 'New attribute' }).press('Enter')
    await attributes.getByLabel('Name of attribute').fill('disputed')
    await attributes.getByLabel('Name of attribute').press('Enter')
    await attributes.getByLabel('Kind of disputed').selectOption('choice')
    await attributes.getByLabel('Choices of disputed').fill('yes, no, unclear, yes')
    await attributes.getByLabel('Choices of disputed').press('Enter')
    await expect(attributes.getByLabel('Choices of disputed')).toHaveValue('yes, no, unclear')
    await attributes.getByLabel('What disputed begins with').selectOption('unclear')
    await expect(attributes.getByLabel('What disputed begins with')).toHaveValue('unclear')
    await look('attributes')
  })

  await test.step('one is deleted: the values stay and are not shown; undo brings it back', async () => {
    await attributes.getByRole('button', { name: 'Delete the attribute kind' }).press('Enter')
    await expect(
      page.getByText('Deleted kind. Values that segments have are kept and not shown.').first(),
    ).toBeVisible()
    await expect(attributes.getByLabel('Name of kind')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(attributes.getByLabel('Name of kind')).toHaveValue('kind')
  })

  await test.step('a type of link gets its codes, another name, and goes', async () => {
    await page.keyboard.press('Control+Shift+L')
    const dialog = page.getByRole('dialog', { name: 'Types of link' })
    await dialog.getByLabel('Name of a new type of link').fill('reported by')
    await page.keyboard.press('Enter')
    await dialog.getByRole('group', { name: 'reported by goes out from' }).getByLabel('casualty').click()
    await dialog.getByRole('group', { name: 'reported by leads to' }).getByLabel('actor').click()
    for (const end of ['goes out from', 'leads to'])
      await expect(
        dialog.getByRole('group', { name: `reported by ${end}` }).getByRole('checkbox', { checked: true }),
      ).toHaveCount(1)
    await look('link-types')
    await dialog.getByLabel('Name of the type of link reported by').fill('told by')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('group', { name: 'told by goes out from' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Delete the type of link located at' }).press('Enter')
    await expect(dialog.getByText('located at')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await dialogGone(page)
    await pressAndHear(page, 'Control+z', 'Undone: ')
  })

  await test.step('a code that a type of link was limited to is deleted: what becomes of it is told, and undone', async () => {
    await page.getByRole('treeitem', { name: /^actor/ }).click()
    await page.keyboard.press('Delete')
    await expect(page.getByText('“directed against” leads to no code now.').first()).toBeVisible()
    await page.keyboard.press('Control+Shift+L')
    const dialog = page.getByRole('dialog', { name: 'Types of link' })
    const end = dialog.getByRole('group', { name: 'directed against leads to' })
    await expect(end).toContainText('leads to no code')
    await expect(end.getByRole('checkbox', { checked: true })).toHaveCount(0)
    await look('link-types-no-code')
    await end.getByLabel('any code').click()
    await expect(end.getByRole('checkbox', { checked: true })).toHaveCount(1)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('treeitem', { name: /^actor/ })).toBeVisible()
    await page.getByRole('treeitem', { name: /^casualty/ }).click()
  })

  await test.step('memos on the code, the document and the project', async () => {
    await page.getByRole('main').getByLabel('memo').fill('Talked over, see [[location]].')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('list', { name: 'Links of the memo' })).toContainText('code location')
    await goTo(page, 'Documents')
    await page.getByRole('complementary').getByLabel('memo').fill('From an agency.')
    await page.keyboard.press('Tab')
    await look('document-memo')
    await page.getByRole('button', { name: 'Sample project' }).click()
    await page.getByRole('menuitem', { name: 'Memo on the project' }).click()
    await page.getByRole('dialog').getByLabel('Memo on the project').fill('Five texts of 2022.')
    await look('project-memo')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('what the codebook was when something was coded', async () => {
    await goTo(page, 'Codebook')
    await page.getByRole('treeitem', { name: /^casualty/ }).click()
    await page.getByLabel('definition').fill('People who were harmed.')
    await page.keyboard.press('Tab')
    await goTo(page, 'Code')
    await codeAs(page, 'Ana')
    await openDocument(page, 'Baku reports find of 350 mines and accuses Armenia')
    await page.getByRole('main').getByRole('textbox').focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Shift+Tab')
    const segment = page.getByRole('region', { name: 'Segment' })
    await expect(segment.getByRole('heading')).toHaveText('casualty')
    await expect(segment).toContainText(
      'Coded under the codebook of 5 Jan 2026; definition, attribute disputed have changed since',
    )
    await segment.getByRole('button', { name: 'show' }).click()
    const dialog = page.getByRole('dialog', { name: 'Versions of the codebook' })
    await expect(dialog.locator('ins').filter({ hasText: 'People who were harmed.' })).toBeVisible()
    await look('versions')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await look('versions-dark')
    await page.keyboard.press('Escape')
    await goTo(page, 'Codebook')
    await page.setViewportSize({ width: 1024, height: 640 })
    await look('attributes-dark-1024')
  })
  expect(app.requests).toEqual([])
  expect(await app.close()).toBe(0)
})
