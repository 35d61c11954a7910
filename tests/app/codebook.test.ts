import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import { launchWorkbench } from './workbench.ts'

test('the lead merges, groups and looks up codes by keyboard, undoes it all, and gives an action another key', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-codebook-')) })
  const { page } = app
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })
  const look = async (name: string) => {
    await page.screenshot({ path: `out/views/${name}.png`, animations: 'disabled' })
    expect.soft(await problems(page), name).toEqual([])
  }
  await page.getByRole('button', { name: /Open the sample project/ }).click()
  await expect(page.getByText('5 documents', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+2')
  const tree = page.getByRole('tree', { name: 'Codes' })
  await expect(tree.getByRole('treeitem', { name: /^actor/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(tree.getByRole('treeitem', { name: /^accusation/ })).toBeFocused()
  await look('codebook-growth')

  await test.step('merge', async () => {
    await page.keyboard.press('Control+m')
    await page.getByRole('combobox', { name: 'Name of the other code' }).fill('act')
    await look('codebook-merge')
    await page.keyboard.press('Enter')
    await expect(tree.getByRole('treeitem')).toHaveCount(4)
    await expect(page.getByText(/^Merged accusation into actor/).first()).toBeVisible()
    await expect(tree.getByRole('treeitem', { name: /^actor/ })).toBeFocused()
  })
  await test.step('group', async () => {
    await page.keyboard.press('Control+g')
    await page.getByLabel('Name of the new code').fill('who')
    await page.keyboard.press('Enter')
    await expect(tree.getByRole('treeitem', { name: /^who/ })).toHaveAttribute('aria-level', '1')
    await expect(tree.getByRole('treeitem', { name: /^actor/ })).toHaveAttribute('aria-level', '2')
  })
  await test.step('undo both by name', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('undo')
    await expect(page.getByRole('option', { name: /Undo: group actor under who/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect(tree.getByRole('treeitem')).toHaveCount(4)
    await page.keyboard.press('Control+z')
    await expect(tree.getByRole('treeitem')).toHaveCount(5)
    await expect(tree.getByRole('treeitem', { name: /^accusation/ })).toBeVisible()
  })
  await test.step('only unused codes', async () => {
    await page.getByRole('checkbox', { name: /only codes that nobody has used/ }).check()
    await expect(tree.getByRole('treeitem')).toHaveCount(0)
    await page.getByRole('checkbox', { name: /only codes that nobody has used/ }).uncheck()
  })
  await test.step('another key', async () => {
    await page.keyboard.press('F1')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    await look('keys')
    await keys.getByRole('button', { name: 'Change the key of: Merge the code into another' }).click()
    await page.keyboard.press('Control+g')
    await expect(keys.getByText(/Ctrl G means “Group the code under a new one” already/)).toBeVisible()
    await look('keys-conflict')
    await keys.getByRole('button', { name: 'Leave it' }).click()
    await keys.getByRole('button', { name: 'Change the key of: Merge the code into another' }).click()
    await page.keyboard.press('Control+Shift+J')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+J')
    await expect(page.getByRole('dialog', { name: /^Merge/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /Merge into another/ })).toHaveAttribute(
      'title',
      'Ctrl Shift J',
    )
  })
  await test.step('definition while coding', async () => {
    await page.keyboard.press('Control+3')
    await page.getByRole('button', { name: 'Ana', exact: true }).click()
    await expect(page.locator('main mark').first()).toBeVisible()
    await page.getByRole('main').getByRole('textbox').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('?')
    await expect(page.getByRole('region', { name: 'Definition' })).toContainText('definition')
    await look('code-definition')
  })
  await test.step('split by walking', async () => {
    await page.keyboard.press('Control+2')
    await tree.getByRole('treeitem', { name: /^casualty/ }).click()
    await page.keyboard.press('Control+j')
    const dialog = page.getByRole('dialog', { name: 'Split casualty' })
    await dialog.getByRole('combobox').fill('soldiers')
    await page.keyboard.press('Enter')
    await dialog.getByRole('region', { name: /The segment at hand/ }).focus()
    await page.keyboard.press('1')
    await page.keyboard.press('0')
    await page.keyboard.press('1')
    await look('codebook-split')
    await dialog.getByRole('button', { name: 'Split', exact: true }).click()
    await expect(tree.getByRole('treeitem', { name: /^soldiers/ })).toContainText('2')
    await page.keyboard.press('Control+z')
    await expect(tree.getByRole('treeitem', { name: /^soldiers/ })).toHaveCount(0)
    await page.keyboard.press('Control+3')
    await page.getByRole('main').getByRole('textbox').focus()
  })
  await test.step('words become a code', async () => {
    await page.keyboard.press('Tab')
    const segment = page.getByRole('region', { name: 'Segment' })
    const words = await segment.getByRole('blockquote').innerText()
    await page.keyboard.press('Control+i')
    await expect(segment.getByRole('heading')).toHaveText(words.replace(/\s+/g, ' '))
    await page.keyboard.press('Control+z')
    await expect(page.getByText(/^Undone: code .* as the new code/).first()).toBeVisible()
  })
  expect(app.requests).toEqual([])
  expect(await app.close()).toBe(0)
})
