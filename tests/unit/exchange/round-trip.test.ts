import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { pathOf } from '../../../core/codebook.ts'
import type { NewCode } from '../../../core/commands/codebook.ts'
import type { CodingRow } from '../../../core/exchange/codings-csv.ts'
import { readCodings, writeCodings } from '../../../core/exchange/codings-csv.ts'
import { codingsFormatOf, readSheetCodings } from '../../../core/exchange/codings-formats.ts'
import { datasetTable } from '../../../core/exchange/dataset.ts'
import { formatOf } from '../../../core/exchange/formats.ts'
import type { GivenFile } from '../../../core/exchange/found.ts'
import { placeCodings } from '../../../core/exchange/place.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { type PresetName, presets } from '../../../core/exchange/refi-qda/write.ts'
import { trimmed } from '../../../core/exchange/tokens.ts'
import type { Project } from '../../../core/model.ts'
import { splitsSurrogatePair } from '../../../core/offset.ts'
import type { Span } from '../../../core/span.ts'
import { freeze } from '../../../core/text.ts'
import { readSheet } from '../../../main/documents/xlsx.ts'
import { cases } from '../../campaign.ts'
import { after, projectOf } from './project.ts'
import { draftProject, readOptions } from './refi.ts'

/** Cases a format. */
const numRuns = cases(100, 1000)

const pieces = [
  ...[
    'word',
    'The ministry',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    '. ',
    'e\u0301',
    'ñ',
    '😀',
    '👩🏽‍🚀',
    '🇦🇿',
  ],
  ...[
    'السلام عليكم',
    'نص',
    '你好世界',
    '。',
    '日本',
    '=1+1',
    '"',
    "'",
    '<&>',
    ']]>',
    '\\',
    '|',
    '[1]',
    '_',
    '*',
    '->',
    ';',
  ],
  ...['#Text=', 'T1\t', ',', '\u00a0', '\u200f', '\u2028', '\ufeff', 'ﬁ', '𝔘𝔫𝔦', '-', '0'],
  ...[
    '# text',
    '#',
    "'=1",
    '＝',
    '_x0041_',
    '_x000D_',
    '-DOCSTART-',
    '\u0301',
    '\u200d',
    '\u061c',
    '…',
    'B-',
    ' O',
  ],
]

const codes: NewCode[] = [
  { name: 'actor', children: [{ name: 'state' }, { name: 'a | b [c] * ->' }] },
  { name: '=cmd', children: [{ name: 'state' }] },
  { name: 'كود 你好 😀' },
]

/** A text as a file may hold it, with a byte order mark and any line ends. */
const rawText = fc
  .tuple(fc.boolean(), fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 40 }))
  .map(([marked, parts]) => (marked ? '\ufeff' : '') + parts.join(''))

interface Drawn {
  readonly from: number
  readonly length: number
  readonly code: number
  readonly coder: number
  readonly document: number
}
const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const drawn: fc.Arbitrary<Drawn> = fc.record({
  from: fraction,
  length: fraction,
  code: fc.nat(5),
  coder: fc.nat(1),
  document: fc.nat(1),
})
const study = fc.tuple(rawText, rawText, fc.array(drawn, { minLength: 1, maxLength: 12 }))

/** Two documents with random segments of two coders, and the same without segments. */
function makeStudy([one, two, spans]: readonly [string, string, readonly Drawn[]]): {
  bare: Project
  coded: Project
} {
  // Different ends, so that the two are never the same text.
  const texts = [`${freeze(one)} one`, `${freeze(two)} two`]
  const bare = projectOf({ 'one.txt': texts[0]!, 'two.txt': texts[1]! }, codes)
  const documents = [...bare.documents.values()]
  const paths = [...bare.codes.values()].map((code) => pathOf(bare.codes, code).join(' / '))
  const rows = spans.flatMap(({ from, length, code, coder, document }, line): CodingRow[] => {
    const text = texts[document]!
    const start = Math.floor(from * (text.length - 1))
    const end = start + 1 + Math.floor(length * (text.length - start - 1))
    const [s, e] = [
      splitsSurrogatePair(text, start) ? start - 1 : start,
      splitsSurrogatePair(text, end) ? end + 1 : end,
    ]
    const names = { document: documents[document]!.id, coder: ['Ana', 'بن 😀'][coder]!, code: paths[code]! }
    return [
      {
        line,
        ...names,
        start: s,
        end: e,
        quote: text.slice(s, e),
        memo: line % 3 === 0 ? `memo ${line}` : '',
      },
    ]
  })
  return { bare, coded: after(bare, { type: 'addCodings', rows }) }
}

/** Codings by names, since a new project has other ids; each once, with what the format makes of spans. */
function codingsOf(
  { segments, coders, codes, documents, texts }: Project,
  kept = (_: string, span: Span): Span | undefined => span,
): string[] {
  const lines = [...segments.values()].flatMap((table) =>
    [...table.values()].flatMap((segment) => {
      const span = kept(texts.get(segment.document)!.text, segment)
      if (span === undefined) return []
      const code = pathOf(codes, codes.get(segment.code)!).join(' / ')
      return [
        [
          documents.get(segment.document)!.title,
          coders.get(segment.coder)!.name,
          code,
          span.start,
          span.end,
        ].join('|'),
      ]
    }),
  )
  return [...new Set(lines)].sort()
}

const options = { program: { name: 'Intercoder', version: '0.1.0' } }
const owner = { isDocument: (name: string) => /^(one|two)(\.txt)?$/.test(name) }

function take(bare: Project, files: readonly GivenFile[]): Project {
  const found = codingsFormatOf(files).read(files, owner)
  const placed = placeCodings(bare, found.codings, {})
  expect(placed.problems).toEqual([])
  return after(bare, { type: 'addCodings', rows: placed.rows })
}

function filesOf(id: string, coded: Project): GivenFile[] {
  const { files } = formatOf(id).write(coded, {}, options)
  return files.map(({ path, content }) => ({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }))
}

/** What brat keeps of a span: line breaks at its ends are not marked. */
function withoutLineBreaks(text: string, { start, end }: Span): Span | undefined {
  let [from, to] = [start, end]
  while (from < to && text[from] === '\n') from++
  while (to > from && text[to - 1] === '\n') to--
  return from < to ? { start: from, end: to } : undefined
}

const kept: Record<string, ((text: string, span: Span) => Span | undefined) | undefined> = {
  brat: withoutLineBreaks,
  'webanno-tsv': (text, span) => trimmed(text, span),
}

for (const id of [
  'csv',
  'json',
  'jsonl',
  'doccano',
  'label-studio',
  'w3c',
  'brat',
  'webanno-tsv',
  'uima-xmi',
  'uima-json',
]) {
  test(`any spans in any text come back from ${id} as they went`, () => {
    fc.assert(
      fc.property(study, (drawn) => {
        const { bare, coded } = makeStudy(drawn)
        expect(codingsOf(take(bare, filesOf(id, coded)))).toEqual(codingsOf(coded, kept[id]))
      }),
      { numRuns },
    )
  })
}

test('any spans in any text come back from a codings table as they went', () => {
  fc.assert(
    fc.property(study, (drawn) => {
      const { bare, coded } = makeStudy(drawn)
      const { rows, problems } = readCodings(writeCodings(coded))
      expect(problems).toEqual([])
      expect(codingsOf(after(bare, { type: 'addCodings', rows }))).toEqual(codingsOf(coded))
    }),
    { numRuns },
  )
})

test('any spans in any text come back from an Excel table as they went', async () => {
  await fc.assert(
    fc.asyncProperty(study, async (drawn) => {
      const { bare, coded } = makeStudy(drawn)
      const [file] = filesOf('xlsx', coded)
      const { rows } = await readSheet({ name: 'x.xlsx', bytes: file!.bytes, options: {} })
      expect(rows.length).toBe(1 + datasetTable(coded).rows.length)
      const placed = placeCodings(bare, readSheetCodings('x.xlsx', rows).codings, {})
      expect(placed.problems).toEqual([])
      expect(codingsOf(after(bare, { type: 'addCodings', rows: placed.rows }))).toEqual(codingsOf(coded))
    }),
    { numRuns },
  )
})

for (const preset of Object.keys(presets) as PresetName[]) {
  test(`a project comes back from a .qdpx for ${preset} as it went`, () => {
    fc.assert(
      fc.property(study, (drawn) => {
        const { coded } = makeStudy(drawn)
        const { files } = formatOf('qdpx').write(coded, {}, { ...options, preset })
        const { draft, report } = readQdpx('x.qdpx', files[0]!.content as Uint8Array, readOptions())
        expect(report.unplaced).toEqual([])
        const again = draftProject(draft)
        expect(codingsOf(again)).toEqual(codingsOf(coded))
        expect([...again.texts.values()].map(({ text }) => text)).toEqual(
          [...coded.texts.values()].map(({ text }) => text),
        )
        const memos = (project: Project) =>
          [...project.segments.values()]
            .flatMap((table) => [...table.values()].map(({ memo }) => memo))
            .sort()
        expect(memos(again)).toEqual(memos(coded))
      }),
      { numRuns },
    )
  })
}
