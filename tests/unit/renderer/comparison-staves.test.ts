import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { compare } from '../../../core/comparison.ts'
import type { CodeId, CoderId, DocumentId, Segment, SegmentId } from '../../../core/model.ts'
import { unsaid } from '../../../core/model.ts'
import { stavePairs, stavePieces, strokesOf } from '../../../core/staves.ts'

const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(4)

function segment(id: string, code: string, start: number, end: number): Segment {
  return {
    id: id as SegmentId,
    document: 'd' as DocumentId,
    coder: id[0] as CoderId,
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

const whole = { start: 0, end: text.length }

test('an agreed segment is one stroke of both, a disagreement one for each side with its number', () => {
  const pairs = stavePairs(
    compare(
      text,
      [segment('a1', 'actor', 0, 5), segment('a2', 'place', 10, 20)],
      [segment('b1', 'actor', 0, 5), segment('b2', 'place', 10, 30)],
    ),
  )
  expect(pairs.map(({ number, start, end }) => [number, start, end])).toEqual([
    [null, 0, 5],
    [1, 10, 30],
  ])
  expect(strokesOf(pairs).map(({ id, side, number }) => [id, side, number])).toEqual([
    ['a1', 'both', null],
    ['a2', 0, 1],
    ['b2', 1, 1],
  ])
})

test('a piece has the first coder above, the second below, and grey what both have', () => {
  const pairs = stavePairs(
    compare(
      text,
      [segment('a1', 'actor', 0, 40), segment('a2', 'place', 10, 20)],
      [segment('b1', 'actor', 0, 40), segment('b2', 'place', 10, 30)],
    ),
  )
  const pieces = stavePieces(strokesOf(pairs), whole, null)
  expect(
    pieces.map(({ start, end, upper, lower, same }) => [start, end, upper?.id, lower?.id, same?.id]),
  ).toEqual([
    [0, 10, undefined, undefined, 'a1'],
    [10, 20, 'a2', 'b2', 'a1'],
    [20, 30, undefined, 'b2', 'a1'],
    [30, 40, undefined, undefined, 'a1'],
  ])
})

test('of several on one line the selected is drawn, otherwise the shortest', () => {
  const pairs = stavePairs(compare(text, [segment('a1', 'actor', 0, 40), segment('a2', 'place', 10, 20)], []))
  const upperAt = (selected: number | null) =>
    stavePieces(strokesOf(pairs), whole, selected).find(({ start }) => start === 10)!.upper?.id
  expect(upperAt(null)).toBe('a2')
  expect(upperAt(1)).toBe('a1')
})

test('pieces cover exactly what any of the two marked, in every paragraph', () => {
  const spans = fc.array(
    fc.record({
      code: fc.constantFrom('x', 'y'),
      start: fc.nat(90),
      length: fc.integer({ min: 1, max: 14 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(spans, spans, (first, second) => {
      const made = (letter: string, list: typeof first) =>
        list.map(({ code, start, length }, i) => segment(`${letter}${i}`, code, start, start + length))
      const [a, b] = [made('a', first), made('b', second)]
      const pieces = stavePieces(strokesOf(stavePairs(compare(text, a, b))), whole, null)
      const covered = new Set([...a, ...b].flatMap(({ start, end }) => range(start, end)))
      expect(new Set(pieces.flatMap(({ start, end }) => range(start, end)))).toEqual(covered)
    }),
  )
})

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}
