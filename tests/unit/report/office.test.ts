import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import type { AgreementResult } from '../../../core/agreement/result.ts'
import { docxOf } from '../../../core/report/docx.ts'
import { xmlText } from '../../../core/report/parts.ts'
import { xlsxOf } from '../../../core/report/xlsx.ts'
import { agree, articleInput, study } from '../agreement/material.ts'

const bootstrap = { replicates: 50, seed: 42, level: 0.95, resample: 'paragraph' } as const
const settings = { bootstrap, by: ['code', 'document'], preset: 'nvivo' } as const
const result = agree(articleInput(), settings)

/** Names that would break a format that does not take care of them. */
const bad = study(
  { 'a/b [c]: *?': 'Some text to code.\n', ["'a".repeat(30)]: 'More of it.\n' },
  [
    ['a/b [c]: *?', '<b>&\u0001', '=1+1\ud800', 0, 4],
    ['a/b [c]: *?', '@sum(A1)', '=1+1\ud800', 2, 6],
  ],
  ['<b>&\u0001', '@sum(A1)'],
)
const badResult = agree(bad, { coders: bad.coders.map(({ id }) => id), by: ['code', 'document'] })

/** The parts of a package by name; every one of them has to be well-formed XML. */
function partsOf(bytes: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)] as const)
  for (const [name, xml] of parts) {
    const parser = new SaxesParser()
    parser.on('error', (error) => {
      throw new Error(`${name}: ${error.message}`)
    })
    parser.write(xml).close()
  }
  return Object.fromEntries(parts)
}

/** The times at which the files of an archive say they were changed (PKWARE APPNOTE 4.4.6). */
function timesIn(bytes: Uint8Array): Set<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const times = new Set<number>()
  for (let at = 0; at < bytes.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) times.add(view.getUint32(at + 12, true))
  }
  return times
}

const writers: Readonly<Record<string, (result: AgreementResult) => Promise<Uint8Array>>> = { docxOf, xlsxOf }

for (const [name, write] of Object.entries(writers)) {
  test(`the same inputs give the same bytes, with no clock in them (${name})`, async () => {
    const first = await write(result)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(Buffer.compare(await write(agree(articleInput(), settings)), first)).toBe(0)
    expect(timesIn(first).size).toBe(1)
    const year = new Date().getFullYear()
    for (const xml of Object.values(partsOf(first))) expect(xml).not.toContain(`${year}-`)
  })

  test(`a date is printed if one is given (${name})`, async () => {
    const dated = partsOf(await write(agree(articleInput(), { ...settings, date: '2031-05-17' })))
    expect(Object.values(dated).join('')).toContain('2031-05-17')
  })

  test(`names that no XML can hold do not break it, and nothing is a formula (${name})`, async () => {
    const parts = Object.values(partsOf(await write(badResult))).join('')
    expect(parts).toContain('&lt;b&gt;&amp;')
    expect(parts).toContain('=1+1')
    expect(parts).not.toMatch(/<f[ >]|undefined|NaN|\[object/)
  })
}

/** Per sheet its cells by address: a number, or a text. */
function cellsOf(parts: Record<string, string>): Map<string, Map<string, number | string>> {
  const strings = [...parts['xl/sharedStrings.xml']!.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    si!.replace(/<[^>]*>/g, ''),
  )
  const names = [...parts['xl/workbook.xml']!.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(
    ([, name]) => name!,
  )
  return new Map(
    names.map((name, index) => {
      const xml = parts[`xl/worksheets/sheet${index + 1}.xml`]!
      const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>\s*<v>([^<]*)<\/v>/g)].map(
        ([, at, attributes, value]) =>
          [at!, attributes!.includes('t="s"') ? strings[Number(value)]! : Number(value)] as const,
      )
      return [name, new Map(cells)]
    }),
  )
}

test('a workbook has a sheet for each table, with the numbers in full precision', async () => {
  const sheets = cellsOf(partsOf(await xlsxOf(result)))
  expect([...sheets.keys()]).toEqual([
    'Report',
    'Per code',
    'Per document',
    'coder-a × coder-b',
    'Three populations',
    'Prevalence and bias',
    'How much more',
    'NVivo',
    'Segments',
    'Who gave the code',
    'Coefficients',
    'Settings',
    'Inputs',
  ])
  const perCode = sheets.get('Per code')!
  const head = 'ABCDEFGHI'.split('').map((column) => perCode.get(`${column}1`))
  expect(head).toEqual([
    'code',
    'coder-a',
    'coder-b',
    'both',
    'same',
    'α',
    '95 % interval from',
    '95 % interval to',
    'note',
  ])
  const accusation = result.results.find(
    ({ scope }) => scope.code === 'accusation' && scope.document === null,
  )!
  const { value, low, high } = accusation.coefficients.alpha_nominal as {
    value: number
    low: number
    high: number
  }
  const row = result.codes.findIndex(({ name }) => name === 'accusation') + 2
  expect(['F', 'G', 'H'].map((column) => perCode.get(`${column}${row}`))).toEqual([value, low, high])
  const scopes = result.results.filter(({ scope }) => scope.document === null)
  const rows = scopes.reduce((sum, scope) => sum + Object.keys(scope.coefficients).length, 0)
  const names = [...sheets.get('Coefficients')!.keys()].filter((address) => /^B\d/.test(address))
  expect(names).toHaveLength(rows + 1)
})

test('sheets have names that every spreadsheet takes, each once', async () => {
  for (const one of [result, badResult]) {
    const xml = partsOf(await xlsxOf(one))['xl/workbook.xml']!
    const names = [...xml.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name]) => name!)
    for (const name of names) expect(name.replace(/&\w+;/g, '&')).toMatch(/^[^'\\/?*[\]:][^\\/?*[\]:]{0,30}$/)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  }
})

test('a document says what the drawn report says, its charts as tables', async () => {
  const parts = partsOf(await docxOf(result))
  const xml = parts['word/document.xml']!
  const words = xml.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  for (const said of [
    'Agreement of coder-a and coder-b',
    'Characters are not independent of each other',
    'Agreement per code',
    'Where they marked what',
    'coder-a: segments',
    'Intervals are 95 % percentile intervals from 50 bootstrap samples of paragraphs (seed 42)',
    'Krippendorff, K. (2019)',
    'intercoder 0.0.0',
  ])
    expect(words).toContain(said)
  for (const { sha256 } of result.inputs.documents) expect(words).toContain(sha256)
  expect(xml.match(/w:pStyle w:val="Heading2"/g)!.length).toBeGreaterThan(10)
  expect(parts['docProps/core.xml']).not.toContain('dcterms:created')
})

test('only what XML cannot hold is taken out of a text', () => {
  expect(xmlText('a\u0000\u0008b\t\n\u001f<&>😀\uffff')).toBe('ab\t\n<&>😀')
  expect(xmlText('x\ud83d')).toBe('x\ufffd')
})
