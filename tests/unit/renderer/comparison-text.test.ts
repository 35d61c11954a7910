import { expect, test } from '@playwright/test'
import type { Disagreement } from '../../../core/comparison.ts'
import type { CodeId, Coder, CoderId, DocumentId, SegmentId } from '../../../core/model.ts'
import { emptyProject } from '../../../core/model.ts'
import type { StavePair, Stroke } from '../../../core/staves.ts'
import { comparedCoders, disagreementAt, groupsOf, walk } from '../../../renderer/comparison/disagreements.ts'
import { layMargin } from '../../../renderer/comparison/margin-layout.ts'
import { linesOf, paragraphAt, sectionsOf } from '../../../renderer/comparison/sections.ts'
import { rowsInView } from '../../../renderer/ui/row-window.ts'
import {
  codeId,
  coderId,
  hospitalText,
  newDocument,
  onlyDocument,
  perform,
  smallProject,
} from '../sample-project.ts'

function disagreement(document: string, id: string, start: number, kind: Disagreement['kind']): Disagreement {
  const side = {
    coder: 'a' as CoderId,
    segment: id as SegmentId,
    code: 'x' as CodeId,
    start,
    end: start + 4,
    quote: 'text',
    memo: '',
  }
  return {
    id,
    document: document as DocumentId,
    kind,
    start,
    end: start + 4,
    quote: 'text',
    sides: [side, null],
  }
}

function twoDocuments() {
  const project = perform(smallProject(), [
    { type: 'addDocuments', documents: [newDocument('Letter', 'Another text.')] },
  ])
  const [first, second] = [...project.documents.keys()] as [DocumentId, DocumentId]
  const list = [
    disagreement(first, 'one', 0, 'missed'),
    disagreement(first, 'two', 10, 'code'),
    disagreement(second, 'three', 2, 'missed'),
  ]
  return { project, first, second, groups: groupsOf(project, list, null) }
}

test('the walk goes on into the next document and back, and ends at the ends', () => {
  const { first, second, groups } = twoDocuments()
  const [one, two] = groups[0]!.disagreements
  const [three] = groups[1]!.disagreements
  const from = (current: Disagreement | undefined, document: DocumentId, step: 'next' | 'previous') =>
    walk(groups, 'all', { current, document }, step)?.id
  expect(from(one, first, 'next')).toBe('two')
  expect(from(two, first, 'next')).toBe('three')
  expect(from(three, second, 'next')).toBeUndefined()
  expect(from(three, second, 'previous')).toBe('two')
  expect(from(one, first, 'previous')).toBeUndefined()
  expect(walk(groups, 'all', { current: one, document: first }, 'last')?.id).toBe('three')
})

test('the walk over one kind leaves the others out, and starts from a document that has none of it', () => {
  const { first, second, groups } = twoDocuments()
  expect(walk(groups, 'missed', { current: groups[0]!.disagreements[0], document: first }, 'next')?.id).toBe(
    'three',
  )
  expect(walk(groups, 'code', { current: undefined, document: second }, 'previous')?.id).toBe('two')
  expect(walk(groups, 'code', { current: undefined, document: second }, 'next')).toBeUndefined()
})

test('a place means the disagreement of its segment, of its selection, or the first of its document', () => {
  const { first, groups } = twoDocuments()
  const shown = groups[0]!.disagreements
  const at = (segment: string | null, selection: { start: number; end: number } | null) =>
    disagreementAt(shown, { document: first, segment: segment as SegmentId | null, selection })?.id
  expect(at('two', null)).toBe('two')
  expect(at(null, { start: 11, end: 12 })).toBe('two')
  expect(at('of somebody else', { start: 6, end: 8 })).toBe('one')
  expect(at(null, null)).toBe('one')
})

test('a caret between disagreements means the next one, and behind all of them the last', () => {
  const { first, groups } = twoDocuments()
  const shown = groups[0]!.disagreements
  const at = (selection: { start: number; end: number }) =>
    disagreementAt(shown, { document: first, segment: null, selection })?.id
  expect(at({ start: 6, end: 8 })).toBe('two')
  expect(at({ start: 8, end: 8 })).toBe('two')
  expect(at({ start: 30, end: 30 })).toBe('two')
  expect(
    disagreementAt([], { document: first, segment: null, selection: { start: 6, end: 8 } }),
  ).toBeUndefined()
})

test('what was compared afresh takes the place of what was read before', () => {
  const { project, first } = twoDocuments()
  const groups = groupsOf(project, [disagreement(first, 'old', 0, 'code')], {
    document: first,
    disagreements: [],
  })
  expect(groups[0]!.disagreements).toEqual([])
})

test('the first two coders with work are compared, until somebody chooses', () => {
  const project = perform(smallProject(), [{ type: 'addCoder', name: 'Cem' }])
  const coded = perform(
    project,
    [
      {
        type: 'applyCode',
        document: onlyDocument(project),
        code: codeId(project, 'state'),
        start: 0,
        end: 3,
      },
    ],
    'Cem',
  )
  const names = (coders: readonly Coder[] | undefined) => coders?.map(({ name }) => name)
  expect(names(comparedCoders(coded, null))).toEqual(['Cem', 'Ana'])
  const [ana, ben] = [coderId(coded, 'Ana'), coderId(coded, 'Ben')]
  expect(names(comparedCoders(coded, [ben, ana]))).toEqual(['Ben', 'Ana'])
  expect(names(comparedCoders(coded, [ben, 'gone' as CoderId]))).toEqual(['Cem', 'Ana'])
  expect(comparedCoders(emptyProject, null)).toBeUndefined()
})

test('lines are numbered as paragraphs are, and the title is the headline once', () => {
  const lines = linesOf('Report\n\nThe  hospital.\nReport', 'Report')
  expect(lines.map(({ number, look }) => [number, look])).toEqual([
    [1, 'title'],
    [null, 'blank'],
    [2, 'spaces'],
    [3, 'plain'],
  ])
  expect(paragraphAt('One.\n\nTwo.\nThree.', 0)).toBe(1)
  expect(paragraphAt('One.\n\nTwo.\nThree.', 6)).toBe(2)
  expect(paragraphAt('One.\n\nTwo.\nThree.', 14)).toBe(3)
  expect(paragraphAt(hospitalText, hospitalText.indexOf('The ministry'))).toBe(2)
})

test('a segment over the border of two sections is drawn in both', () => {
  const text = Array.from({ length: 70 }, (_, line) => `Line ${line}.`).join('\n')
  const at = text.indexOf('Line 63')
  const stroke: Stroke = { id: 's', code: 'x' as CodeId, side: 0, number: 1, start: at, end: at + 20 }
  const pair: StavePair = { number: 1, start: at, end: at + 20, sides: [stroke, null] }
  const sections = sectionsOf(text, '', [pair])
  expect(sections.map(({ lines, pairs, strokes }) => [lines.length, pairs.length, strokes.length])).toEqual([
    [64, 1, 1],
    [6, 1, 1],
  ])
})

test('numbers in the margin keep clear of one another, and a pair has one lane', () => {
  const stroke = (id: string, side: 0 | 1, number: number): Stroke => ({
    id,
    code: 'x' as CodeId,
    side,
    number,
    start: 0,
    end: 1,
  })
  const pairs: StavePair[] = [
    { number: 1, start: 0, end: 1, sides: [stroke('a', 0, 1), stroke('b', 1, 1)] },
    { number: 2, start: 0, end: 1, sides: [stroke('c', 0, 2), null] },
  ]
  const extents = new Map([
    ['a', { from: 0, to: 30 }],
    ['b', { from: 0, to: 60 }],
    ['c', { from: 5, to: 30 }],
  ])
  const laid = layMargin(pairs, extents, () => true)
  expect(laid.pairs.map(({ lane, numberTop }) => [lane, numberTop])).toEqual([
    [0, 2],
    [1, 25],
  ])
  expect(laid.lanes).toBe(2)
  expect(layMargin(pairs, new Map(), () => true)).toEqual({ pairs: [], lanes: 0 })
})

test('the rows near the view are drawn, and never more than there are', () => {
  expect(rowsInView(1000, 48, 4800, 480)).toEqual({ first: 95, end: 115, rowHeight: 48 })
  expect(rowsInView(3, 48, 0, 480)).toEqual({ first: 0, end: 3, rowHeight: 48 })
  expect(rowsInView(3, 48, 4800, 480)).toEqual({ first: 3, end: 3, rowHeight: 48 })
})
