import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { diffOf } from '../../core/change.ts'
import { readReading, writeReading } from '../../core/document-reading.ts'
import type { Segment, Text } from '../../core/model.ts'
import { quoteOf } from '../../core/text.ts'

test('what a window reads is what was written, in every text and to the order of its fields', () => {
  const spans = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 8 })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), spans, (text, some) => {
      const segments = some.map(([a, b, drifted], n) => {
        const [start, end] = [a % text.length, 1 + (b % text.length)].sort((one, other) => one - other)
        const words = quoteOf(text, start!, end!)
        return {
          ...{ id: `s${n}`, document: 'd', coder: 'ana', code: 'c', start, end, ...words, memo: '' },
          ...(drifted ? { quote: 'otherwise' } : {}),
          links: [],
        } as unknown as Segment
      })
      const change = {
        texts: diffOf({ added: [{ id: 'd', text } as Text] }),
        segments: diffOf({ added: segments }),
      }
      const read = readReading(writeReading(change))
      expect(read).toEqual(change)
      expect(JSON.stringify(read)).toBe(JSON.stringify(change))
    }),
  )
})

test('segments whose text does not go along keep their words', () => {
  const segment = { id: 's', document: 'd', start: 0, end: 3, quote: 'The', prefix: '', suffix: ' end' }
  const change = { texts: diffOf<Text>({}), segments: diffOf({ added: [segment as Segment] }) }
  expect(readReading(writeReading(change))).toEqual(change)
})
