import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { graphemeAt, snapToGraphemes, splitsSurrogatePair } from '../../core/offset.ts'
import { freeze, lineStarts, paragraphCount, quoteOf } from '../../core/text.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.toWellFormed())
const pieces = ['e\u0301', '👩🏽‍⚕️', '🇦🇿', 'مُ', 'ক্ষি', '汉', 'a', '\n', '👨‍👩‍👧', 'ไทย', '\u200d']
const mixedText = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''))

test('a selection that cuts an emoji takes all of it', () => {
  const text = 'x👩🏽‍⚕️y'
  expect(snapToGraphemes(text, { start: 2, end: 4 })).toEqual({ start: 1, end: text.length - 1 })
})

test('a selection keeps a letter and its combining marks together', () => {
  expect(snapToGraphemes('ae\u0301b', { start: 1, end: 2 })).toEqual({ start: 1, end: 3 })
  expect(snapToGraphemes('ae\u0301b', { start: 2, end: 4 })).toEqual({ start: 1, end: 4 })
})

test('a selection between whole graphemes stays as it is, whatever the script', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, mixedText), fc.nat(), fc.nat(), (text, a, b) => {
      const borders = [...new Intl.Segmenter('en').segment(text)]
        .map(({ index }) => index)
        .concat(text.length)
      const [start, end] = [borders[a % borders.length]!, borders[b % borders.length]!].sort((x, y) => x - y)
      expect(snapToGraphemes(text, { start: start!, end: end! })).toEqual({ start, end })
    }),
    { numRuns: 500 },
  )
})

test('a snapped selection contains the given one, and snapping again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, mixedText), fc.nat(), fc.nat(), (text, a, b) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
      fc.pre(start! < end!)
      const snapped = snapToGraphemes(text, { start: start!, end: end! })
      expect(snapped.start).toBeLessThanOrEqual(start!)
      expect(snapped.end).toBeGreaterThanOrEqual(end!)
      expect(snapToGraphemes(text, snapped)).toEqual(snapped)
      expect(text.slice(snapped.start, snapped.end).isWellFormed()).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a grapheme far into a long line is found where it is', () => {
  const text = `${'word '.repeat(1000)}👨‍👩‍👧 end`
  expect(graphemeAt(text, 5003)).toEqual({ start: 5000, end: 5008 })
  expect(graphemeAt(text, text.length)).toBeUndefined()
})

test('a line feed at the very beginning is a grapheme like any other', () => {
  expect(graphemeAt('\n\na', 0)).toEqual({ start: 0, end: 1 })
  expect(snapToGraphemes('\n\na', { start: 0, end: 1 })).toEqual({ start: 0, end: 1 })
})

test('only the middle of a surrogate pair is inside one', () => {
  expect([0, 1, 2, 3].map((offset) => splitsSurrogatePair('a👍', offset))).toEqual([
    false,
    false,
    true,
    false,
  ])
})

test('freezing drops the byte order mark, makes line ends one and nothing else', () => {
  expect(freeze('\ufeffa\r\nb\rc\n\r\n  d\u2028e\u00a0 ')).toBe('a\nb\nc\n\n  d\u2028e\u00a0 ')
  expect(freeze('a\ud800b')).toBe('a\ufffdb')
  fc.assert(fc.property(anyText, (text) => expect(freeze(freeze(text))).toBe(freeze(text))))
})

test('lines and paragraphs are counted by line feeds', () => {
  expect(lineStarts('a\n\nb\n')).toEqual([0, 2, 3, 5])
  expect(paragraphCount('a\n \n\u00a0\nb\n')).toBe(2)
})

test('a quote carries what stands around it', () => {
  expect(quoteOf('The ministry denied it.', 4, 12)).toEqual({
    quote: 'ministry',
    prefix: 'The ',
    suffix: ' denied it.',
  })
})
