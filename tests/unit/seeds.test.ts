import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { shared } from '../shared.ts'

const folder = new URL('../../seeds/sample/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

interface Row {
  readonly document: string
  readonly coder: string
  readonly code: string
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly memo: string
}

/** The cells of an RFC 4180 file with LF line ends, header included. The product's reader is not used: it reads what is checked here. */
function cells(csv: string): string[][] {
  const lines: string[][] = [[]]
  for (const [, quoted, plain, after] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (after === '\n') lines.push([])
  }
  return lines.filter((line) => line.length > 0)
}

const articles = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const texts = new Map(articles.map((name) => [name, read(name)]))
const rows: Row[] = cells(read('codings.csv'))
  .slice(1)
  .map(([document, coder, code, start, end, quote, memo]) => ({
    document: document!,
    coder: coder!,
    code: code!,
    start: Number(start),
    end: Number(end),
    quote: quote!,
    memo: memo!,
  }))
const codes = ['actor', 'accusation', 'location', 'munition', 'casualty']

/** Lower-case words without punctuation; the parts of a hyphenated word count singly. */
const words = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []

function runs(text: string, length: number): Set<string> {
  const all = words(text)
  return new Set(all.slice(length - 1).map((_, at) => all.slice(at, at + length).join(' ')))
}

function segments(document: string, coder: string): Row[] {
  return rows.filter((row) => row.document === document && row.coder === coder)
}

/** Characters of all articles, by document and offset, that a coder gave a code. */
function coded(coder: string, code: string): Set<string> {
  const of = rows.filter((row) => row.coder === coder && row.code === code)
  return new Set(
    of.flatMap((row) =>
      Array.from({ length: row.end - row.start }, (_, at) => `${row.document} ${row.start + at}`),
    ),
  )
}

/** Cohen (1960) on characters coded or not, from the four cells of the table. */
function kappa(code: string): number {
  const [a, b] = [coded('Ana', code), coded('Ben', code)]
  const units = [...texts.values()].reduce((sum, text) => sum + text.length, 0)
  const both = [...a].filter((character) => b.has(character)).length
  const observed = (units - a.size - b.size + 2 * both) / units
  const expected = (a.size * b.size + (units - a.size) * (units - b.size)) / units ** 2
  return (observed - expected) / (1 - expected)
}

test('the sample has five articles of 150 to 300 words, headline first', () => {
  expect(articles.map((name) => name.slice(0, 3))).toEqual(['01-', '02-', '03-', '04-', '05-'])
  for (const [name, text] of texts) {
    const count = text.trim().split(/\s+/).length
    expect(count, name).toBeGreaterThanOrEqual(150)
    expect(count, name).toBeLessThanOrEqual(300)
    expect(text, name).toMatch(/^\S[^\n]+\S\n\n\S/)
    expect(text, name).not.toMatch(/\r|^\ufeff|\n\n\n| \n/)
  }
})

test('the articles hold the characters that upset offsets', () => {
  const all = [...texts.values()].join('')
  for (const character of ['\u00a0', '–', '“', '”', '’', 'é']) expect(all).toContain(character)
})

test('no run of six words stands in the articles they report on', () => {
  const sources = readdirSync(new URL('articles/', shared)).filter((name) => name.endsWith('.txt'))
  expect(sources).toHaveLength(5)
  const theirs = new Set(
    sources.flatMap((name) => [...runs(readFileSync(new URL(`articles/${name}`, shared), 'utf8'), 6)]),
  )
  const copied = [...texts.values()].flatMap((text) => [...runs(text, 6)].filter((run) => theirs.has(run)))
  expect(copied).toEqual([])
})

test('words that judge stand in quotation marks only', () => {
  const judging =
    /provocation|separatist|saboteur|sabotage|terroris|liberated|illegal|adventuris|revanch|aggress|regime|genocid|scorched/gi
  for (const [name, text] of texts) {
    const unquoted = text.replace(/“[^”]*”/g, '').replace(/\b(?:it|he) called (?:these acts )?illegal\b/g, '')
    expect(unquoted.match(judging), name).toBeNull()
  }
})

test('each article says what the report holds from the side that is accused', () => {
  for (const [name, text] of texts) {
    expect(text.slice(-160), name).toMatch(/no (?:comment|reply) from Armenia|no Armenian official/)
  }
})

test('documents.csv lists every article under its headline', () => {
  const [header, ...documents] = cells(read('documents.csv'))
  expect(header).toEqual(['file', 'title', 'outlet', 'date', 'language'])
  expect(documents.map(([file]) => file)).toEqual(articles)
  for (const [file, title, outlet, date, language] of documents) {
    expect(texts.get(file!)!.split('\n')[0]).toBe(title)
    expect(['Agency report', 'News.Az', 'TDI']).toContain(outlet)
    expect(date).toMatch(/^2022-\d\d-\d\d$/)
    expect(language).toBe('en')
  }
})

test('every code of the codebook is complete, with its own key and colour', () => {
  const book = JSON.parse(read('codebook.json')) as { format: string; codes: Record<string, unknown>[] }
  expect(book.format).toBe('intercoder-codebook/1')
  expect(book.codes.map(({ name, key, colour }) => [name, key, colour])).toEqual([
    ['actor', 'a', 1],
    ['accusation', 'c', 2],
    ['munition', 'm', 4],
    ['casualty', 'k', 5],
    ['location', 'l', 3],
  ])
  for (const code of book.codes) {
    for (const field of ['definition', 'include', 'exclude', 'example', 'counterExample']) {
      expect(String(code[field]).length, `${code.name} ${field}`).toBeGreaterThan(40)
    }
    expect(code.example).toMatch(/«[^«»]+»/)
    expect(code.counterExample).not.toMatch(/[«»]/)
  }
})

test('every quote is the text between its offsets, and no row stands twice', () => {
  expect(read('codings.csv').split('\n')[0]).toBe('document,coder,code,start,end,quote,memo')
  expect(rows.length).toBeGreaterThan(250)
  for (const row of rows) {
    expect(row.end).toBeGreaterThan(row.start)
    expect(texts.get(row.document)!.slice(row.start, row.end)).toBe(row.quote)
  }
  const keys = rows.map((row) => [row.document, row.coder, row.code, row.start, row.end].join('\t'))
  expect(new Set(keys).size).toBe(rows.length)
  expect(rows.filter((row) => row.memo !== '').length).toBeGreaterThanOrEqual(5)
})

test('both coders use all five codes, with 18 to 30 segments in each article', () => {
  expect([...new Set(rows.map((row) => row.coder))].sort()).toEqual(['Ana', 'Ben'])
  for (const coder of ['Ana', 'Ben']) {
    const used = new Set(rows.filter((row) => row.coder === coder).map((row) => row.code))
    expect([...used].sort()).toEqual([...codes].sort())
    for (const name of articles) {
      const count = segments(name, coder).length
      expect(count, `${coder} in ${name}`).toBeGreaterThanOrEqual(18)
      expect(count, `${coder} in ${name}`).toBeLessThanOrEqual(30)
    }
  }
})

test('segments of one coder are nested, and some overlap without nesting', () => {
  const pairs = articles.flatMap((name) =>
    ['Ana', 'Ben'].flatMap((coder) => {
      const own = segments(name, coder)
      return own.flatMap((outer) => own.map((inner) => [outer, inner] as const))
    }),
  )
  const nested = pairs.filter(
    ([outer, inner]) =>
      outer.start <= inner.start && inner.end <= outer.end && outer.quote.length > inner.quote.length,
  )
  expect(nested.some(([outer, inner]) => outer.code === 'accusation' && inner.code === 'actor')).toBe(true)
  const crossing = pairs.filter(([a, b]) => a.start < b.start && b.start < a.end && a.end < b.end)
  expect(crossing.length).toBeGreaterThan(0)
})

test('the coders agree as people do, least on what an accusation is', () => {
  const values = new Map(codes.map((code) => [code, kappa(code)]))
  for (const [code, value] of values) {
    expect(value, code).toBeGreaterThan(0.55)
    expect(value, code).toBeLessThan(0.87)
  }
  const others = codes.filter((code) => code !== 'accusation').map((code) => values.get(code)!)
  expect(values.get('accusation')!).toBeLessThan(Math.min(...others) - 0.08)
})

test('the codebook has the attributes and types of link that it is about, in words that take no side', () => {
  const book = JSON.parse(read('codebook.json')) as {
    codes: { name: string; attributes?: { name: string; kind: string; choices?: string[] }[] }[]
    linkTypes: { name: string; from: string[]; to: string[] }[]
  }
  const attributes = book.codes.flatMap((code) =>
    (code.attributes ?? []).map(({ name, kind }) => [code.name, name, kind]),
  )
  expect(attributes).toEqual([
    ['munition', 'type', 'text'],
    ['munition', 'count', 'number'],
    ['casualty', 'count', 'number'],
    ['casualty', 'kind', 'choice'],
  ])
  expect(book.linkTypes).toEqual([
    { name: 'made by', from: ['accusation'], to: ['actor'] },
    { name: 'directed against', from: ['accusation'], to: ['actor'] },
    { name: 'located at', from: ['munition'], to: ['location'] },
  ])
})

test('what some segments say beside their code is about segments that are there, and counts stand in the text', () => {
  interface Place {
    readonly code: string
    readonly start: number
    readonly end: number
  }
  const said = JSON.parse(read('said.json')) as (Place & {
    readonly document: string
    readonly coder: string
    readonly attributes?: { count?: number; kind?: string }
    readonly certainty?: string
    readonly links?: (Place & { type: string })[]
  })[]
  const find = (of: { document: string; coder: string }, { code, start, end }: Place) =>
    segments(of.document, of.coder).find((row) => row.code === code && row.start === start && row.end === end)
  const ends: Record<string, [string, string]> = {
    'made by': ['accusation', 'actor'],
    'directed against': ['accusation', 'actor'],
    'located at': ['munition', 'location'],
  }
  for (const one of said) {
    const row = find(one, one)
    expect(row, JSON.stringify(one)).toBeDefined()
    for (const link of one.links ?? []) {
      expect(find(one, link), JSON.stringify(link)).toBeDefined()
      expect([one.code, link.code]).toEqual(ends[link.type])
    }
    const count = one.attributes?.count
    if (count !== undefined && count > 3)
      expect(texts.get(one.document)).toContain(count.toLocaleString('en'))
  }
  for (const coder of ['Ana', 'Ben']) expect(said.some((one) => one.coder === coder)).toBe(true)
  expect(said.filter(({ certainty }) => certainty !== undefined).length).toBeGreaterThanOrEqual(5)
  expect(said.flatMap(({ links }) => links ?? []).length).toBeGreaterThanOrEqual(8)
})
