import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { attributesOf, shownValues } from '../../../core/attributes.ts'
import { apply, type Change } from '../../../core/change.ts'
import { codeNamed, pathOf } from '../../../core/codebook.ts'
import type { NewCode } from '../../../core/commands/codebook.ts'
import { writeCodebookJson } from '../../../core/exchange/codebook-json.ts'
import type { CodingRow } from '../../../core/exchange/codings-csv.ts'
import { readCodings, writeCodings } from '../../../core/exchange/codings-csv.ts'
import { codingsFormatOf } from '../../../core/exchange/codings-formats.ts'
import { datasetTable } from '../../../core/exchange/dataset.ts'
import { formatOf } from '../../../core/exchange/formats.ts'
import type { GivenFile } from '../../../core/exchange/found.ts'
import { placeCodings } from '../../../core/exchange/place.ts'
import { type PresetName, presets } from '../../../core/exchange/refi-qda/presets.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { trimmed } from '../../../core/exchange/tokens.ts'
import type {
  Attribute,
  AttributeKind,
  AttributeValue,
  Certainty,
  LinkTypeId,
  Project,
  Segment,
} from '../../../core/model.ts'
import { certainties } from '../../../core/model.ts'
import { splitsSurrogatePair } from '../../../core/offset.ts'
import type { Span } from '../../../core/span.ts'
import { freeze } from '../../../core/text.ts'
import { readCodingsFiles } from '../../../main/exchange/read-codings.ts'
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

const attribute = (
  name: string,
  kind: AttributeKind,
  choices: string[] = [],
  id = kind.slice(0, 3),
): Attribute => ({
  ...{ id: id as Attribute['id'], name, kind, choices },
  initial: null,
})
const attributes = [
  attribute('count', 'number'),
  attribute('kind of =', 'choice', ['killed in action', 'wounded | lost', 'نص']),
  attribute('when', 'date'),
  attribute('sûr: sure', 'yes/no'),
  attribute('نص', 'text'),
]
const codes: NewCode[] = [
  {
    name: 'actor',
    attributes,
    memo: 'A memo.\n[Memo]\nOf two [lines].',
    definition: 'Who acts.',
    children: [{ name: 'state' }, { name: 'a | b [c] * ->' }],
  },
  { name: '=cmd', attributes: [attribute('count', 'number', [], 'count-2')], children: [{ name: 'state' }] },
  { name: 'كود 你好 😀' },
]

/** A text as a file may hold it, with a byte order mark and any line ends. */
const rawText = fc
  .tuple(fc.boolean(), fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 40 }))
  .map(([marked, parts]) => (marked ? '\ufeff' : '') + parts.join(''))

/** A memo or value as people type them, in lines. */
const words = fc
  .array(fc.constantFrom(...pieces, '[Values]', '\\\\', '[Memo]'), { maxLength: 4 })
  .map((parts) => freeze(parts.join('')))

interface Drawn {
  readonly from: number
  readonly length: number
  readonly code: number
  readonly coder: number
  readonly document: number
  readonly certainty: Certainty | undefined
  readonly values: { readonly [name: string]: AttributeValue | undefined }
  readonly text: string
  readonly memo: string
  /** The rows it is linked to, counted from its own. */
  readonly links: readonly number[]
}
const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const drawn: fc.Arbitrary<Drawn> = fc.record({
  from: fraction,
  length: fraction,
  code: fc.nat(5),
  coder: fc.nat(1),
  document: fc.nat(1),
  certainty: fc.option(fc.constantFrom(...certainties), { nil: undefined }),
  values: fc.record({
    count: fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      nil: undefined,
    }),
    'kind of =': fc.option(fc.constantFrom(...attributes[1]!.choices), { nil: undefined }),
    when: fc.option(fc.constantFrom('2026', '2022-09', '2022-09-13'), { nil: undefined }),
    'sûr: sure': fc.option(fc.boolean(), { nil: undefined }),
  }),
  text: words,
  memo: words,
  links: fc.array(fc.nat(3), { maxLength: 2 }),
})
const study = fc.tuple(rawText, rawText, fc.array(drawn, { minLength: 1, maxLength: 12 }))

/** Values for the attributes that the code has. */
function valuesOf({ codes }: Project, path: string, { values, text }: Drawn): Segment['attributes'] {
  const declared = attributesOf(codes, codeNamed(codes, path)!)
  return Object.fromEntries(
    declared.flatMap(({ id, name }) => {
      const value = name === 'نص' ? (text === '' ? undefined : text) : values[name]
      return value === undefined ? [] : [[id, value]]
    }),
  )
}

const linkTypes = ['made-by', 'sagt'] as LinkTypeId[]
const declaredLinks: Change = {
  linkTypes: {
    added: [
      { id: linkTypes[0]!, order: 0, name: 'made by', from: [], to: [] },
      { id: linkTypes[1]!, order: 1, name: 'قال | says', from: [], to: [] },
    ],
    updated: [],
    removed: [],
  },
}

/** Two documents with random segments of two coders, and the same without segments. */
function makeStudy([one, two, spans]: readonly [string, string, readonly Drawn[]]): {
  bare: Project
  coded: Project
} {
  // Different ends, so that the two are never the same text.
  const texts = [`${freeze(one)} one`, `${freeze(two)} two`]
  const bare = apply(projectOf({ 'one.txt': texts[0]!, 'two.txt': texts[1]! }, codes), declaredLinks)
  const documents = [...bare.documents.values()]
  const paths = [...bare.codes.values()].map((code) => pathOf(bare.codes, code).join(' / '))
  const rows = spans.map((drawn, line): CodingRow => {
    const { from, length, code, coder, document } = drawn
    const text = texts[document]!
    const start = Math.floor(from * (text.length - 1))
    const end = start + 1 + Math.floor(length * (text.length - start - 1))
    const [s, e] = [
      splitsSurrogatePair(text, start) ? start - 1 : start,
      splitsSurrogatePair(text, end) ? end + 1 : end,
    ]
    const names = { document: documents[document]!.id, coder: ['Ana', 'بن 😀'][coder]!, code: paths[code]! }
    const linked = drawn.links.filter((to) => {
      const target = spans[(line + to) % spans.length]!
      return target.coder === coder && target.document === document
    })
    return {
      ...{ line, key: `${line}`, ...names, start: s, end: e, quote: text.slice(s, e), memo: drawn.memo },
      ...(drawn.certainty === undefined ? {} : { certainty: drawn.certainty }),
      attributes: valuesOf(bare, paths[code]!, drawn),
      links: linked.map((to, n) => ({ type: linkTypes[n]!, to: `${(line + to) % spans.length}` })),
    }
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

/** What a format keeps besides codes and places. */
interface Kept {
  readonly memo?: boolean
  /** Certainty, values and links. */
  readonly said?: boolean
  span?(text: string, span: Span): Span | undefined
  /** What becomes of a memo or value. */
  words?(text: string): string
}

/**
 * What segments say, by their places; only of those whose place is nobody else's after the format made its own of it,
 * since of two that become the same the first stays.
 */
function saidIn(
  project: Project,
  { memo = false, said = false, span, words = (text) => text }: Kept,
): string[] {
  const { segments, codes, documents, texts, coders } = project
  const all = [...segments.values()].flatMap((table) => [...table.values()])
  const places = new Map<Segment['id'], string>()
  const counts = new Map<string, number>()
  for (const segment of all) {
    const { start, end } = (span ?? ((_, one) => one))(texts.get(segment.document)!.text, segment) ?? {}
    if (start === undefined) continue
    const code = pathOf(codes, codes.get(segment.code)!).join(' / ')
    const names = [documents.get(segment.document)!.title, coders.get(segment.coder)!.name]
    const place = [...names, code, start, end].join('|')
    places.set(segment.id, place)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const alone = (id: Segment['id']) => counts.get(places.get(id) ?? '') === 1
  return all
    .filter(({ id }) => alone(id))
    .flatMap((segment) => {
      const place = places.get(segment.id)!
      const values = shownValues(codes, segment).flatMap(({ attribute, value }) => {
        const text = typeof value === 'string' ? words(value) : value
        return text === '' ? [] : [`${place} ${attribute.name} = ${JSON.stringify(text)}`]
      })
      const links = segment.links
        .filter(({ to }) => alone(to))
        .map(({ type, to }) => `${place} ${project.linkTypes.get(type)!.name} ${places.get(to)}`)
      return [
        ...(memo ? [`${place} memo ${words(segment.memo)}`] : []),
        ...(said ? [`${place} ${segment.certainty}`, ...values, ...links] : []),
      ]
    })
    .sort()
}

const options = { program: { name: 'Intercoder', version: '0.1.0' } }
const owner = { isDocument: (name: string) => /^(one|two)(\.txt)?$/.test(name) }

function take(bare: Project, files: readonly GivenFile[]): Project {
  const found = codingsFormatOf(files).read(files, owner)
  const placed = placeCodings(bare, found.codings, {})
  expect(placed.problems).toEqual([])
  expect(placed.losses).toEqual([])
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

/** White space and line ends within it are one space, as where a note is one line. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const formatsIn: Readonly<Record<string, Kept>> = {
  csv: { memo: true, said: true },
  json: { memo: true, said: true },
  jsonl: {},
  doccano: {},
  'label-studio': { memo: true },
  w3c: { memo: true, said: true },
  brat: { memo: true, said: true, span: withoutLineBreaks, words: oneLine },
  'webanno-tsv': { memo: true, said: true, span: (text, span) => trimmed(text, span) },
  'uima-xmi': { memo: true, said: true },
  'uima-json': { memo: true, said: true },
}

for (const [id, kept] of Object.entries(formatsIn)) {
  test(`any spans in any text come back from ${id} as they went, with what they say`, () => {
    fc.assert(
      fc.property(study, (drawn) => {
        const { bare, coded } = makeStudy(drawn)
        const again = take(bare, filesOf(id, coded))
        expect(codingsOf(again)).toEqual(codingsOf(coded, kept.span))
        const [is, was] = [saidIn(again, kept), saidIn(coded, kept)]
        // Of segments that become the same, one is left, whose words are not looked at.
        expect(kept.span === undefined ? is : is.filter((line) => was.includes(line))).toEqual(was)
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

test('any spans in any text come back from an Excel table as they went, with what they say', async () => {
  await fc.assert(
    fc.asyncProperty(study, async (drawn) => {
      const { bare, coded } = makeStudy(drawn)
      const [file] = filesOf('xlsx', coded)
      const read = await readCodingsFiles([{ path: 'x.xlsx', bytes: file!.bytes }], undefined, [])
      const found = 'found' in read ? read.found.codings : []
      expect(found.length).toBe(datasetTable(coded).rows.length)
      const placed = placeCodings(bare, found, {})
      expect(placed.problems).toEqual([])
      const again = after(bare, { type: 'addCodings', rows: placed.rows })
      expect(codingsOf(again)).toEqual(codingsOf(coded))
      const said = (project: Project) =>
        // Numbers of a spreadsheet have fifteen digits, and are rounded to them before they are rounded here.
        saidIn(project, formatsIn.csv!).map((line) =>
          line.replace(/(?<= count = ).*$/, (number) =>
            Number(Number(number).toPrecision(15)).toPrecision(12),
          ),
        )
      expect(said(again)).toEqual(said(coded))
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
        // A description of nothing but white space is none: NVivo writes many.
        const kept: Kept = { memo: true, said: true, words: (text) => (text.trim() === '' ? '' : text) }
        expect(saidIn(again, kept)).toEqual(saidIn(coded, kept))
        const book = ({ codes }: Project) => JSON.parse(writeCodebookJson({ codes, linkTypes: new Map() }))
        expect(book(again)).toEqual(book(coded))
      }),
      { numRuns },
    )
  })
}
