import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { codeAs, dialogGone, goTo, heard, openSample, textOf } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

test('what was chosen in splitting a code is there again when its dialog was closed', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-split-')) })
  const { page } = app
  await openSample(page)
  await page.getByRole('navigation', { name: 'Views' }).waitFor()
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await goTo(page, 'Codebook')
  await page.getByRole('treeitem', { name: /^munition/ }).click()
  await page.keyboard.press('Control+j')
  const dialog = page.getByRole('dialog', { name: 'Split munition' })
  await dialog.getByRole('combobox').fill('mines')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const walked = dialog.getByRole('region', { name: /The segment at hand/ })
  await expect(walked).toBeFocused()
  await page.keyboard.press('1')
  await page.keyboard.press('1')
  await expect(walked).toContainText('3 of 20')
  await page.keyboard.press('Escape')
  await expect(heard(page)).toContainText('What you chose for munition is kept')
  await page.keyboard.press('Control+j')
  await expect(walked).toContainText('3 of 20')
  await expect(dialog.getByRole('list', { name: 'Codes to split into' }).getByRole('listitem')).toContainText(
    [/mines 2$/, /stays munition 18$/],
  )
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await dialogGone(page)
  await expect(page.getByRole('treeitem', { name: /^mines/ })).toContainText('2')
  expect(await app.close()).toBe(0)
})

test('two segments that no type of link joins lead to the types of link, and one that is made there fits', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-links-')) })
  const { page } = app
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  const stripe = (name: RegExp) => page.getByRole('button', { name }).first()
  await stripe(/^location: /).click()
  await textOf(page).focus()
  await page.keyboard.press('x')
  await stripe(/^actor: /).click()
  await textOf(page).focus()
  const choice = page.getByRole('region', { name: 'New link' })
  await expect(choice).toContainText('No type of link leads from location to actor, or back.')
  await expect(choice).toContainText('made by: accusation → actor')
  await expect(page.getByRole('contentinfo')).not.toContainText('link to this segment')
  await page.keyboard.press('Enter')
  const types = page.getByRole('dialog', { name: 'Types of link' })
  await types.getByLabel('Name of a new type of link').fill('seen by')
  await page.keyboard.press('Enter')
  await expect(types.getByLabel('Name of the type of link seen by')).toBeVisible()
  await page.keyboard.press('Escape')
  await dialogGone(page)
  await choice.getByRole('button', { name: 'seen by →' }).click()
  await expect(
    page.getByRole('region', { name: 'Segment' }).getByRole('list', { name: 'Links' }),
  ).toContainText('seen by →')
  expect(await app.close()).toBe(0)
})

test('the definition that was looked up closes with its project, and with the program', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'intercoder-definition-'))
  const app = await launchWorkbench({ userData })
  const { page } = app
  const definition = (at: Page) => at.getByRole('region', { name: 'Definition' })
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await page.keyboard.press('?')
  await expect(definition(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('close the project')
  await page.keyboard.press('Enter')
  await openSample(page)
  await goTo(page, 'Code')
  // Who coded last codes again.
  await expect(textOf(page)).toBeVisible()
  await expect(definition(page)).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(definition(page)).toBeVisible()
  expect(await app.close()).toBe(0)

  const again = await launchWorkbench({ userData })
  await openSample(again.page)
  await goTo(again.page, 'Code')
  await expect(textOf(again.page)).toBeVisible()
  await expect(definition(again.page)).toHaveCount(0)
  expect(await again.close()).toBe(0)
})
