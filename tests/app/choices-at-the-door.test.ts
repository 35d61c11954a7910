import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { writeXlsx } from '../../core/exchange/xlsx.ts'
import { dialogOf, importFiles, look, sample, started } from './door.ts'
import {
  addCoder,
  codeAs,
  dialogGone,
  goTo,
  heard,
  importDocuments,
  openSample,
  pressAndHear,
  textOf,
} from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const tempFolder = () => mkdtemp(join(tmpdir(), 'intercoder-choices-'))

test('of a workbook the sheet with the texts is chosen, and its headlines are the titles', async () => {
  const folder = await tempFolder()
  const app = await started(folder)
  const dialog = dialogOf(app.page)
  const sheet = (name: string, [first, ...rows]: string[][]) => ({
    name,
    table: {
      columns: first!.map((column) => ({ name: column, type: 'string' as const, description: '' })),
      rows,
    },
  })
  const { bytes } = writeXlsx([
    sheet('About', [
      ['what', 'who'],
      ['made by', 'the archive'],
    ]),
    sheet('Articles', [
      ['id', 'headline', 'outlet', 'text'],
      ['7', 'Talks resume', 'agency', 'Both sides said that the talks had resumed.'],
      ['8', 'A road is closed', 'daily', 'The road to the border was closed at noon.'],
    ]),
  ])
  await writeFile(join(folder, 'articles.xlsx'), bytes)
  await importFiles(app, [join(folder, 'articles.xlsx')])
  const sheets = dialog.getByRole('combobox', { name: 'sheet' })
  await expect(sheets).toHaveValue('About')
  await sheets.selectOption('Articles')
  const rows = dialog.getByRole('region', { name: 'The rows as documents' })
  await expect(rows.getByRole('row').nth(1)).toHaveText(/^Talks resumeBoth sides said/)
  await expect(dialog.getByRole('combobox', { name: 'title column' })).toHaveValue('headline')
  await look(app.page, 'sheet')
  await dialog.getByRole('button', { name: 'Import 2 documents' }).click()
  await expect(dialog).toBeHidden()
  await expect(app.page.getByRole('row', { name: /A road is closed/ })).toContainText('daily')
  await expect(app.page.getByRole('complementary').getByLabel('title')).toHaveValue('Talks resume')
  expect(await app.close()).toBe(0)
})

test('the annotators of an INCEpTION export are said to be coders of the project, or become new ones', async () => {
  const folder = await tempFolder()
  const app = await started(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const from = 'interchange-samples/inception/curation/simpleSpanDiffWithLabelTest'
  await writeFile(join(folder, 'sentence.txt'), 'This is a simple sentence to be executed . \n')
  await mkdir(join(folder, 'export/annotation/sentence.txt'), { recursive: true })
  for (const user of ['user1', 'user2'])
    await cp(sample(`${from}/${user}.tsv`), join(folder, `export/annotation/sentence.txt/${user}.tsv`))
  await importDocuments(app, [join(folder, 'sentence.txt')])
  await goTo(page, 'Code')
  await addCoder(page, 'Ana')
  await goTo(page, 'Documents')
  await app.answerOpen([join(folder, 'export')])
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'An action, a code or a document' }).fill('Import a folder')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('combobox', { name: 'user1 is' })).toHaveValue('user1')
  await dialog.getByRole('combobox', { name: 'user1 is' }).selectOption('Ana')
  await expect(dialog.getByRole('combobox', { name: 'user2 is' })).toHaveValue('user2')
  await dialog.getByRole('checkbox', { name: /^Add to the codebook: NN, NE/ }).check()
  await look(page, 'annotators')
  await dialog.getByRole('button', { name: 'Import 2 segments' }).click()
  await expect(dialog).toBeHidden()
  const columns = page.getByRole('grid', { name: 'Documents' }).getByRole('columnheader')
  await expect(columns.filter({ hasText: 'user2' })).toHaveCount(1)
  await expect(columns.filter({ hasText: 'user1' })).toHaveCount(0)
  await goTo(page, 'Code')
  await expect(textOf(page)).toBeFocused()
  await page.keyboard.press('Tab')
  const segment = page.getByRole('region', { name: 'Segment' })
  await expect(segment.getByRole('heading')).toHaveText('NN')
  await expect(segment.getByRole('blockquote')).toHaveText('sentence')
  expect(await app.close()).toBe(0)
})

test('an export that takes long is stopped, and a quicker one made instead', async () => {
  const folder = await tempFolder()
  const app = await started(folder)
  const { page } = app
  const line = 'Both sides said on that day that the talks about the road had resumed. '
  await writeFile(join(folder, 'long.txt'), `${line.repeat(20)}\n`.repeat(4_000))
  await importDocuments(app, [join(folder, 'long.txt')])
  await goTo(page, 'Code')
  await addCoder(page, 'Ana')
  await goTo(page, 'Export')
  const preview = page.getByRole('region', { name: 'Preview' })
  await page.getByRole('radio', { name: /^Units by coders \(CSV/ }).check()
  await page.getByRole('combobox', { name: 'one row per code and' }).selectOption('token')
  await expect(preview.getByText('Nothing is made yet.')).toBeVisible()
  await preview.getByRole('button', { name: 'Make the preview' }).press('Enter')
  await preview.getByRole('button', { name: 'Stop' }).press('Enter')
  await expect(preview.getByText('It was not made.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save the export' })).toBeEnabled()
  await look(page, 'export-stopped')
  await page.getByRole('radio', { name: /^Table of segments \(CSV/ }).check()
  await preview.getByRole('button', { name: 'Make the preview' }).press('Enter')
  await expect(preview.getByText(/^0 segments in /)).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('segments with links between them go out as two tables', async () => {
  const folder = await tempFolder()
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await goTo(page, 'Export')
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByText(/^\d+ segments in 4 files.*links\.csv/)).toBeVisible()
  await look(page, 'export-links')
  await app.answerSave(join(folder, 'mines.csv'))
  await page.getByRole('button', { name: 'Save the export' }).click()
  await expect(page.getByText(`Exported to mines.csv in ${folder}.`).first()).toBeVisible()
  const table = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim().split('\r\n')
  const [header, ...links] = await table('mines.links.csv')
  expect(header).toMatch(/^document_id,document,.*link/)
  expect(links).toHaveLength(11)
  expect(links.filter((row) => row.includes(',located at,')).length).toBeGreaterThan(0)
  expect((await table('mines.csv')).length).toBeGreaterThan(100)
  expect(await app.close()).toBe(0)
})

test('documents that nobody has coded are not counted in Agreement unless they are chosen, and then it is said', async () => {
  const folder = await tempFolder()
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  const files = ['emoji', 'notes'].map((name) => join(folder, `${name}.txt`))
  for (const file of files) await writeFile(file, `Nobody has coded ${file}.\n`)
  await app.answerOpen(files)
  await page.keyboard.press('Control+o')
  await dialogOf(page).getByRole('button', { name: 'Import 2 documents', exact: true }).press('Enter')
  await expect(page.getByText('7 documents', { exact: true })).toBeVisible()

  await goTo(page, 'Agreement')
  await expect(page.getByText('Ana and Ben on 5 of the project’s 7 documents')).toBeVisible()
  const documents = page.getByRole('group', { name: 'Documents' })
  await documents.getByText('Change').click()
  await expect(documents.getByText('all not begun').first()).toBeVisible()
  await documents.getByRole('button', { name: 'All', exact: true }).click()
  await expect(page.getByText('Ana has no segment in emoji and notes').first()).toBeVisible()
  await expect(page.getByText('coded 5 of 7 documents with 5 codes')).toBeVisible()
  await page.screenshot({ path: 'out/views/agreement-not-begun.png', animations: 'disabled' })
  await documents.getByRole('button', { name: 'Coded by all' }).click()
  await expect(page.getByText('coded 5 of the project’s 7 documents')).toBeVisible()
  expect(await app.close()).toBe(0)
})

test('a new project begins with the codes of a codebook file, which are looked at first; a key that none of them has is told', async () => {
  const folder = await tempFolder()
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  const codes = ['actor', 'blame', 'casualty', 'date', 'event', 'fact', 'goal', 'hope', 'idea', 'journey']
  await writeFile(
    join(folder, 'codes.csv'),
    ['path,name,key', ...codes.map((name) => `${name},${name},${name[0]}`)].join('\n'),
  )
  await writeFile(join(folder, 'talks.txt'), 'Both sides said that the talks had resumed.\n')
  const asks = page.getByRole('dialog', { name: 'New project' })
  const begin = async (title: string) => {
    await page.keyboard.press('Control+n')
    await asks.getByRole('textbox').fill(title)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(asks.getByRole('radio', { name: /^with those of a codebook file/ })).toBeChecked()
    await page.keyboard.press('Enter')
  }

  await test.step('where no folder is chosen, no file is asked for and what was typed stays', async () => {
    await app.answerOpen([])
    await begin('Talks')
    await expect(asks.getByRole('button', { name: 'Choose its folder' })).toBeEnabled()
    await expect(asks.getByRole('textbox')).toHaveValue('Talks')
    await expect(dialogOf(page)).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(asks).toHaveCount(0)
  })
  await test.step('the folder is chosen, then the file, and its codes are seen before they come in', async () => {
    await mkdir(join(folder, 'study'))
    await app.answerOpen([join(folder, 'study')])
    await app.answerOpen([join(folder, 'codes.csv')])
    await begin('Talks')
    await expect(dialogOf(page)).toContainText('10 new, 0 changed')
    await expect(page.getByRole('button', { name: 'Talks', exact: true })).toBeAttached()
    await look(page, 'new-project-codebook')
    await dialogOf(page).getByRole('button', { name: 'Import 10 codes' }).press('Enter')
    await dialogGone(page)
    await expect(heard(page)).toHaveText('Imported the codebook from codes.csv. Undo takes it back.')
    await goTo(page, 'Codebook')
    await expect(page.getByRole('treeitem')).toHaveCount(10)
    await goTo(page, 'Documents')
  })
  await test.step('a key that no code has is told where words are selected, and only there', async () => {
    await importDocuments(app, [join(folder, 'talks.txt')])
    await goTo(page, 'Code')
    await addCoder(page, 'Ana')
    await expect(textOf(page)).toBeFocused()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('q')
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect(heard(page)).not.toContainText('No code has the key')
    const said =
      'No code has the key q; Enter finds a code by its name. There are a actor, b blame, c casualty, d date, e event, f fact, g goal, h hope and 2 more.'
    await page.keyboard.press('q')
    await expect(heard(page)).toHaveText(said)
    await page.screenshot({ path: 'out/views/no-such-key.png', animations: 'disabled' })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: 'Find or apply a code' })).toBeFocused()
    await page.keyboard.type('journ')
    await pressAndHear(page, 'Enter', 'journey: “Both”')
  })
  expect(await app.close()).toBe(0)
})
