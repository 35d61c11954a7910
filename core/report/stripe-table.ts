import { unionOf } from '../agreement/spans.ts'
import { countCell } from './code-tables.ts'
import { type Column, type Stripes, type Table, text } from './content.ts'

/** What a drawing of stripes shows, in numbers: per code and coder the segments and the characters they cover. */
export function stripeTable({ document, coders, lanes }: Stripes): Table {
  const columns = coders.flatMap((coder): readonly Column[] => [
    { name: `${coder}: segments`, kind: 'number' },
    { name: 'characters', kind: 'number' },
  ])
  return {
    kind: 'table',
    caption: document,
    columns: [{ name: 'code', kind: 'text' }, ...columns],
    rows: lanes.map(({ code, colour, stretches }) => [
      { ...text(code), colour },
      ...stretches.flatMap((ofCoder) => [
        countCell(ofCoder.length),
        countCell(unionOf(ofCoder).reduce((sum, { start, end }) => sum + end - start, 0)),
      ]),
    ]),
  }
}
