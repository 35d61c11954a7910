import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { shared } from '../shared.ts'
import { addCoder, goTo, heard, importDocuments, newProject, pressAndHear } from './steps.ts'
import { launchWorkbench, type Workbench } from './workbench.ts'

const name = '001_811f24e06b29b7c1'
const file = fileURLToPath(new URL(`articles/${name}.txt`, shared))

/** Where the caret, or the end of what is selected that moves, is in the text: UTF-16 code units. */
function caretOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { focusNode, focusOffset } = document.getSelection()!
    const lines = [...document.querySelectorAll('main .ProseMirror p')]
    const at = lines.findIndex((line) => line.contains(focusNode))
    const range = document.createRange()
    range.setStart(lines[at]!, 0)
    range.setEnd(focusNode!, focusOffset)
    const before = lines.slice(0, at).reduce((sum, line) => sum + line.textContent!.length + 1, 0)
    return before + range.toString().length
  })
}

/** A person who reads on through a text and codes it by the keyboard alone. */
class Coder {
  constructor(
    readonly page: Page,
    readonly text: string,
  ) {}

  async press(key: string, times = 1): Promise<void> {
    for (let n = 0; n < times; n++) await this.page.keyboard.press(key)
  }

  /** Goes on by sentences, then by characters. */
  async goTo(offset: number): Promise<void> {
    let at = await caretOf(this.page)
    while (offset - at > 80) {
      const before = at
      await this.press('Control+l')
      await this.press('ArrowRight')
      at = await caretOf(this.page)
      if (at <= before) await this.press('ArrowRight')
      at = await caretOf(this.page)
    }
    await this.press(at < offset ? 'ArrowRight' : 'ArrowLeft', Math.abs(offset - at))
    expect(await caretOf(this.page)).toBe(offset)
  }

  /** Selects the words where they stand next after the offset. */
  async select(words: string, after = 0): Promise<void> {
    const start = this.text.indexOf(words, after)
    expect(start, words).toBeGreaterThanOrEqual(0)
    await this.goTo(start)
    await this.press('Shift+ArrowRight', words.length)
  }

  async code(words: string, key: string, after = 0): Promise<void> {
    await this.select(words, after)
    await this.press(key)
    await expect(this.inspector.getByRole('blockquote')).toHaveText(words)
  }

  get inspector() {
    return this.page.getByRole('region', { name: 'Segment' })
  }

  /** Walks to a segment with Tab, or back with Shift. */
  async walkTo(words: string, key: 'Tab' | 'Shift+Tab'): Promise<void> {
    for (let n = 0; n < 40; n++) {
      await this.press(key)
      if ((await this.inspector.getByRole('blockquote').innerText()) === words) return
    }
    throw new Error(`no segment “${words}” that way`)
  }
}

async function exported(app: Workbench, path: string): Promise<string> {
  const { page } = app
  await app.answerSave(path)
  await goTo(page, 'Export')
  await page.getByRole('radio', { name: /Segments and codebook \(JSON\)/ }).check()
  await page.getByRole('button', { name: 'Save the export' }).click()
  await expect(heard(page)).toContainText(`Exported to ${basename(path)} in ${dirname(path)}.`)
  await goTo(page, 'Code')
  await page.getByRole('textbox', { name }).focus()
  return readFile(path, 'utf8')
}

interface Dataset {
  readonly codebook: readonly {
    id: string
    name: string
    attributes: readonly { id: string; name: string }[]
  }[]
  readonly linkTypes: readonly { id: string; name: string }[]
  readonly coders: readonly { id: string; name: string }[]
  readonly segments: readonly {
    readonly id: string
    readonly code: string
    readonly coder: string
    readonly start: number
    readonly end: number
    readonly quote: string
    readonly memo: string
    readonly certainty: string | null
    readonly attributes: Readonly<Record<string, unknown>>
    readonly links: readonly { readonly type: string; readonly to: string }[]
    readonly version: string | null
  }[]
}

/** What the segments of a dataset say, in names, in the order of the text. */
function said({ codebook, linkTypes, segments }: Dataset): unknown[] {
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)!.name
  const attributes = codebook.flatMap((code) => code.attributes)
  return segments
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map(({ code, quote, memo, certainty, attributes: values, links }) => ({
      quote,
      code: nameIn(codebook, code),
      ...(memo === '' ? {} : { memo }),
      ...(certainty === null ? {} : { certainty }),
      ...(Object.keys(values).length === 0
        ? {}
        : {
            values: Object.fromEntries(
              Object.entries(values).map(([id, value]) => [nameIn(attributes, id), value]),
            ),
          }),
      ...(links.length === 0
        ? {}
        : {
            links: links.map(({ type, to }) => [
              nameIn(linkTypes, type),
              segments.find(({ id }) => id === to)!.quote,
            ]),
          }),
    }))
}

const claim = 'Armenia hinders the normalization process and efforts to establish peace in the region'

/** What is meant to be coded, in the order of the text. */
const meant = [
  {
    quote: claim,
    code: 'accusation',
    certainty: 'certain',
    memo: `A claim of the ministry, see [[${name}]].`,
    links: [
      ['made by', 'Azerbaijani Foreign Ministry'],
      ['directed against', 'Armenia'],
    ],
  },
  { quote: 'Armenia', code: 'actor' },
  { quote: 'Azerbaijani Foreign Ministry', code: 'actor' },
  {
    quote: '350 anti-personnel PMN-E landmines',
    code: 'munition',
    values: { type: 'PMN-E', count: 350 },
    links: [['located at', 'Saribaba height']],
  },
  { quote: 'planted by Armenian armed groups', code: 'accusation' },
  {
    quote: 'Armenian armed groups which have not yet been withdrawn',
    code: 'accusation',
    certainty: 'doubtful',
  },
  { quote: 'Armenian armed groups', code: 'actor' },
  { quote: 'Saribaba height', code: 'location' },
  { quote: '1,119 landmines', code: 'munition', values: { count: 1119 } },
  { quote: 'Karabakh economic region', code: 'location' },
  { quote: '268 Azerbaijani citizens', code: 'casualty', values: { count: 268, kind: 'harmed' } },
  { quote: '45 people', code: 'casualty', values: { count: 45, kind: 'killed' } },
  { quote: 'This activity of Armenia is a war crime', code: 'accusation' },
]

test('an article is coded start to end by keyboard alone, all is undone and redone, and the dataset is what was meant', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-article-'))
  await mkdir(join(folder, 'study'))
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })
  const coder = new Coder(page, text)
  const { inspector } = coder
  const reader = page.getByRole('textbox', { name })
  const strip = page.getByRole('main')

  await test.step('a project with the article and a coder', async () => {
    await newProject(app, join(folder, 'study'), 'Article')
    await importDocuments(app, [file])
    await goTo(page, 'Code')
    await addCoder(page, 'Ana')
    await expect(reader).toBeFocused()
    await coder.press('Control+Home')
  })

  await test.step('the first claim: one segment nested in another, certain, with a memo', async () => {
    await coder.code('Armenia', 'a')
    await coder.press('ArrowLeft', 'Armenia'.length)
    await coder.code(claim, 'c')
    await coder.press('Alt+1')
    await expect(inspector.getByRole('radio', { name: 'certain', exact: true })).toBeChecked()
    await coder.press('n')
    await page.keyboard.type('A claim of the ministry, see [[001')
    await coder.press('Enter')
    await page.keyboard.type('.')
    await coder.press('Escape')
    await expect(reader).toBeFocused()
    await expect(inspector.getByRole('list', { name: 'Links of the memo' })).toContainText(name)
  })

  await test.step('links: of two types that fit one is chosen', async () => {
    await coder.code('Azerbaijani Foreign Ministry', 'a')
    const choice = page.getByRole('region', { name: 'New link' })
    for (const [other, type] of [
      ['Azerbaijani Foreign Ministry', 'made by →'],
      ['Armenia', 'directed against →'],
    ] as const) {
      await coder.walkTo(claim, 'Shift+Tab')
      await coder.press('x')
      await coder.walkTo(other, 'Tab')
      await coder.press('Enter')
      await expect(choice.getByRole('button', { name: 'made by →' })).toBeFocused()
      if (type !== 'made by →') await coder.press('Tab')
      await coder.press('Enter')
      await expect(choice).toBeHidden()
      await expect(inspector.getByRole('list', { name: 'Links', exact: true })).toContainText(type)
      await coder.walkTo('Azerbaijani Foreign Ministry', 'Tab')
    }
  })

  await test.step('values of attributes, typed and chosen; an overlap', async () => {
    await coder.code('350 anti-personnel PMN-E landmines', 'm')
    await coder.press('Alt+Enter')
    await page.keyboard.type('PMN-E')
    await coder.press('Tab')
    await page.keyboard.type('350')
    await coder.press('Escape')
    await coder.code('planted by Armenian armed groups', 'c')
    await coder.press('ArrowLeft', 'Armenian armed groups'.length)
    await coder.code('Armenian armed groups', 'a', text.indexOf('planted by'))
    await coder.press('ArrowLeft', 'Armenian armed groups'.length)
    await coder.code('Armenian armed groups which have not yet been withdrawn', 'c')
    await coder.press('Alt+3')
    await coder.code('Saribaba height', 'l')
    await coder.walkTo('350 anti-personnel PMN-E landmines', 'Shift+Tab')
    await coder.press('x')
    await coder.walkTo('Saribaba height', 'Tab')
    await coder.press('Enter')
    await expect(inspector.getByRole('list', { name: 'Links', exact: true })).toContainText('located at →')
    await coder.walkTo('Saribaba height', 'Tab')
    await expect(inspector.getByRole('list', { name: 'Links', exact: true })).toContainText('← located at')
  })

  await test.step('a border is moved by a character, another by a word', async () => {
    await coder.code('1,119 landmine', 'm')
    await coder.press('}')
    await expect(inspector.getByRole('blockquote')).toHaveText('1,119 landmines')
    await coder.press('Alt+Enter')
    await coder.press('Tab')
    await page.keyboard.type('1,119')
    await coder.press('Escape')
    await coder.code('the Karabakh economic region', 'a')
    await coder.press('Alt+]')
    await expect(inspector.getByRole('blockquote')).toHaveText('Karabakh economic region')
  })

  await test.step('a code is corrected', async () => {
    await coder.press('F2')
    await page.keyboard.type('loc')
    await coder.press('Enter')
    await expect(inspector.getByRole('heading')).toHaveText('location')
    await expect(reader).toBeFocused()
  })

  await test.step('casualties, split and joined again, and what was coded by mistake removed', async () => {
    await coder.code('268 Azerbaijani citizens', 'k')
    await coder.press('Alt+Enter')
    await page.keyboard.type('268')
    await coder.press('Tab')
    await page.keyboard.type('harmed')
    await coder.press('Escape')
    await expect(inspector.getByLabel('kind')).toHaveValue('harmed')
    await coder.code('45 people', 'k')
    await coder.press('ArrowLeft', 'people'.length)
    await coder.press('Alt+s')
    await expect(inspector.getByRole('blockquote')).toHaveText('45')
    await coder.press('Alt+j')
    await expect(inspector.getByRole('blockquote')).toHaveText('45 people')
    await coder.press('Alt+Enter')
    await page.keyboard.type('45')
    await coder.press('Tab')
    await page.keyboard.type('killed')
    await coder.press('Escape')
    await coder.code('civilians', 'k')
    await coder.press('Delete')
    await coder.code('This activity of Armenia is a war crime', 'c')
  })

  const dataset = await test.step('the dataset is what was meant', async () => {
    await expect(strip.getByText(`${meant.length} segments`, { exact: true })).toBeVisible()
    const written = await exported(app, join(folder, 'first.json'))
    const read = JSON.parse(written) as Dataset
    expect(said(read)).toEqual(meant)
    for (const { start, end, quote, version } of read.segments) {
      expect(text.slice(start, end)).toBe(quote)
      expect(version).toMatch(/^[0-9a-f]{16}$/)
    }
    return written
  })

  await test.step('all of it is undone, step by step, and redone', async () => {
    let steps = 0
    while (!(await strip.getByText('0 segments', { exact: true }).isVisible())) {
      await pressAndHear(page, 'Control+z', 'Undone')
      steps++
      expect(steps).toBeLessThan(200)
      // Its picture comes a frame later.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))))
    }
    expect(steps).toBeGreaterThanOrEqual(meant.length)
    const emptied = JSON.parse(await exported(app, join(folder, 'none.json'))) as Dataset
    expect(emptied.segments).toEqual([])
    for (let n = 0; n < steps; n++) await pressAndHear(page, 'Control+Shift+Z', 'Redone')
    await expect(strip.getByText(`${meant.length} segments`, { exact: true })).toBeVisible()
    await expect.poll(() => exported(app, join(folder, `again-${Date.now()}.json`))).toBe(dataset)
  })
  expect(app.requests).toEqual([])
  expect(await app.close()).toBe(0)
})
