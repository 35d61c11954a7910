import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { dialogOf, look } from './door.ts'
import { goTo, openSample } from './steps.ts'
import { launchWorkbench, type Workbench } from './workbench.ts'

// A table of codes that a person made in a spreadsheet, on its way in, and the codebook on its way out.

async function sampleInCodebook(folder: string): Promise<Workbench> {
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  await app.page.setViewportSize({ width: 1360, height: 860 })
  await openSample(app.page)
  await goTo(app.page, 'Codebook')
  return app
}

async function importCodebook({ page, answerOpen }: Workbench, file: string): Promise<void> {
  await answerOpen([file])
  await page.getByRole('button', { name: 'Import a codebook' }).click()
  await expect(dialogOf(page)).toBeVisible()
}

async function choose(page: Page, action: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'An action, a code or a document' }).fill(action)
  await page.keyboard.press('Enter')
}

test('a table of codes changes what it has a word for, as was shown before, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-codes-'))
  const app = await sampleInCodebook(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await page.getByRole('treeitem', { name: /^actor/ }).click()
  const said = ['include', 'exclude', 'example', 'counter-example']
  const before = await Promise.all(said.map((name) => field(name).inputValue()))
  expect(before.every((text) => text !== '')).toBe(true)

  const table = 'name,parent,definition,color\nactor,,Somebody who acts.,#f00\nmilitia,actor,Armed men.,\n'
  await writeFile(join(folder, 'own.csv'), table)
  await importCodebook(app, join(folder, 'own.csv'))
  const rows = dialog.getByRole('region', { name: 'Codes' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toHaveText(/^actorchangeddefinition.+Somebody who acts\.$/)
  await expect(rows.nth(1).locator('dt')).toHaveText(['definition'])
  await expect(rows.nth(2)).toHaveText('actor / militianewdefinitionArmed men.')
  await expect(dialog.getByText('1 column was left out: “color”')).toBeVisible()
  await look(page, 'codebook-table')
  await dialog.getByRole('button', { name: 'Import 2 codes' }).click()
  await expect(dialog).toBeHidden()
  await expect(field('definition')).toHaveValue('Somebody who acts.')
  expect(await Promise.all(said.map((name) => field(name).inputValue()))).toEqual(before)
  await expect(page.getByRole('treeitem', { name: /^actor/ })).toContainText('a')
  expect(await app.close()).toBe(0)
})

test('a table that is refused stays the codebook it was asked for as, and the buttons stay where they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-codes-'))
  const app = await sampleInCodebook(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const taken = dialog.getByRole('combobox', { name: 'taken for' })
  const again = dialog.getByRole('button', { name: 'Read it again without these choices' })
  const places = async () => {
    const buttons = dialog.locator('.acts.bottom .button')
    await expect(buttons).toHaveCount(2)
    return Promise.all([buttons.first().boundingBox(), buttons.last().boundingBox()])
  }
  await writeFile(join(folder, 'own.csv'), 'code,description\nactor,Who acts.\ncrowd,Many.\n')
  await importCodebook(app, join(folder, 'own.csv'))
  await expect(dialog.locator('.why.problem')).toContainText(
    'neither a column path nor name; it has code, description',
  )
  await expect(dialog.locator('.why.problem')).toContainText(
    '“Export the codebook” as CSV gives a table to go by',
  )
  await expect(taken).toHaveValue('codebook')
  await expect(again).toHaveCount(0)
  await look(page, 'codebook-refused')
  const refused = await places()

  await taken.selectOption('documents')
  await expect(dialog.getByRole('button', { name: 'Import 2 documents' })).toBeEnabled()
  expect(await places()).toEqual(refused)

  await dialog.getByRole('combobox', { name: 'text column' }).selectOption('description')
  await taken.selectOption('codebook')
  await expect(dialog.locator('.why.problem')).toBeVisible()
  await expect(again).toHaveCount(0)
  expect(await places()).toEqual(refused)
  expect(await app.close()).toBe(0)
})

test('a file that can’t be read as was chosen is read again without the choices, for what it was taken for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-codes-'))
  const app = await sampleInCodebook(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const taken = dialog.getByRole('combobox', { name: 'taken for' })
  await goTo(page, 'Documents')
  await writeFile(join(folder, 'marks.csv'), 'document,tag,content\nnone,actor,nothing\n')
  await app.answerOpen([join(folder, 'marks.csv')])
  await page.keyboard.press('Control+o')
  const format = dialog.getByRole('combobox', { name: 'format' })
  await taken.selectOption('codings')
  await expect(format).toBeVisible()
  await format.selectOption('w3c')
  await expect(dialog.locator('.why.problem')).toBeVisible()
  await dialog.getByRole('button', { name: 'Read it again without these choices' }).click()
  await expect(format).toBeVisible()
  await expect(taken).toHaveValue('codings')
  expect(await app.close()).toBe(0)
})

test('exporting the codebook opens on the codebook, in the format in which it went out last', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-codes-'))
  const app = await sampleInCodebook(folder)
  const { page } = app
  const format = (name: string) => page.getByRole('radio', { name })
  await goTo(page, 'Export')
  await expect(format('Table of segments (CSV)')).toBeChecked()
  await page.setViewportSize({ width: 1000, height: 500 })
  await choose(page, 'Export the codebook')
  await expect(format('Codebook (CSV)')).toBeChecked()
  await expect(format('Codebook (CSV)')).toBeInViewport()
  await format('Codebook (Word)').check()
  await goTo(page, 'Codebook')
  await look(page, 'codebook-doors')
  await page.getByRole('button', { name: 'Export the codebook' }).click()
  await expect(format('Codebook (Word)')).toBeChecked()
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('codebook.docx')
  expect(await app.close()).toBe(0)
})
