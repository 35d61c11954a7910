import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Code, CodeId, Segment, SegmentId } from '../../core/model.ts'
import { alsoHere } from '../../renderer/document/also-here.ts'
import type { Picture } from '../../renderer/document/picture.ts'
import { firstPicture, marksOf, repaint } from '../../renderer/document/picture.ts'
import { linesOf } from '../../renderer/document/positions.ts'
import { matchingCodes } from '../../renderer/ui/matching-codes.ts'

const text = Array.from({ length: 12 }, (_, line) => `Line ${line} of the text.`).join('\n')
const lines = linesOf(text)
const empty = firstPicture(lines, { segments: new Map(), codes: new Map(), selected: null })

const code = (id: string, name: string, colour: number, parent: string | null = null) =>
  ({ id, name, colour, parent, order: colour, key: '' }) as Code
const codes = new Map(
  [code('a', 'actor', 1), code('s', 'state', 1, 'a'), code('m', 'munition', 4)].map((each) => [
    each.id,
    each,
  ]),
)

const segment = (id: string, start: number, end: number, of = 'a') =>
  ({ id, start, end, code: of as CodeId, quote: text.slice(start, end) }) as Segment
const table = (segments: readonly Segment[]) => new Map(segments.map((each) => [each.id, each]))
const paint = (before: Picture, segments: readonly Segment[], selected: string | null = null) =>
  repaint(before, { segments: table(segments), codes, selected: selected as SegmentId | null })
const allMarks = (picture: Picture) => lines.starts.map((_, line) => marksOf(picture, line))

test('A mark carries depth, lanes, names and ids of what lies over it', () => {
  const { picture } = paint(empty, [segment('x', 0, 10), segment('y', 5, 8, 'm')], 'y')
  expect(marksOf(picture, 0).map(({ start, end, attributes }) => [start, end, attributes])).toEqual([
    [
      0,
      5,
      {
        class: 'd1',
        style: '--a:var(--code-1);--a0:1px',
        'aria-description': 'actor',
        'data-segments': 'x',
      },
    ],
    [
      5,
      8,
      {
        class: 'd2 sel from to',
        style: '--a:var(--code-1);--b:var(--code-4);--b0:1px;--b1:1px',
        'aria-description': 'actor; munition, selected',
        'data-segments': 'x y',
      },
    ],
    [
      8,
      10,
      {
        class: 'd1',
        style: '--a:var(--code-1);--a1:1px',
        'aria-description': 'actor',
        'data-segments': 'x',
      },
    ],
  ])
})

test('A segment over several lines has its ends in the first and the last only', () => {
  const { picture } = paint(empty, [segment('x', 3, lines.starts[2]! + 4)], 'x')
  const classes = [0, 1, 2].map((line) => marksOf(picture, line).map(({ attributes }) => attributes.class))
  expect(classes).toEqual([['d1 sel from'], ['d1 sel'], ['d1 sel to']])
})

test('Selecting another segment draws the lines of both anew, and no other', () => {
  const segments = table([segment('x', 0, 5), segment('y', lines.starts[7]!, lines.starts[8]! + 2)])
  const before = repaint(empty, { segments, codes, selected: 'x' as SegmentId }).picture
  const { changed } = repaint(before, { segments, codes, selected: 'y' as SegmentId })
  expect([...changed].sort()).toEqual([0, 7, 8])
})

test('Another colour of a code draws its segments anew', () => {
  const segments = table([segment('x', 0, 5), segment('y', lines.starts[3]!, lines.starts[3]! + 2, 'm')])
  const before = repaint(empty, { segments, codes, selected: null }).picture
  const recoloured = new Map(codes).set('m' as CodeId, code('m', 'munition', 9))
  const { changed, picture } = repaint(before, { segments, codes: recoloured, selected: null })
  expect([...changed]).toEqual([3])
  expect(marksOf(picture, 3)[0]!.attributes.style).toContain('--code-9')
})

test('After any change the marks are those of a fresh picture, and every line that differs is named', () => {
  const some = fc.uniqueArray(
    fc.tuple(
      fc.nat(15),
      fc.nat(text.length - 2),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('a', 's', 'm'),
    ),
    { maxLength: 10, selector: ([id]) => id },
  )
  const made = (rows: [number, number, number, string][]) =>
    rows.map(([id, start, length, of]) => segment(`s${id}`, start, Math.min(text.length, start + length), of))
  fc.assert(
    fc.property(some, some, fc.nat(15), fc.nat(15), (first, second, one, other) => {
      const before = paint(empty, made(first), `s${one}`).picture
      const { picture, changed } = paint(before, made(second), `s${other}`)
      const fresh = allMarks(paint(empty, made(second), `s${other}`).picture)
      // Codes that lie over the same words may be named in either order.
      expect(allMarks(picture).map(unordered)).toEqual(fresh.map(unordered))
      const old = allMarks(before).map(unordered)
      fresh.forEach((marks, line) => {
        if (JSON.stringify(unordered(marks)) !== JSON.stringify(old[line]))
          expect(changed.has(line)).toBe(true)
      })
    }),
  )
})

function unordered(marks: ReturnType<typeof marksOf>) {
  const sorted = (list: string | undefined, by: string) => list?.split(by).sort().join(by)
  return marks.map(({ start, end, attributes }) => [
    start,
    end,
    attributes.class,
    sorted(attributes.style, ';'),
    sorted(attributes['data-segments'], ' '),
  ])
}

test('Where a thousand segments are hidden and shown again, the marks are those of a fresh picture', () => {
  const long = linesOf(Array.from({ length: 300 }, (_, line) => `Line ${line} of a longer text.`).join('\n'))
  const all = table(
    Array.from({ length: 1000 }, (_, n) =>
      segment(`s${n}`, (n * 37) % 7000, ((n * 37) % 7000) + 5 + (n % 90)),
    ),
  )
  const few = new Map([...all].slice(0, 3))
  const shown = (segments: typeof all) => ({ segments, codes, selected: null })
  const marks = (picture: Picture) => long.starts.map((_, line) => unordered(marksOf(picture, line)))
  const first = firstPicture(long, shown(all))
  const hidden = repaint(first, shown(few)).picture
  expect(marks(hidden)).toEqual(marks(firstPicture(long, shown(new Map(few)))))
  const again = repaint(hidden, shown(new Map(all))).picture
  expect(marks(again)).toEqual(marks(first))
})

test('What else stands at the caret and beside a segment is the same whether or not its lines are known', () => {
  const spans = fc.array(fc.tuple(fc.nat(text.length - 2), fc.integer({ min: 1, max: 70 })), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(spans, fc.nat(text.length), fc.nat(12), (rows, caret, chosen) => {
      const segments = rows.map(([start, length], n) =>
        segment(`s${n}`, start, Math.min(text.length, start + length)),
      )
      const here = (known: ReturnType<typeof table>) =>
        alsoHere({ segments: known, selected: segments[chosen], selection: { start: caret, end: caret } })
      const drawn = table(segments)
      firstPicture(lines, { segments: drawn, codes, selected: null })
      expect(here(drawn)).toEqual(here(table(segments)))
    }),
  )
})

test('What is typed into the box finds codes by the beginning of their name first, and may be a new one', () => {
  const names = (typed: string) => matchingCodes(codes, typed).found.map(({ name }) => name)
  expect(names('a')).toEqual(['actor', 'state'])
  expect(names('actor / s')).toEqual(['state'])
  expect(names('ni')).toEqual(['munition'])
  expect(names('')).toEqual([])
  expect(matchingCodes(codes, 'State').isNew).toBe(false)
  expect(matchingCodes(codes, 'stat')).toMatchObject({ isNew: true, begun: 1 })
  expect(matchingCodes(codes, 'ni')).toMatchObject({ isNew: true, begun: 0 })
})
