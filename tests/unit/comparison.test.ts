import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Disagreement } from '../../core/comparison.ts'
import { compare } from '../../core/comparison.ts'
import type { CodeId, CoderId, DocumentId, Segment, SegmentId } from '../../core/model.ts'
import { unsaid } from '../../core/model.ts'

const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(4)

function segment(id: string, coder: string, code: string, start: number, end: number): Segment {
  return {
    id: id as SegmentId,
    document: 'd' as DocumentId,
    coder: coder as CoderId,
    code: code as CodeId,
    start,
    end,
    quote: text.slice(start, end),
    prefix: '',
    suffix: '',
    ...unsaid,
    version: null,
    created: '',
    changed: '',
  }
}

const shown = ({ kind, start, end, sides }: Disagreement) =>
  `${kind} ${start}-${end} ${sides.map((side) => side?.segment ?? '·').join(' ')}`

test('segments with the same code and span agree', () => {
  const { agreed, disagreements } = compare(
    text,
    [segment('a', 'A', 'actor', 3, 9)],
    [segment('b', 'B', 'actor', 3, 9)],
  )
  expect(agreed.map(([a, b]) => `${a.id} ${b.id}`)).toEqual(['a b'])
  expect(disagreements).toEqual([])
})

test('the same code with other borders is one disagreement over both stretches', () => {
  const [only, ...others] = compare(
    text,
    [segment('a', 'A', 'actor', 3, 9)],
    [segment('b', 'B', 'actor', 8, 12)],
  ).disagreements
  expect(others).toEqual([])
  expect(shown(only!)).toBe('boundary 3-12 a b')
  expect(only!.quote).toBe('defghijkl')
})

test('another code on at least half the same text is one disagreement, on less two', () => {
  const a = [segment('a', 'A', 'actor', 0, 10)]
  expect(compare(text, a, [segment('b', 'B', 'place', 0, 5)]).disagreements.map(shown)).toEqual([
    'code 0-10 a b',
  ])
  expect(compare(text, a, [segment('b', 'B', 'place', 0, 4)]).disagreements.map(shown)).toEqual([
    'missed 0-10 a ·',
    'missed 0-4 · b',
  ])
})

test('segments that only touch have nothing in common', () => {
  const { disagreements } = compare(
    text,
    [segment('a', 'A', 'actor', 0, 4)],
    [segment('b', 'B', 'actor', 4, 8)],
  )
  expect(disagreements.map(shown)).toEqual(['missed 0-4 a ·', 'missed 4-8 · b'])
})

test('one long segment over two short ones meets the one it shares more text with', () => {
  const { disagreements } = compare(
    text,
    [segment('a', 'A', 'actor', 0, 20)],
    [segment('b', 'B', 'actor', 0, 5), segment('c', 'B', 'actor', 6, 20)],
  )
  expect(disagreements.map(shown)).toEqual(['boundary 0-20 a c', 'missed 0-5 · b'])
})

test('an agreed span is not spent on a second code of the other coder', () => {
  const { agreed, disagreements } = compare(
    text,
    [segment('a', 'A', 'actor', 0, 9)],
    [segment('b', 'B', 'place', 0, 9), segment('c', 'B', 'actor', 0, 9)],
  )
  expect(agreed.map(([a, b]) => `${a.id} ${b.id}`)).toEqual(['a c'])
  expect(disagreements.map(shown)).toEqual(['missed 0-9 · b'])
})

const segmentsBy = (coder: string) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('x', 'y', 'z'),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
      ),
      { maxLength: 14 },
    )
    .map((list) =>
      list.map(([code, start, length], index) =>
        segment(`${coder}${index}`, coder, code, start, start + length),
      ),
    )

test('every segment is in exactly one pair or disagreement', () => {
  fc.assert(
    fc.property(segmentsBy('A'), segmentsBy('B'), (first, second) => {
      const { agreed, disagreements } = compare(text, first, second)
      const found = [
        ...agreed.flat().map(({ id }) => id),
        ...disagreements.flatMap(({ sides }) =>
          sides.flatMap((side) => (side === null ? [] : [side.segment])),
        ),
      ]
      expect(found.sort()).toEqual([...first, ...second].map(({ id }) => id).sort())
    }),
  )
})

test('swapping the coders swaps the sides and nothing else', () => {
  fc.assert(
    fc.property(segmentsBy('A'), segmentsBy('B'), (first, second) => {
      const there = compare(text, first, second)
      const back = compare(text, second, first)
      const mirrored = back.disagreements.map((each) => ({ ...each, sides: [each.sides[1], each.sides[0]] }))
      expect(mirrored).toEqual(there.disagreements)
      expect(back.agreed.map(([b, a]) => `${a.id} ${b.id}`).sort()).toEqual(
        there.agreed.map(([a, b]) => `${a.id} ${b.id}`).sort(),
      )
    }),
  )
})

test('the order in which segments are given makes no difference', () => {
  fc.assert(
    fc.property(segmentsBy('A'), segmentsBy('B'), (first, second) => {
      const reversed = compare(text, [...first].reverse(), [...second].reverse())
      expect(reversed.disagreements).toEqual(compare(text, first, second).disagreements)
    }),
  )
})

test('nobody misses what the other coded in the same place with the same code', () => {
  fc.assert(
    fc.property(segmentsBy('A'), segmentsBy('B'), (first, second) => {
      const missed = compare(text, first, second).disagreements.filter(({ kind }) => kind === 'missed')
      const [left, right] = [0, 1].map((n) => missed.flatMap(({ sides }) => sides[n] ?? []))
      for (const a of left!)
        for (const b of right!) expect(a.code === b.code && a.start < b.end && b.start < a.end).toBe(false)
    }),
  )
})
