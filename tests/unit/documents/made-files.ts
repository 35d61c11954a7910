import { strToU8, type Zippable, zipSync } from 'fflate'

/** Files of every kind, made here, to see that what goes in comes out, and that what is hostile does no harm. */

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Characters that XML can't hold as they are. */
export const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll('\r', '&#13;')

export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const all: Zippable = {}
  for (const [name, content] of Object.entries(files))
    all[name] = typeof content === 'string' ? strToU8(content) : content
  return zipSync(all, { mtime: new Date('2026-01-05') })
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const list = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const relations = (...targets: [type: string, target: string, rest?: string][]): string =>
  `<Relationships xmlns="${list}">${targets
    .map(
      ([type, to, rest = ''], at) =>
        `<Relationship Id="r${at + 1}" Type="${office}/${type}" Target="${to}" ${rest}/>`,
    )
    .join('')}</Relationships>`

/** A Word document with this body, and other files beside it. */
export function docx(body: string, others: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': wordPart('document', `<w:body>${body}</w:body>`),
    ...others,
  })
}

export const wordPart = (element: string, content: string): string =>
  `<?xml version="1.0"?><w:${element} xmlns:w="${word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="${office}">${content}</w:${element}>`

/** A paragraph of Word with this text. */
export const paragraph = (text: string): string => `<w:p>${run(text)}</w:p>`
export const run = (text: string): string =>
  `<w:r>${text
    .split(/(\t)/)
    .map((piece) => (piece === '\t' ? '<w:tab/>' : `<w:t xml:space="preserve">${escaped(piece)}</w:t>`))
    .join('')}</w:r>`

/** An OpenDocument text with this body. */
export function odt(body: string, others: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const names = ['office', 'text', 'table', 'drawing']
    .map(
      (name) =>
        `xmlns:${name === 'drawing' ? 'draw' : name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
    )
    .join(' ')
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0"?><office:document-content ${names}><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ...others,
  })
}

/** A paragraph of an OpenDocument text, with spaces and tabs as it writes them. */
export const odtParagraph = (text: string): string =>
  `<text:p>${escaped(text).replaceAll('\t', '<text:tab/>').replace(/ /g, '<text:s/>')}</text:p>`

/** An Excel workbook whose first sheet holds these rows of XML. */
export function xlsx(rows: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ...Object.keys(others).map((name): [string, string] => [name.replace('.xml', ''), name]),
    ),
    'xl/workbook.xml': `<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets><sheet name="Answers" r:id="r1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${sheet}"><sheetData>${rows}</sheetData></worksheet>`,
    ...Object.fromEntries(
      Object.entries(others).map(([name, content]) => [
        `xl/${name}`,
        content.replace('>', ` xmlns="${sheet}">`),
      ]),
    ),
  })
}

/** A PDF whose pages hold these drawing instructions, in Helvetica as F1. */
export function pdf(...pages: string[]): Uint8Array {
  return pdfIn('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>', pages)
}

/** The same in another font. */
export function pdfIn(font: string, pages: readonly string[]): Uint8Array {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    font,
    ...pages.flatMap((content, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + at * 2} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj${object}endobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  )
}

/** Text at a place of the page, from its lower left corner, in points. */
export const drawn = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET\n`
