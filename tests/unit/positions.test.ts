import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import {
  lineAt,
  linePositions,
  lineSpan,
  linesOf,
  linesTouched,
  sectionSize,
  toOffset,
  toPosition,
} from '../../renderer/document/positions.ts'

/** Lines as they come: empty, with emoji, right to left, without spaces, with combining marks. */
const line = fc.constantFrom(
  '',
  ' ',
  'The ministry said that mines had been found.',
  '👩‍👩‍👧‍👦 two 🧨 signs',
  'قالت الوزارة إن الألغام وُجدت',
  '国防部称发现地雷。',
  'e\u0301te\u0301 a\u0308',
)
const text = fc.array(line, { minLength: 1, maxLength: 200 }).map((lines) => lines.join('\n'))

/** Where each character would stand, counted by walking the tree instead of by the formula. */
function walk(text: string): number[] {
  const positions: number[] = []
  let position = 0
  text.split('\n').forEach((content, index, lines) => {
    if (index % sectionSize === 0) position += 1
    position += 1
    for (let i = 0; i <= content.length; i++) positions.push(position + i)
    position += content.length + 1
    if (index % sectionSize === sectionSize - 1 || index === lines.length - 1) position += 1
  })
  return positions
}

test('An offset and its position in the tree lead to each other, in every text', () => {
  fc.assert(
    fc.property(text, (text) => {
      const lines = linesOf(text)
      const positions = walk(text)
      expect(positions).toHaveLength(text.length + 1)
      expect(positions.map((_, offset) => toPosition(lines, offset))).toEqual(positions)
      expect(positions.map((position) => toOffset(lines, position))).toEqual([...positions.keys()])
    }),
    { numRuns: 60 },
  )
})

test('A position between paragraphs or outside of the text is the nearest place in it', () => {
  const lines = linesOf('ab\ncd')
  expect(toOffset(lines, 0)).toBe(0)
  // document(section(paragraph(ab) paragraph(cd))): 4 is behind b, 5 between the paragraphs, 6 before c.
  expect([4, 5, 6].map((position) => toOffset(lines, position))).toEqual([2, 2, 3])
  expect(toOffset(lines, 999)).toBe(5)
})

test('A line knows its span, its positions and what touches it', () => {
  const lines = linesOf('one\n\nthree')
  expect([0, 1, 2].map((line) => lineSpan(lines, line))).toEqual([
    { start: 0, end: 3 },
    { start: 4, end: 4 },
    { start: 5, end: 10 },
  ])
  expect(linePositions(lines, 1)).toEqual({ from: 7, to: 7 })
  expect([0, 3, 4, 5, 10].map((offset) => lineAt(lines, offset))).toEqual([0, 0, 1, 2, 2])
  expect(linesTouched(lines, { start: 0, end: 5 })).toEqual({ first: 0, last: 1 })
})
