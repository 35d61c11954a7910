import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { codingsFormatOf } from '../../../core/exchange/codings-formats.ts'
import { formatOf } from '../../../core/exchange/formats.ts'
import type { FoundCoding, FoundCodings, GivenFile } from '../../../core/exchange/found.ts'
import { placeCodings } from '../../../core/exchange/place.ts'
import type { Project } from '../../../core/model.ts'
import { freeze } from '../../../core/text.ts'
import { shared } from '../../shared.ts'
import { after, projectOf } from './project.ts'

/** Real files of other tools: what comes out of them, and that it comes back from the same format as it went. */

const samples = new URL('interchange-samples/', shared)
const sample = (path: string): GivenFile => ({
  path: path.replace(/^.*\//, ''),
  bytes: new Uint8Array(readFileSync(new URL(path, samples))),
})
const owner = { isDocument: () => false }

function read(...paths: string[]): FoundCodings {
  const files = paths.map(sample)
  return codingsFormatOf(files).read(files, owner)
}

/** A project with the texts that the codings bring, or those given by title, and the codings in it. */
function taken({ codings }: FoundCodings, texts: Record<string, string> = {}, coder = 'Ana'): Project {
  const own = [...new Set(codings.flatMap(({ text }) => text ?? []))].map((text, n) => [
    `text-${n + 1}.txt`,
    freeze(text),
  ])
  const bare = projectOf({ ...Object.fromEntries(own), ...texts }, [])
  const placed = placeCodings(bare, codings, { coder, addCodes: true })
  expect(placed.problems).toEqual([])
  return after(
    bare,
    { type: 'importCodes', codes: placed.newCodes },
    { type: 'addCodings', rows: placed.rows },
  )
}

/** Codes with their words in the order of the text. */
function quotes({ segments, codes }: Project): string[] {
  return [...segments.values()]
    .flatMap((table) => [...table.values()])
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ code, quote }) => `${codes.get(code)!.name}: ${quote}`)
}

/** The same codings after they went out in a format and came in again. */
function again(project: Project, format: string): string[] {
  const { files } = formatOf(format).write(project, {}, { program: { name: 'Intercoder', version: '0' } })
  const given = files.map(({ path, content }) => ({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }))
  const { codings } = codingsFormatOf(given).read(given, { isDocument: (name) => /^text-|^PMID/.test(name) })
  const bare = { ...project, segments: new Map(), codings: new Map() }
  const placed = placeCodings(bare, codings, {})
  expect(placed.problems).toEqual([])
  return quotes(after(bare, { type: 'addCodings', rows: placed.rows }))
}

/** What is read of a project that went out. */
function writtenAndRead(project: Project, format: string): FoundCodings {
  const { files } = formatOf(format).write(project, {}, { program: { name: 'Intercoder', version: '0' } })
  const given = files.map(({ path, content }) => ({
    path,
    bytes: new TextEncoder().encode(content as string),
  }))
  return codingsFormatOf(given).read(given, owner)
}

const pmid = 'brat/PMID-10429004'

test('brat: the entities of a paper come in with their words and back', () => {
  const text = new TextDecoder().decode(sample(`${pmid}.txt`).bytes)
  const lines = new TextDecoder()
    .decode(sample(`${pmid}.ann`).bytes)
    .split('\n')
    .filter((line) => line.startsWith('T'))
  const found = read(`${pmid}.ann`, `${pmid}.txt`)
  const project = taken(found)
  expect(quotes(project)).toHaveLength(lines.length)
  expect(new Set(quotes(project))).toEqual(
    new Set(lines.map((line) => `${line.split('\t')[1]!.split(' ')[0]}: ${line.split('\t')[2]}`)),
  )
  expect(again(project, 'brat')).toEqual(quotes(project))
  // Without its text beside it, in a project that has the document by that name.
  expect(quotes(taken(read(`${pmid}.ann`), { 'PMID-10429004.txt': text }))).toEqual(quotes(project))
})

test('doccano: labels of both forms of a line, in code points', () => {
  const project = taken(read('doccano/data_export_sequence_labeling_example.jsonl'))
  expect(quotes(project).sort()).toEqual([
    'MISC: German',
    'ORG: EU',
    'PERSON: Obama',
    'PERSON: Peter Blackburn',
  ])
  expect(again(project, 'doccano').sort()).toEqual(quotes(project).sort())
  const renamed = taken(read('doccano/data_import_sequence_labeling_example.jsonl'))
  expect(quotes(renamed).sort()).toEqual(['ORG: EU', 'PERSON: Obama', 'PERSON: Peter Blackburn'])
  const relations = read('doccano/data_export_relation_extraction_example.jsonl')
  expect(quotes(taken(relations))).toEqual([
    'ORG: Google',
    'DATE: September 4, 1998',
    'PERSON: Larry Page',
    'PERSON: Sergey Brin',
  ])
  expect(relations.losses).toEqual([{ what: 'relations were left out', count: 3 }])
})

test('UIMA: the same spans with emoji from XMI and from JSON', () => {
  const name = 'uima/casWithEmojiUnicodeTextAndAnnotations'
  const [xmi, json] = [taken(read(`${name}.xmi`)), taken(read(`${name}.json`))]
  const words = ['🥳', 'This', '👳🏻‍♀️', 'is', '✆', 'a', '🧔🏾‍♂️', 'test', '👻']
  expect(quotes(xmi)).toEqual(words.map((word) => `Annotation: ${word}`))
  expect(quotes(json)).toEqual(quotes(xmi))
  expect(again(xmi, 'uima-xmi')).toEqual(quotes(xmi))
  expect(again(json, 'uima-json')).toEqual(quotes(json))
})

test('UIMA: a file with positions only counts in the document of its name', () => {
  const name = 'uima/casWithTextAndAnnotations'
  const xmi = taken(read(`${name}.xmi`), { 'casWithTextAndAnnotations.txt': 'This is a test' })
  expect(quotes(xmi)).toEqual(['This', 'is', 'a', 'test'].map((word) => `Annotation: ${word}`))
  expect(quotes(taken(read(`${name}.json`)))).toEqual(quotes(xmi))
})

const references = [
  ...[
    'testSingleTokenWithoutFeatureValue',
    'testMultiTokenSpanWithFeatureValue',
    'testMultiTokenStackedSpanWithFeatureValue',
  ],
  ...[
    'testSentenceWithEmoji',
    'testCrossSentenceSpanWithFeatureValue',
    'testAnnotationWithLeadingWhitespace',
    'testSubMultiTokenSpanWithFeatureValue',
  ],
]

/** The upstream files name a layer without a value by different types, so only said codes are compared. */
function spans({ codings }: FoundCodings): string[] {
  const nonEmpty = codings.filter(({ start, end }) => start !== end)
  return nonEmpty
    .map(({ start, end, code, text }) => {
      const words = text!.slice(start, end).replace(/\s+/g, ' ').trim()
      return `${/^(Span|NamedEntity)$/.test(code) ? '*' : code}: ${words}`
    })
    .sort()
}

for (const name of references) {
  test(`WebAnno TSV: ${name} says what its XMI says`, () => {
    const tsv = read(`inception/tsv3/${name}.tsv`)
    expect(spans(tsv)).toEqual(spans(read(`inception/tsv3/${name}.xmi`)))
    const project = taken({ ...tsv, codings: tsv.codings.filter(({ start, end }) => start !== end) })
    expect(again(project, 'webanno-tsv').sort()).toEqual(quotes(project).sort())
  })
}

test('WebAnno TSV: a file without codings holds none', () => {
  expect(read('inception/tsv3/testSentenceId.tsv').codings).toEqual([])
})

test('WebAnno TSV: two people and the curator on one sentence', () => {
  const folder = 'inception/curation/simpleSpanDiffWithLabelStackingTest'
  for (const [who, count] of [
    ['user1', 2],
    ['user2', 2],
    ['curator', 2],
  ] as const) {
    const found = read(`${folder}/${who}.tsv`)
    expect(found.codings.length, who).toBeGreaterThanOrEqual(who === 'curator' ? 0 : count)
    for (const { code, start, end, text } of found.codings) {
      expect(code).toMatch(/^[A-Z]+$/)
      expect(text!.slice(start, end).trim()).not.toBe('')
    }
  }
})

test('W3C: tags on a quote; comments and links between annotations are counted', () => {
  const found = read('w3c-annotation/inception-annotations.w3c.json')
  const place = { start: 124, end: 128, quote: 'Troy', memo: 'This is a comment', documents: [] }
  expect(found.codings).toMatchObject([
    { code: 'A Tag', ...place },
    { code: 'Another Tag', ...place },
  ])
  expect(found.losses).toEqual([
    { what: 'records have no tag, so that they say no code, and were left out', count: 2 },
    { what: 'links lead to records that are no codings and were left out', count: 1 },
  ])
  const text = `${'x'.repeat(123)} Troy fell.`
  const bare = projectOf({ 'iliad.txt': text }, [])
  const placed = placeCodings(bare, found.codings, { coder: 'Ana', document: 'iliad.txt', addCodes: true })
  expect(placed.rows.map(({ quote, start }) => [quote, start])).toEqual([
    ['Troy', 124],
    ['Troy', 124],
  ])
  const project = after(
    bare,
    { type: 'importCodes', codes: placed.newCodes },
    { type: 'addCodings', rows: placed.rows },
  )
  expect(again(project, 'w3c')).toEqual(quotes(project))
})

test('CoNLL: the entities of a tagged text, with and without columns between', () => {
  for (const name of ['ner-token-per-line.iob', 'ner-token-per-line-conll2003.iob']) {
    const found = read(`spacy-conll/${name}`)
    const project = taken(found)
    expect(quotes(project).slice(0, 2)).toEqual(['PERSON: Sebastian Thrun', 'ORG: Google'])
    const tags = new TextDecoder().decode(sample(`spacy-conll/${name}`).bytes).match(/\sB-\S+/g)
    expect(found.codings).toHaveLength(tags!.length)
    expect(quotes(taken(writtenAndRead(project, 'conll')))).toEqual(quotes(project))
  }
})

test('Label Studio: regions of pictures are counted, and there is nothing to take in', () => {
  const { codings, losses } = read('label-studio/image-regions.json')
  expect(codings).toEqual([])
  expect(losses[0]!.what).toContain('regions are no stretches of text')
  expect(losses[0]!.count).toBeGreaterThan(0)
})

test('Taguette: highlights are found again by their words', () => {
  const found = read('taguette/highlights-all-under-interesting.csv')
  expect(found.codings.map(({ code, quote }) => `${code}: ${quote}`)).toEqual([
    'interesting\\places: diff',
    'interesting: tent',
    'people: tent',
  ])
  const project = taken(found, { 'otherdoc.txt': 'A diff of the content.' })
  expect(quotes(project)).toEqual(['interesting\\places: diff', 'interesting: tent', 'people: tent'])
})

test('MAXQDA: the segments of a Polish interface are found again by position of the columns and by name', () => {
  const found = read('maxqda/maxqda-12_coded-segments_polish-ui.csv')
  expect(found.codings).toHaveLength(402)
  expect(new Set(found.codings.map(({ documents }) => documents[0])).size).toBe(39)
  expect(found.codings[0]).toMatchObject({
    code: 'TYPE',
    quote: 'AVISO',
    coder: 'agata',
    paragraph: 1,
    documents: ['0_229'],
  })
  // A text for each document, made of its segments: each stands once, but for those that stand in another.
  const texts: Record<string, string> = {}
  for (const { documents, quote } of found.codings) {
    const name = `${documents[0]}.txt`
    const known = texts[name] ?? ''
    if (!known.split(' / ').includes(freeze(quote!)))
      texts[name] = `${known}${known === '' ? '' : ' / '}${freeze(quote!)}`
  }
  const bare = projectOf(texts, [])
  const placed = placeCodings(bare, found.codings, { addCodes: true })
  expect(placed.rows.length + placed.problems.length).toBe(402)
  expect(placed.rows.length).toBeGreaterThan(300)
  for (const { line, quote } of placed.rows)
    expect(found.codings.some((one) => one.line === line && one.quote === quote)).toBe(true)
  for (const { message } of placed.problems)
    expect(message).toMatch(/stands \d+ times in .*; say which it is$/)
})

test('a quote that stands several times is placed by its paragraph or by what stands around, or else listed', () => {
  const bare = projectOf({ 'a.txt': 'The road is long.\n\nThe road is open.\nNo road.' }, [{ name: 'place' }])
  const given: FoundCoding = {
    line: 2,
    documents: ['a.txt'],
    coder: 'Ana',
    code: 'place',
    memo: '',
    quote: 'road',
  }
  const place = (more: Partial<FoundCoding>) => placeCodings(bare, [{ ...given, ...more }], {})
  expect(place({}).problems).toMatchObject([
    { line: 2, message: '“road” stands 3 times in a (4 to 8; 23 to 27; 40 to 44); say which it is' },
  ])
  expect(place({ paragraph: 4 }).rows).toMatchObject([{ start: 40 }])
  expect(place({ suffix: ' is open' }).rows).toMatchObject([{ start: 23, end: 27 }])
  expect(place({ quote: 'long. The\troad' }).rows).toMatchObject([
    { start: 12, end: 27, quote: 'long.\n\nThe road' },
  ])
  expect(place({ quote: 'wait-and-see (\\^$)' }).problems).toMatchObject([
    { message: '“wait-and-see (\\^$)” is not in a' },
  ])
  expect(place({ quote: 'street' }).problems).toMatchObject([{ message: '“street” is not in a' }])
  expect(place({ code: 'person', paragraph: 4 }).problems[0]!.message).toBe(
    'there is no code “person” in the codebook; add it, or let it be added with --add-codes',
  )
  expect(place({ coder: undefined, paragraph: 4 }).problems[0]!.message).toBe(
    'the file does not say who coded; name the coder with --coder',
  )
})
