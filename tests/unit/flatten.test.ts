import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { flatten } from '../../core/flatten.ts'
import { contains, overlaps, union } from '../../core/span.ts'

const span = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start, end: start + length }))

test('Two segments that cross become three pieces, the longer named first', () => {
  const long = { start: 0, end: 20 }
  const short = { start: 10, end: 25 }
  expect(flatten([short, long], { start: 0, end: 100 })).toEqual([
    { start: 0, end: 10, segments: [long] },
    { start: 10, end: 20, segments: [long, short] },
    { start: 20, end: 25, segments: [short] },
  ])
})

test('Segments that only touch stay two pieces', () => {
  const pieces = flatten(
    [
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ],
    { start: 0, end: 9 },
  )
  expect(pieces.map(({ start, end }) => [start, end])).toEqual([
    [0, 5],
    [5, 9],
  ])
})

test('A segment over several paragraphs is cut to the one that is asked for', () => {
  const segment = { start: 0, end: 100 }
  expect(flatten([segment], { start: 40, end: 50 })).toEqual([{ start: 40, end: 50, segments: [segment] }])
  expect(flatten([segment], { start: 50, end: 50 })).toEqual([])
})

test('Equal segments by two codes are one piece with both', () => {
  const one = { start: 3, end: 8, code: 'a' }
  const two = { start: 3, end: 8, code: 'b' }
  expect(flatten([one, two], { start: 0, end: 9 })).toEqual([{ start: 3, end: 8, segments: [one, two] }])
})

test('Pieces are disjoint, in order, cover what the segments cover, and name exactly those above them', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), span, (segments, within) => {
      const pieces = flatten(segments, within)
      for (const [i, piece] of pieces.slice(1).entries()) {
        expect(piece.start).toBeGreaterThanOrEqual(pieces[i]!.end)
      }
      for (const piece of pieces) {
        expect(contains(within, piece)).toBe(true)
        expect(new Set(piece.segments)).toEqual(
          new Set(segments.filter((segment) => overlaps(segment, piece))),
        )
        for (const segment of piece.segments) expect(contains(segment, piece)).toBe(true)
      }
      const cut = segments
        .filter((segment) => overlaps(segment, within))
        .map(({ start, end }) => ({ start: Math.max(start, within.start), end: Math.min(end, within.end) }))
      expect(union(pieces)).toEqual(union(cut))
    }),
  )
})
