import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { shared } from '../shared.ts'
import {
  addCoder,
  dialogGone,
  goTo,
  heard,
  importDocuments,
  newProject,
  openDocument,
  pressAndHear,
} from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const articles = fileURLToPath(new URL('articles/', shared))

const title = '001_811f24e06b29b7c1'

/** The words a person sees marked in the text, piece by piece. */
const marks = (page: Page) => page.locator('main mark').allInnerTexts()

/** Drags the mouse over these words of the text, as a person would. */
async function dragOver(page: Page, words: string): Promise<void> {
  const box = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('main .ProseMirror')!,
      NodeFilter.SHOW_TEXT,
    )
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      // The words may go over the end of a line.
      const [first, last] = [range.getClientRects()[0]!, [...range.getClientRects()].at(-1)!]
      const middle = (rect: DOMRect) => rect.top + rect.height / 2
      return { from: [first.left + 0.5, middle(first)], to: [last.right - 0.5, middle(last)] } as const
    }
    throw new Error(`"${wanted}" is not in the text`)
  }, words)
  await page.mouse.move(...box.from)
  await page.mouse.down()
  await page.mouse.move((box.from[0] + box.to[0]) / 2, (box.from[1] + box.to[1]) / 2, { steps: 4 })
  await page.mouse.move(...box.to, { steps: 4 })
  await page.mouse.up()
}

test('a researcher does the whole job: imports, codes with keyboard and mouse, has a second coder do it blind, compares, reports, exports, and finds everything again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-job-'))
  const userData = join(folder, 'user')
  const project = join(folder, 'study')
  await mkdir(project)
  const files = (await readdir(articles))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => join(articles, name))
  expect(files).toHaveLength(5)

  const first = await launchWorkbench({ userData })
  const { page } = first
  await page.setViewportSize({ width: 1440, height: 900 })

  await test.step('a new project in an empty folder', async () => {
    await newProject(first, project, 'Mine reports')
  })

  await test.step('five articles come in after a look at them', async () => {
    await importDocuments(first, files)
    // The same file again is told, and can't be chosen.
    await first.answerOpen([files[1]!])
    await page.keyboard.press('Control+o')
    const dialog = page.getByRole('dialog', { name: 'Before they are imported' })
    await expect(dialog.getByText(/^This has the same text as 001_811f24e06b29b7c1/)).toBeVisible()
    await page.keyboard.press('Escape')
    await dialogGone(page)
  })

  await test.step('Ana codes by keyboard alone', async () => {
    await goTo(page, 'Code')
    await addCoder(page, 'Ana')
    await openDocument(page, title)
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < 'Armenia'.length; i++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('a')
    await expect(page.locator('main mark')).toHaveText(['Armenia'])
    await page.keyboard.press('Control+l')
    await page.keyboard.press('c')
    await expect.poll(() => marks(page)).toContain('Armenia')
    await expect(page.getByText('2 segments')).toBeVisible()
    // A wrong border is moved, and taken back.
    await pressAndHear(page, '{', 'accusation: ')
    await expect(page.getByText(/^saved /)).toBeVisible()
    await pressAndHear(page, 'Control+z', 'Undone: ')
    await page.keyboard.press('n')
    await page.keyboard.type('by the ministry, says News.Az')
    await page.keyboard.press('Escape')
  })

  await test.step('and by mouse', async () => {
    await dragOver(page, 'anti-personnel PMN-E landmines')
    await page.keyboard.press('m')
    await expect.poll(() => marks(page)).toContain('anti-personnel PMN-E landmines')
    await dragOver(page, 'Saribaba height')
    await page.getByRole('treeitem', { name: /^location/ }).click()
    await expect.poll(() => marks(page)).toContain('Saribaba height')
    await expect(page.getByText('4 segments')).toBeVisible()
  })

  await test.step('Ben codes blind: he sees nothing of Ana’s', async () => {
    await page.getByRole('button', { name: 'Ana', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Add a coder' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Ben')
    await page.keyboard.press('Enter')
    await dialogGone(page)
    await expect(page.getByRole('button', { name: 'Ben', exact: true })).toBeVisible()
    await openDocument(page, title)
    await expect(page.locator('main mark')).toHaveCount(0)
    await dragOver(page, 'landmines, produced in Armenia')
    await page.keyboard.press('m')
    await dragOver(page, 'Saribaba height')
    await page.keyboard.press('l')
    await expect(page.getByText('2 segments')).toBeVisible()
  })

  await test.step('the comparison is closed until the lead opens it', async () => {
    await goTo(page, 'Compare')
    await page.getByRole('button', { name: 'Open the comparison' }).click()
    await expect(page.getByRole('heading', { name: 'Disagreements' })).toBeVisible()
    await expect(page.getByText('Other border').first()).toBeVisible()
  })

  await test.step('agreement is computed and reported', async () => {
    await goTo(page, 'Agreement')
    await expect(page.getByText(/^Ana and Ben on 1 of the project’s 5 documents/)).toBeVisible()
    await expect(page.getByText('For the methods section')).toBeVisible()
    const report = join(folder, 'report.html')
    await first.answerSave(report)
    await page.keyboard.press('Control+e')
    await page.getByRole('dialog').getByRole('button', { name: /^HTML/ }).click()
    await dialogGone(page)
    await expect(heard(page)).toHaveText(`The report is saved as report.html in ${folder}.`)
    expect(await readFile(report, 'utf8')).toContain('Krippendorff')
    const pdf = join(folder, 'report.pdf')
    await first.answerSave(pdf)
    await page.keyboard.press('Control+e')
    await page.getByRole('dialog').getByRole('button', { name: /^PDF/ }).click()
    await dialogGone(page)
    await expect(heard(page)).toHaveText(`The report is saved as report.pdf in ${folder}.`)
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-')
    for (const format of ['docx', 'xlsx']) {
      const file = join(folder, `report.${format}`)
      await first.answerSave(file)
      await page.keyboard.press('Control+e')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(`^${format}`, 'i') })
        .click()
      await dialogGone(page)
      await expect(heard(page)).toHaveText(`The report is saved as report.${format} in ${folder}.`)
      expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK')
    }
  })

  await test.step('the dataset is exported', async () => {
    await goTo(page, 'Export')
    const dataset = join(folder, 'dataset.csv')
    await first.answerSave(dataset)
    await page.getByRole('button', { name: 'Save the export' }).click()
    await expect
      .poll(() => readFile(dataset, 'utf8').catch(() => ''))
      .toContain('anti-personnel PMN-E landmines')
    const rows = (await readFile(dataset, 'utf8')).trim().split('\r\n')
    expect(rows).toHaveLength(1 + 6)
  })

  expect(first.requests).toEqual([])
  expect(await first.close()).toBe(0)

  await test.step('after closing and opening again everything is there', async () => {
    const second = await launchWorkbench({ userData })
    await second.page.getByRole('button', { name: /Mine reports/ }).click()
    await expect(second.page.getByText('5 documents', { exact: true })).toBeVisible()
    // Ben coded last on this computer.
    const bar = second.page.getByRole('banner')
    await bar.getByRole('button', { name: 'Ben', exact: true }).click()
    await second.page.getByRole('menuitemradio', { name: 'Ana', exact: true }).click()
    await expect(bar.getByRole('button', { name: 'Ana', exact: true })).toBeVisible()
    await goTo(second.page, 'Code')
    await openDocument(second.page, title)
    await expect.poll(() => marks(second.page)).toContain('Saribaba height')
    await expect(second.page.getByText('4 segments')).toBeVisible()
    expect(await second.close()).toBe(0)
  })
})
