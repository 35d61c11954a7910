import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import {
  codePoints,
  fileText,
  PositionMap,
  type PositionUnit,
  utf16,
} from '../../../core/exchange/positions.ts'
import { detectCounting } from '../../../core/exchange/refi-qda/detect.ts'
import { readXml, type XmlElement } from '../../../core/exchange/xml.ts'
import { openZip } from '../../../core/exchange/zip.ts'
import { shared } from '../../shared.ts'

const raw = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.constantFrom('a', 'é', '你', '😀', ' ', '\n', '\r\n', '\r', 'e\u0301', 'ب'), {
      maxLength: 60,
    }),
  )
  .map(([marked, parts]) => (marked ? '\ufeff' : '') + parts.join(''))

/** How long a stretch of a file is in a unit. */
function lengthIn(text: string, unit: PositionUnit): number {
  if (unit === 'utf-16') return text.length
  return unit === 'code-points' ? [...text].length : new TextEncoder().encode(text).length
}

test('positions in a file of any line ends, counted in any unit, lead to the same characters', () => {
  fc.assert(
    fc.property(
      raw,
      fc.constantFrom<PositionUnit>('utf-16', 'code-points', 'utf-8'),
      fc.boolean(),
      (content, unit, mark) => {
        const file = fileText(content)
        const map = new PositionMap(file, { unit, lineEnd: 2, mark, inclusive: false })
        const marked = content.startsWith('\ufeff')
        const body = marked ? content.slice(1) : content
        // What stands in the file before each offset, counted the slow way.
        for (let [offset, at] = [0, 0]; offset <= file.text.length; offset++) {
          const before = (mark && marked ? '\ufeff' : '') + body.slice(0, at)
          const inside =
            file.text.charCodeAt(offset - 1) >= 0xd800 && file.text.charCodeAt(offset - 1) <= 0xdbff
          if (!inside) {
            expect(map.toFile(offset)).toBe(lengthIn(before, unit))
            expect(map.fromFile(lengthIn(before, unit))).toBe(offset)
          }
          at += body.startsWith('\r\n', at) ? 2 : 1
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a position between CR and LF is before the line end, one inside a character is no place', () => {
  const file = fileText('a\r\n😀b')
  const inUtf16 = new PositionMap(file, { ...utf16, lineEnd: 2 })
  expect([1, 2, 3].map((position) => inUtf16.fromFile(position))).toEqual([1, 1, 2])
  const inBytes = new PositionMap(file, { ...utf16, unit: 'utf-8', lineEnd: 2 })
  expect([3, 4, 6, 7, 8, 9].map((position) => inBytes.fromFile(position))).toEqual([
    2,
    undefined,
    undefined,
    4,
    5,
    undefined,
  ])
})

test('where CRLF counts as one, positions are those of the frozen text', () => {
  const map = new PositionMap(fileText('\ufeffa\r\nb\r\nc'), codePoints)
  expect([0, 1, 2, 3, 4, 5].map((position) => map.fromFile(position))).toEqual([0, 1, 2, 3, 4, 5])
})

const words =
  'The 😀 ministry said so.\r\nPeople 😀 waited at the road.\r\nNobody 😀 answered the call.\r\n'.repeat(30)
const file = fileText(words)

/** Every word of the text as a selection, counted in one way. */
function selectionsBy(counting: typeof utf16) {
  const map = new PositionMap(file, counting)
  return [...file.text.matchAll(/\w{4,}/g)].map(({ 0: word, index }) =>
    map.spanToFile({ start: index, end: index + word.length }),
  )
}

for (const unit of ['utf-16', 'code-points', 'utf-8'] as const) {
  for (const lineEnd of [1, 2] as const) {
    for (const inclusive of [false, true]) {
      test(`positions in ${unit}, CRLF as ${lineEnd}, ends ${inclusive ? 'inclusive' : 'exclusive'}, are told by the words they cut`, () => {
        const counting = { unit, lineEnd, mark: false, inclusive }
        for (const prior of [codePoints, { ...utf16, lineEnd: 2 as const }]) {
          expect(detectCounting(file, selectionsBy(counting), prior).counting).toEqual(counting)
        }
      })
    }
  }
}

test('names that hold the words decide, even where few positions speak', () => {
  const map = new PositionMap(file, { ...utf16, lineEnd: 2 })
  const start = file.text.lastIndexOf('Nobody')
  const span = { start, end: start + 15 }
  const selection = { ...map.spanToFile(span), words: file.text.slice(span.start, span.end) }
  expect(detectCounting(file, [selection], codePoints)).toMatchObject({
    counting: { unit: 'utf-16', lineEnd: 2 },
    evidence: 'words',
  })
})

test('the positions of NVivo are told from its file, whoever is said to have written it', () => {
  const name = 'interchange-samples/nvivo/nvivo-win-12.6_97-selections_masked.qdpx'
  const zip = openZip(name, new Uint8Array(readFileSync(new URL(name, shared))))
  const text = zip.entries.find((entry) => entry.name.endsWith('.txt'))!.name
  const selections: { start: number; end: number }[] = []
  const walk = (element: XmlElement) => {
    const { startPosition, endPosition } = element.attributes
    if (startPosition !== undefined)
      selections.push({ start: Number(startPosition), end: Number(endPosition) })
    element.children.forEach(walk)
  }
  walk(readXml(name, zip.read('project.qde')))
  expect(selections).toHaveLength(97)
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(zip.read(text))
  const found = detectCounting(fileText(decoded), selections, { ...codePoints, lineEnd: 2 })
  expect(found.counting).toMatchObject({ unit: 'utf-16', lineEnd: 2, inclusive: false })
})
