import { expect, test } from '@playwright/test'
import { csvOf } from '../../../core/report/csv.ts'
import { htmlOf } from '../../../core/report/html.ts'
import { jsonOf } from '../../../core/report/json.ts'
import { markdownOf } from '../../../core/report/markdown.ts'
import { agree, articleInput, study } from '../agreement/material.ts'

const bootstrap = { replicates: 100, seed: 42, level: 0.95, resample: 'paragraph' } as const
const result = agree(articleInput(), { bootstrap, by: ['code', 'document'], preset: 'maxqda' })
const renderers = { htmlOf, markdownOf, csvOf, jsonOf }

/** Names that would break a format that does not take care of them. */
const hostile = study(
  { 'a "b" <c> & d | e, f': 'Some text to code.\n' },
  [
    ['a "b" <c> & d | e, f', '<script>alert(1)</script>', '=1+1|`x`', 0, 4],
    ['a "b" <c> & d | e, f', "O'Neil & 100 % {\\x}", '=1+1|`x`', 2, 6],
  ],
  ['<script>alert(1)</script>', "O'Neil & 100 % {\\x}"],
)
const hostileResult = agree(hostile, { coders: hostile.coders.map(({ id }) => id) })

for (const [name, render] of Object.entries(renderers)) {
  test(`the same inputs give the same bytes (${name})`, () => {
    const again = agree(articleInput(), { bootstrap, by: ['code', 'document'], preset: 'maxqda' })
    expect(render(again)).toBe(render(result))
    expect(render(result)).not.toMatch(/undefined|NaN|\[object/)
  })
}

for (const render of [htmlOf, markdownOf]) {
  test(`a report states unit, population, inputs, seed, version and warnings (${render.name})`, () => {
    const report = render(result).replaceAll('\\', '')
    expect(report).toContain('5 documents: 20,129 characters, all of them counted, coded or not')
    expect(report).toContain('100 replicates of paragraphs, seed 42, level 0.95')
    expect(report).toContain('intercoder 0.0.0')
    for (const { sha256, title } of result.inputs.documents) {
      expect(report).toContain(sha256)
      expect(report).toContain(title)
    }
    expect(report).toContain('Characters are not independent')
    expect(report).toContain('after MAXQDA')
    expect(report).toContain('20,129')
    expect(report).toContain('0.421')
  })
}

test('HTML needs nothing else and runs nothing', () => {
  const html = htmlOf(hostileResult)
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|url\(|@import|\son[a-z]+="/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('O&#39;Neil &amp; 100 % {\\x}')
})

test('every tag of the HTML is closed in its order', () => {
  const open: string[] = []
  const empty = new Set(['meta', 'path', 'circle', 'rect', '!doctype'])
  const body = htmlOf(result).replace(/<style>[\s\S]*?<\/style>/, '')
  for (const [, closing, name] of body.matchAll(/<(\/?)([a-z!][a-z0-9]*)[^>]*>/g)) {
    if (empty.has(name!)) continue
    if (closing === '') open.push(name!)
    else expect(open.pop()).toBe(name)
  }
  expect(open).toEqual([])
})

test('a chart is also a table: every plotted interval stands beside its plot in words', () => {
  const html = htmlOf(result)
  const rows = html.match(/<tr>.*?<\/tr>/g) ?? []
  const plotted = rows.filter((row) => row.includes('class="plot"'))
  expect(plotted.length).toBe(2 * 6 - 1)
  for (const row of plotted) expect(row).toMatch(/−?\d\.\d\d to −?\d\.\d\d/)
})

test('a coefficient without a value stands there as a reason in words', () => {
  const html = htmlOf(agree(articleInput(), { unit: 'document' }))
  expect(html).toContain('no variation')
  expect(html).toMatch(/<td class="num quiet">none<\/td>/)
})

test('Markdown tables keep their columns whatever the names', () => {
  for (const one of [result, hostileResult]) {
    const lines = markdownOf(one).split('\n')
    let width = 0
    for (const line of lines) {
      const cells = line.replaceAll('\\|', '').split('|').length
      if (!line.startsWith('|')) width = 0
      else if (width === 0) width = cells
      else expect(cells, line).toBe(width)
    }
  }
  const withoutCode = markdownOf(hostileResult).replace(/^```[\s\S]*?^```$/gm, '')
  expect(withoutCode).not.toContain('<script>')
})

test('CSV holds one row per scope and coefficient in full precision', () => {
  const rows = csvOf(result).trimEnd().split('\r\n')
  const coefficients = result.results.reduce((sum, scope) => sum + Object.keys(scope.coefficients).length, 0)
  expect(rows).toHaveLength(coefficients + 1)
  const alpha = rows.find((row) => row.startsWith('accusation,,character,all,20129,alpha_nominal,'))!
  expect(Number(alpha.split(',')[6])).toBe(result.results[1]!.coefficients.alpha_nominal!.value)
  expect(csvOf(hostileResult)).toContain('"coded by O\'Neil & 100 % {\\x}"'.replaceAll('"', ''))
})

test('JSON is the result itself', () => {
  const parsed = JSON.parse(jsonOf(result))
  expect(parsed).toEqual(JSON.parse(JSON.stringify(result)))
  expect(parsed.format).toBe('intercoder-agreement/1')
  expect(parsed.settings).toMatchObject({
    coders: ['coder-a', 'coder-b'],
    unit: 'character',
    population: 'all',
  })
  expect(parsed.results[0].scope).toEqual({ code: null, document: null })
})

for (const [name, render] of Object.entries(renderers)) {
  test(`a date is printed if one is given, and none otherwise (${name})`, () => {
    expect(render(agree(articleInput(), { date: '2031-05-17' }))).toContain('2031-05-17')
    expect(render(result)).not.toMatch(/class="date"|\b20\d\d-\d\d-\d\d\b/)
  })
}

test('no name in a CSV report is taken for a formula', () => {
  expect(csvOf(hostileResult)).toContain("'=1+1|`x`,")
  expect(csvOf(hostileResult)).not.toMatch(/(^|,)[=@]/m)
})
