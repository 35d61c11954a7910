import { expect, test } from '@playwright/test'
import { readHere } from '../../../main/documents/read.ts'
import { drawn, pdf, pdfIn } from './made-files.ts'

async function read(...pages: string[]) {
  const [document] = await readHere('a.pdf', pdf(...pages))
  return document!
}

/** Lines of about 45 letters, 12 points apart, from the top of a column. */
const column = (x: number, lines: readonly string[], top = 700) =>
  lines.map((line, at) => drawn(x, top - at * 12, line))
const left = [
  'The ministry said on Monday that the road had',
  'been closed for the fourth day in a row. The',
  'residents said that they had been told noth-',
  'ing about the closing of the road, and that a',
  'self-made barrier stood on it in the morning.',
]
const right = [
  'Another spokesman said that the cars of the',
  'peacekeepers had been let through during the',
  'night. He gave no further details, and there',
  'was nobody else who could say what the self-',
  'made barrier was for, or who had put it there.',
]
const prose =
  'The ministry said on Monday that the road had been closed for the fourth day in a row. The residents said that they had been told nothing about the closing of the road, and that a self-made barrier stood on it in the morning.'
const other =
  'Another spokesman said that the cars of the peacekeepers had been let through during the night. He gave no further details, and there was nobody else who could say what the self-made barrier was for, or who had put it there.'

test('lines are put together to paragraphs, and divided words are whole again', async () => {
  const { text, warnings, source } = await read(column(50, left).join('') + column(50, right, 620).join(''))
  expect(text).toBe(`${prose}\n${other}`)
  expect(warnings).toEqual(['1 word divided at line ends put together'])
  expect(source).toMatchObject({ importer: 'pdf/1', encoding: '' })
})

test('columns come one after the other, however they are drawn', async () => {
  const [a, b] = [column(50, left), column(320, right)]
  const title = drawn(150, 740, 'A road is closed for days', 18)
  const byColumn = `${title}${a.join('')}${b.join('')}`
  const byRow = title + a.map((line, at) => line + b[at]).join('')
  const upside = [...b].reverse().join('') + [...a].reverse().join('') + title
  for (const page of [byColumn, byRow, upside])
    expect((await read(page)).text).toBe(`A road is closed for days\n${prose}\n${other}`)
})

test('the cells of a table stay in their rows', async () => {
  const rows = ['Name', 'Anna', 'Boris', 'Clara', 'Dario'].map(
    (name, at) => drawn(50, 700 - at * 14, name) + drawn(250, 700 - at * 14, String(20 + at)),
  )
  expect((await read(rows.join(''))).text).toBe('Name\t20\nAnna\t21\nBoris\t22\nClara\t23\nDario\t24')
})

test('running heads and page numbers are left out, and a sentence goes on over the page', async () => {
  const pages = [1, 2, 3, 4].map(
    (number) =>
      drawn(50, 770, 'Journal of Roads') +
      column(50, number % 2 === 1 ? left : right)
        .slice(0, number === 1 ? 2 : 5)
        .join('') +
      drawn(290, 30, String(number)),
  )
  const { text, warnings } = await read(...pages)
  expect(text).not.toMatch(/Journal|^\d$/m)
  expect(
    text.startsWith(
      'The ministry said on Monday that the road had been closed for the fourth day in a row. The\nAnother',
    ),
  ).toBe(true)
  expect(warnings).toContain('8 running heads and page numbers left out')
})

test('pages without text are named; a file without any is refused', async () => {
  const { warnings } = await read(column(50, left).join(''), '0 0 100 100 re f')
  expect(warnings[0]).toBe('page 2 of 2 holds no text; if it is an image, recognise its text (OCR) first')
  await expect(read('0 0 100 100 re f')).rejects.toThrow(
    /^a.pdf: there is no text layer in it, so its pages are images; recognise the text \(OCR\) first$/,
  )
})

test('a PDF that was cut off is refused', async () => {
  const whole = pdf(column(50, left).join(''))
  await expect(readHere('a.pdf', whole.subarray(0, 200))).rejects.toThrow(
    /^a.pdf: the PDF is damaged or was cut off/,
  )
})

test('letters of a font that only names the table of its letters are read', async () => {
  const font =
    '<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/UniJIS-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 0/CapHeight 800/StemV 80>>>>]>>'
  const [document] = await readHere(
    'a.pdf',
    pdfIn(font, ['BT /F1 12 Tf 50 700 Td <67714EAC3078884C304F> Tj ET']),
  )
  expect(document!.text).toBe('東京へ行く')
})
