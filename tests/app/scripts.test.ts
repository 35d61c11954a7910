import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { segmentsOf } from '../../core/model.ts'
import { sha256OfText } from '../../core/text.ts'
import { createProject, openProject } from '../../main/project/opening.ts'
import { goTo, openFolder, textOf } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** Our own words, a paragraph a script; what is coded of each, and how it is written in the quote. */
const paragraphs = [
  { text: 'قالت الوزارة إن الطريق مغلق منذ يوم الاثنين.', word: 'الوزارة' },
  { text: 'התושבים אמרו שהגשר נסגר ביום שני.', word: 'שהגשר' },
  { text: 'The mayor said «الجسر مفتوح» to reporters, and left.', word: 'مفتوح' },
  { text: '居民说桥已经关闭。没有人受伤。', word: '关闭' },
  { text: '住民は橋が閉鎖されたと述べた。けが人はいない。', word: '閉鎖' },
  { text: 'ชาวบ้านบอกว่าสะพานปิดแล้ว', word: 'สะพาน' },
  { text: 'Le cafe\u0301 du pont e\u0301tait ferme\u0301 lundi.', word: 'cafe\u0301' },
  { text: 'A family 👩‍👩‍👧‍👦 waved 🇺🇦 and 👍🏽 there.', word: '👩‍👩‍👧‍👦' },
  { text: 'कल गाँव में क्षति हुई थी।', word: 'क्षति' },
] as const
const text = paragraphs.map((each) => each.text).join('\n')

async function makeProject(folder: string): Promise<void> {
  const codes = [
    { name: 'place', key: 'p' },
    { name: 'people', key: 'o' },
  ]
  const project = await createProject(folder, { title: 'Scripts', codes })
  const source = { name: 'scripts.txt', sha256: sha256OfText(text), encoding: 'utf-8', importer: 'text/1' }
  const document = { title: 'Scripts', language: 'und', variables: {}, source, text }
  await project.dispatch({ type: 'addDocuments', documents: [document] }, null)
  await project.dispatch({ type: 'addCoder', name: 'Ana' }, null)
  await project.close()
}

/** The edges of these words on the page, in the direction in which they are read. */
function edgesOf(page: Page, words: string): Promise<{ from: number; to: number; y: number }> {
  return page.evaluate((wanted) => {
    for (const paragraph of document.querySelectorAll('.text p')) {
      const at = paragraph.textContent!.indexOf(wanted)
      if (at < 0) continue
      const place = (offset: number, behind: boolean) => {
        let before = 0
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode() as Text; node !== null; node = walker.nextNode() as Text) {
          if (offset < before + node.length || (behind && offset === before + node.length))
            return { node, offset: offset - before }
          before += node.length
        }
        throw new Error('not in the paragraph')
      }
      const range = document.createRange()
      const [start, end] = [place(at, false), place(at + wanted.length, true)]
      range.setStart(start.node, start.offset)
      range.setEnd(end.node, end.offset)
      const { left, right, top, height } = range.getBoundingClientRect()
      const rightToLeft = /[\u0590-\u08ff]/.test(wanted)
      const y = top + height / 2
      return rightToLeft ? { from: right - 0.5, to: left + 0.5, y } : { from: left + 0.5, to: right - 0.5, y }
    }
    throw new Error(`"${wanted}" is not in the text`)
  }, words)
}

const quotes = (page: Page) =>
  page.evaluate(() => {
    const byId = new Map<string, string>()
    for (const mark of document.querySelectorAll('.text mark'))
      for (const id of mark.getAttribute('data-segments')!.split(' '))
        byId.set(id, (byId.get(id) ?? '') + mark.textContent)
    return [...byId.values()]
  })

test('text in every script is selected by mouse and by keys, coded, marked and striped to the character', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-scripts-'))
  await makeProject(join(folder, 'study'))
  const app = await launchWorkbench({ userData: join(folder, 'settings') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await openFolder(app, join(folder, 'study'))
  await goTo(page, 'Code')
  await expect(textOf(page)).toBeFocused()

  // Each paragraph runs in the direction of its own script.
  const directions = await page
    .locator('.text p')
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).direction))
  expect(directions).toEqual(paragraphs.map((_, n) => (n < 2 ? 'rtl' : 'ltr')))

  const quote = page.getByRole('region', { name: 'Segment' }).getByRole('blockquote')
  for (const { word } of paragraphs) {
    // By mouse, dragged over the word from its beginning to its end.
    const { from, to, y } = await edgesOf(page, word)
    await page.mouse.move(from, y)
    await page.mouse.down()
    await page.mouse.move(to, y, { steps: 6 })
    await page.mouse.up()
    await page.keyboard.press('p')
    await expect(quote).toHaveText(word)
    // By keys: from the end of the segment one character on, which is one sign as it is read.
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+l')
    await page.keyboard.press('o')
    await expect(quote).not.toHaveText(word)
  }
  // Steps of words go as the line runs, those of sentences on and back.
  for (const [n, key, selected] of [
    [0, 'Alt+Shift+ArrowLeft', 'قالت'],
    [1, 'Alt+Shift+ArrowLeft', 'התושבים'],
    [3, 'Alt+Shift+ArrowRight', '居民'],
    [4, 'Alt+Shift+ArrowDown', '住民は橋が閉鎖されたと述べた。'],
    [7, 'Alt+Shift+ArrowRight', 'A'],
  ] as const) {
    const { from, y } = await edgesOf(page, paragraphs[n].text.slice(0, 3))
    await page.mouse.click(from, y)
    await page.keyboard.press('Home')
    await page.keyboard.press(key)
    await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe(selected)
  }
  expect(new Set(await quotes(page))).toEqual(
    new Set(await quotesInProject(join(folder, 'study'), () => app.close())),
  )
})

async function quotesInProject(folder: string, close: () => Promise<unknown>): Promise<string[]> {
  await close()
  const open = await openProject(folder)
  const project = await open.load()
  const [coder] = project.coders.keys()
  const [document] = project.documents.keys()
  const segments = segmentsOf(project, coder!, document!)
  await open.close()
  return segments.map((segment) => segment.quote)
}
