import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { docx, paragraph } from '../unit/documents/made-files.ts'
import { dialogOf, importFiles, look, sample, started } from './door.ts'
import { goTo } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const reports = 'The bridge was closed. The bridge was mended.\nA guard said the bridge is safe.\n'

test('whatever is chosen is said to be what it is, and comes in as a person says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-doors-'))
  const app = await started(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await writeFile(join(folder, 'reports.txt'), reports)
  await writeFile(
    join(folder, 'interviews.csv'),
    'who,age,notes,said\nAnna,34,a long note about the place,One thing\nBoris,40,another long note,Two things\n',
  )

  await test.step('a Russian text is corrected in its preview, a table gets its columns, a damaged file is refused by name', async () => {
    await importFiles(app, [
      sample('import-samples/txt/node-chardet-windows_1251.txt'),
      join(folder, 'interviews.csv'),
      sample('import-samples/derived/tables-truncated-60pct.docx'),
      sample('import-samples/html/readability-001.html'),
      join(folder, 'reports.txt'),
    ])
    const text = dialog.getByRole('region', { name: 'The text as it will be coded' })
    await expect(dialog.getByText(/guessed from how often letters occur/)).toBeVisible()
    await expect(text).toHaveText(/[а-я]{4}/)
    const right = await text.innerText()
    await dialog.getByRole('combobox', { name: 'encoding' }).selectOption('koi8-r')
    await expect(dialog.getByText('chosen by you')).toBeVisible()
    await expect.poll(() => text.innerText()).not.toBe(right)
    await dialog.getByRole('combobox', { name: 'encoding' }).selectOption('windows-1251')
    await expect.poll(() => text.innerText()).toBe(right)
    await look(page, 'document')

    await dialog.getByRole('button', { name: /interviews/ }).click()
    const rows = dialog.getByRole('region', { name: 'The rows as documents' })
    await expect(rows.getByRole('row')).toHaveCount(3)
    await dialog.getByRole('combobox', { name: 'text column' }).selectOption('said')
    await dialog.getByRole('combobox', { name: 'title column' }).selectOption('who')
    await expect(rows.getByRole('row').nth(1)).toHaveText(/^AnnaOne thing34a long note about the place$/)
    await look(page, 'table')

    await dialog.getByRole('button', { name: /tables-truncated/ }).click()
    await expect(dialog.locator('.why.problem')).toHaveText(
      /^tables-truncated-60pct.docx: the archive it should be/,
    )
    await dialog.getByRole('button', { name: /readability-001/ }).click()
    await expect(text).toContainText('JavaScript')
    const article = await text.innerText()
    await dialog.getByRole('combobox', { name: 'page' }).selectOption('whole')
    await expect.poll(async () => (await text.innerText()).length).toBeGreaterThan(article.length)
    await dialog.getByRole('button', { name: 'Import 5 documents' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText('5 documents', { exact: true })).toBeVisible()
    await expect(page.getByRole('row', { name: /Anna/ })).toContainText('34')
  })

  await test.step('codings of Taguette come in once it is said who coded and which of two bridges is meant', async () => {
    await writeFile(
      join(folder, 'highlights.csv'),
      'id,document,tag,content\r\n1,reports,place,The bridge\r\n2,report of May,speaker,A guard\r\n',
    )
    await importFiles(app, [join(folder, 'highlights.csv')])
    await expect(dialog.getByText('2 in the file')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Import 2 segments' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'who coded' }).fill('Ana')
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox', { name: 'report of May is' }).selectOption({ label: 'reports' })
    await dialog.getByRole('checkbox', { name: /^Add to the codebook/ }).check()
    const places = dialog.getByRole('group', { name: /^Which of 2 places in reports/ })
    await expect(places).toBeVisible()
    await look(page, 'codings')
    await places.getByRole('radio').nth(1).click()
    await expect(dialog.getByText('2 in the file, 2 found by their words')).toBeVisible()
    await dialog.getByRole('button', { name: 'Import 2 segments' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText('Imported the codings from highlights.csv').first()).toBeVisible()
  })

  await test.step('a codebook is looked at before it comes in', async () => {
    await app.answerOpen([sample('interchange-samples/taguette/codebook.qdc')])
    await goTo(page, 'Codebook')
    await page.getByRole('button', { name: 'Import a codebook' }).click()
    await expect(dialog.getByRole('table')).toBeVisible()
    await look(page, 'codebook')
    await dialog.getByRole('button', { name: /^Import \d+ codes?$/ }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('while coding is blind nobody’s work but one’s own goes out', async () => {
    await goTo(page, 'Export')
    await expect(page.getByText(/^Coding is blind: choose who codes/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save the export' })).toBeDisabled()
    await page.getByRole('button', { name: 'nobody codes yet' }).click()
    await page.getByRole('menuitemradio', { name: 'Ana' }).click()
    await expect(page.getByText(/^Coding is blind: your own segments/)).toBeVisible()
  })

  await test.step('everything goes out by one door, which says first what is lost', async () => {
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect(preview.getByText(/^2 segments in 3 files/)).toBeVisible()
    await look(page, 'export-csv')
    const save = async (format: RegExp, to: string) => {
      await page.getByRole('radio', { name: format }).check()
      await expect(preview.getByText('What it can’t hold')).toBeVisible()
      await app.answerSave(join(folder, to))
      await page.getByRole('button', { name: 'Save the export' }).click()
      await expect(page.getByText(`Exported to ${to} in ${folder}.`).first()).toBeVisible()
      return readFile(join(folder, to))
    }
    await page.getByRole('radio', { name: /^Project for NVivo/ }).check()
    await page.getByRole('combobox', { name: 'to be read by' }).selectOption('nvivo')
    await expect(preview.getByRole('region', { name: 'How it begins' })).toContainText('for NVivo')
    expect((await save(/^Project for NVivo/, 'doors.qdpx')).subarray(0, 2).toString()).toBe('PK')
    await look(page, 'export-qdpx')
    expect((await save(/^Table of segments \(Excel/, 'doors.xlsx')).subarray(0, 2).toString()).toBe('PK')
    expect(await readFile(join(folder, 'doors.xlsx.README.md'), 'utf8')).toContain('doors.xlsx')
    const w3c = JSON.parse((await save(/^W3C/, 'doors.json')).toString())
    expect(JSON.stringify(w3c)).toContain('A guard')
    await expect(preview.getByText(/^The format has no place for .*texts/)).toBeVisible()
    await page.getByRole('radio', { name: /^brat/ }).check()
    await expect(preview.getByText('What it can’t hold')).toBeVisible()
    await app.answerOpen([folder])
    await page.getByRole('button', { name: 'Save the export' }).click()
    await expect(page.getByText(`Exported to doors-brat in ${folder}.`).first()).toBeVisible()
    expect((await readFile(join(folder, 'doors-brat/Ana/reports.ann'))).toString()).toContain('A guard')
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+6')
    await expect(page.getByRole('radio', { name: /^brat/ })).toBeChecked()
  })
  expect(errors).toEqual([])
  expect(app.requests).toEqual([])
  expect(await app.close()).toBe(0)
})

test('another program’s project is looked at in the start and becomes a project', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-doors-'))
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  const dialog = dialogOf(page)
  await app.answerOpen([sample('interchange-samples/nvivo/nvivo-win-12.6_97-selections_masked.qdpx')])
  await page.getByRole('button', { name: /Open another program’s project/ }).click()
  const unit = dialog.getByRole('combobox', { name: 'positions' })
  await expect(unit).toHaveValue('utf-16')
  await expect(dialog.getByText(/^NVivo/)).toBeVisible()
  await unit.selectOption('code-points')
  await expect(dialog.getByText('chosen by you').first()).toBeVisible()
  await unit.selectOption('utf-16')
  await expect(dialog.getByRole('heading', { name: 'What gets lost' })).toBeVisible()
  await look(page, 'project')
  await mkdir(join(folder, 'from-nvivo'))
  await app.answerOpen([join(folder, 'from-nvivo')])
  await dialog.getByRole('textbox', { name: 'title' }).fill('From NVivo')
  await dialog.getByRole('textbox', { name: 'language' }).fill('hu')
  await dialog.getByRole('button', { name: 'Create a project' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'From NVivo' })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Documents' }).getByRole('row')).not.toHaveCount(1)
  await expect(page.getByRole('textbox', { name: 'language' })).toHaveValue('hu')
  expect(await app.close()).toBe(0)
})

test('a reading that takes long is stopped and gone on with, and two hundred dropped files stay a short list', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-doors-'))
  const app = await started(folder)
  const { page } = app
  const dialog = dialogOf(page)
  const long = { timeout: 120_000 }
  const files = Array.from({ length: 15 }, (_, n) => join(folder, `long-${n}.docx`))
  for (const [n, file] of files.entries()) {
    const long = Array.from({ length: 8000 }, (_, at) => paragraph(`${n} ${(at * 7919) % 104_729}`))
    await writeFile(file, docx(long.join('')))
  }
  await importFiles(app, files)
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByText(/^Stopped: \d+ of 15 not read\.$/)).toBeVisible()
  await look(page, 'stopped')
  await dialog.getByRole('button', { name: 'Read on' }).click()
  await expect(dialog.getByRole('button', { name: 'Import 15 documents' })).toBeEnabled(long)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.evaluate(() => {
    const transfer = new DataTransfer()
    for (let n = 0; n < 200; n++)
      transfer.items.add(new File([`Report number ${n}.`], `report-${String(n).padStart(3, '0')}.txt`))
    document
      .querySelector('.window')!
      .dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
  })
  await expect(dialog.getByRole('button', { name: 'Import 200 documents' })).toBeEnabled(long)
  expect(await dialog.getByRole('list', { name: 'Files' }).getByRole('listitem').count()).toBeLessThan(40)
  await dialog.getByRole('button', { name: /report-000/ }).press('End')
  await expect(dialog.getByText('Report number 199.')).toBeVisible()
  await look(page, 'many')
  await dialog.getByRole('button', { name: 'Import 200 documents' }).click()
  await expect(page.getByText('200 documents', { exact: true })).toBeVisible()
  // What came in first is what one looks at.
  await expect(page.getByRole('complementary').getByLabel('title')).toHaveValue('report-000')
  expect(await app.close()).toBe(0)
})
