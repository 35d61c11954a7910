import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { diffOf } from '../../core/change.ts'
import { readReading, writeReading } from '../../core/document-reading.ts'
import type { Segment, Text } from '../../core/model.ts'
import { quoteOf } from '../../core/text.ts'

test('what a window reads is what was written, in every text and to the order of its fields', () => {
  const said = fc.record({
    code: fc.constantFrom('c', 'd'),
    coder: fc.constantFrom('ana', 'ben'),
    memo: fc.constantFrom('', 'unsure', '{}'),
    attributes: fc.constantFrom({}, { a: 3 }),
    links: fc.constantFrom([], [{ type: 't', to: 's0' }]),
    created: fc.constantFrom('2026-01-05T09:00:00.000Z', '2026-01-05T09:00:00.001Z'),
  })
  const spans = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean(), said), { maxLength: 8 })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), spans, (text, some) => {
      const segments = some.map(([a, b, drifted, own], n) => {
        const [start, end] = [a % text.length, 1 + (b % text.length)].sort((one, other) => one - other)
        const words = quoteOf(text, start!, end!)
        return segment({
          ...own,
          id: `s${n}`,
          start,
          end,
          ...words,
          ...(drifted ? { quote: 'otherwise' } : {}),
        })
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
  const added = [segment({ quote: 'The', suffix: ' end' })]
  const change = { texts: diffOf<Text>({}), segments: diffOf({ added }) }
  expect(readReading(writeReading(change))).toEqual(change)
})

/** A segment with every field that there is, in an order of its own. */
function segment(own: object): Segment {
  return {
    ...{
      id: 's',
      document: 'd',
      coder: 'ana',
      code: 'c',
      start: 0,
      end: 3,
      quote: '',
      prefix: '',
      suffix: '',
    },
    ...{ memo: '', attributes: {}, certainty: null, links: [], version: null },
    ...{ created: '2026-01-05T09:00:00.000Z', changed: '2026-01-05T09:00:00.000Z' },
    ...own,
  } as unknown as Segment
}
