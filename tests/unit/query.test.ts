import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, invert } from '../../core/change.ts'
import { decide } from '../../core/command.ts'
import { readCsv } from '../../core/exchange/csv.ts'
import { writeSegmentList } from '../../core/exchange/dataset.ts'
import type { Project } from '../../core/model.ts'
import { codingsId, segmentsOf } from '../../core/model.ts'
import { snapToGraphemes } from '../../core/offset.ts'
import type { Query } from '../../core/query.ts'
import { everySegment, segmentsFor } from '../../core/query.ts'
import { cases } from '../campaign.ts'
import { bareProject, codeId, coderId, counting, newDocument, perform } from './sample-project.ts'

const first = 'The café said two were hurt. 👩‍👩‍👧 came.'
const second = 'The ministry denied it.'

function project(): Project {
  const bare = perform(bareProject, [
    { type: 'addCoder', name: 'Ana' },
    { type: 'addCoder', name: 'Ben' },
    {
      type: 'addCodes',
      parent: null,
      codes: [{ name: 'actor', children: [{ name: 'state' }] }, { name: 'claim' }],
    },
    {
      type: 'addDocuments',
      documents: [
        { ...newDocument('One', first), variables: { outlet: 'A' } },
        { ...newDocument('Two', second), variables: { outlet: 'B' } },
      ],
    },
  ])
  const [one, two] = [...bare.documents.keys()]
  const span = (document: typeof one, code: string, start: number, end: number) =>
    ({ type: 'applyCode', document: document!, code: codeId(bare, code), start, end }) as const
  const ana = perform(
    bare,
    [
      span(two, 'state', 4, 12),
      span(one, 'claim', 14, 27),
      span(one, 'actor', 4, 8),
      span(one, 'actor', 0, 8),
    ],
    'Ana',
  )
  const [long] = segmentsOf(ana, coderId(ana, 'Ana'), one!)
  const said = { certainty: 'doubtful', memo: '=Who says so? Él.' } as const
  const noted = perform(
    ana,
    [{ type: 'changeSegment', document: one!, segment: long!.id, changes: said }],
    'Ana',
  )
  return perform(noted, [span(two, 'claim', 0, 23)], 'Ben')
}

const quotes = (of: Project, query: Partial<Query>) =>
  segmentsFor(of, { ...everySegment, ...query }).map(({ quote }) => quote)

test('segments are listed by document and place, the longer first, or by the order of the codebook', () => {
  const all = project()
  expect(quotes(all, {})).toEqual(['The café', 'café', 'two were hurt', second, 'ministry'])
  expect(quotes(all, { order: 'code' })).toEqual(['The café', 'café', 'ministry', 'two were hurt', second])
})

test('a filter by code takes the codes below it, one by variable its documents, one by words quote and memo', () => {
  const all = project()
  expect(quotes(all, { code: codeId(all, 'actor') })).toEqual(['The café', 'café', 'ministry'])
  expect(quotes(all, { code: codeId(all, 'state') })).toEqual(['ministry'])
  expect(quotes(all, { coder: coderId(all, 'Ben') })).toEqual([second])
  expect(quotes(all, { document: [...all.documents.keys()][1]! })).toEqual([second, 'ministry'])
  expect(quotes(all, { variable: { name: 'outlet', value: 'B' } })).toEqual([second, 'ministry'])
  expect(quotes(all, { variable: { name: 'toString', value: 'B' } })).toEqual([])
  expect(quotes(all, { words: ' CAFE ' })).toEqual(['The café', 'café'])
  expect(quotes(all, { words: 'el.' })).toEqual(['The café'])
  expect(quotes(all, { certainty: 'doubtful' })).toEqual(['The café'])
  expect(quotes(all, { certainty: 'unsaid', order: 'code', code: codeId(all, 'actor') })).toEqual([
    'café',
    'ministry',
  ])
})

test('a filter by attribute finds the value as it is written', () => {
  const all = project()
  const attribute = { id: 'hurt-000000', name: 'hurt', kind: 'number', choices: [], initial: null } as const
  const claim = codeId(all, 'claim')
  const declared = perform(all, [
    { type: 'changeCode', code: claim, changes: { attributes: [attribute] } } as never,
  ])
  const [one] = [...declared.documents.keys()]
  const segment = segmentsOf(declared, coderId(declared, 'Ana'), one!).find(({ code }) => code === claim)!
  const changes = { attributes: { [attribute.id]: 2 } }
  const set = perform(
    declared,
    [{ type: 'changeSegment', document: one!, segment: segment.id, changes } as never],
    'Ana',
  )
  const asked = (value: string) => quotes(set, { attribute: { attribute: attribute.id as never, value } })
  expect(asked('2')).toEqual(['two were hurt'])
  expect(asked('3')).toEqual([])
})

test('the list as CSV holds what the list shows, and no cell is taken for a formula', () => {
  const all = project()
  const { rows, problems } = readCsv(writeSegmentList(all, segmentsFor(all, everySegment)))
  expect(problems).toEqual([])
  expect(rows).toHaveLength(6)
  const [header, row] = [rows[0]!.cells, rows[1]!.cells]
  const cell = (name: string) => row[header.indexOf(name)]
  expect(
    ['document', 'coder', 'code', 'start_utf16', 'end_utf16', 'quote', 'memo', 'certainty'].map(cell),
  ).toEqual(['One', 'Ana', 'actor', '0', '8', 'The café', "'=Who says so? Él.", 'doubtful'])
  expect(cell('variable:outlet')).toBe('A')
})

test('coding any spans is one change: whole graphemes, no span twice, and its inverse gives back the project', () => {
  const all = project()
  const [one, two] = [...all.documents.keys()]
  const spanIn = (document: typeof one, text: string) =>
    fc
      .tuple(fc.nat(text.length - 1), fc.nat(text.length - 1))
      .map(([a, b]) => snapToGraphemes(text, { start: Math.min(a, b), end: Math.max(a, b) + 1 }))
      .map((span) => ({ document: document!, ...span }))
  const spans = fc.array(fc.oneof(spanIn(one, first), spanIn(two, second)), { minLength: 1, maxLength: 12 })
  const code = codeId(all, 'state')
  fc.assert(
    fc.property(spans, (given) => {
      const clock = counting(500)
      const context = { coder: coderId(all, 'Ben'), now: clock.now(), newId: clock.newId }
      const { change } = decide(all, { type: 'applyCodeToSpans', code, spans: given }, context)
      const after = apply(all, change)
      const wanted = new Set(given.map(({ document, start, end }) => `${document} ${start} ${end}`))
      const made = [one, two].flatMap((document) =>
        [...(after.segments.get(codingsId(coderId(all, 'Ben'), document!))?.values() ?? [])].filter(
          (segment) => segment.code === code,
        ),
      )
      const places = made.map(({ document, start, end }) => `${document} ${start} ${end}`)
      const isQuoted = made.every(
        ({ document, start, end, quote }) => after.texts.get(document)!.text.slice(start, end) === quote,
      )
      return (
        isQuoted &&
        places.length === wanted.size &&
        places.every((place) => wanted.has(place)) &&
        JSON.stringify(plainly(apply(after, invert(change)))) === JSON.stringify(plainly(all))
      )
    }),
    { numRuns: cases(200, 20_000) },
  )
})

/** A project as values that can be compared, whatever order its tables are in. */
function plainly({ segments, codings }: Project) {
  const inOrder = (ids: Iterable<string>) => [...ids].sort()
  return {
    codings: inOrder(codings.keys()),
    segments: inOrder(
      [...segments.values()].flatMap((table) => [...table.values()].map((one) => JSON.stringify(one))),
    ),
  }
}
