import { type Codebook, codesInOrder } from '../codebook.ts'
import { codeSections, sectionText } from './codebook-markdown.ts'
import { escapeXml } from './xml.ts'
import { writeZip } from './zip.ts'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** The codebook as a Word document, a heading a code; the same bytes for the same codebook. */
export function writeCodebookDocx(codes: Codebook): Uint8Array {
  const body = codesInOrder(codes).flatMap(({ code, depth }) => [
    paragraph(code.name, `Heading${Math.min(depth + 1, 6)}`),
    ...codeSections.flatMap(([field, word]) =>
      sectionText(code, field) === '' ? [] : [paragraph(sectionText(code, field), undefined, word)],
    ),
  ])
  const document = `${declaration}<w:document xmlns:w="${main}"><w:body>${paragraph('Codebook', 'Title')}${body.join('')}</w:body></w:document>`
  return writeZip([
    { path: '[Content_Types].xml', content: contentTypes },
    { path: '_rels/.rels', content: relations('officeDocument', 'word/document.xml') },
    { path: 'word/document.xml', content: document },
    { path: 'word/styles.xml', content: styles() },
    { path: 'word/_rels/document.xml.rels', content: relations('styles', 'styles.xml') },
  ])
}

function paragraph(text: string, style: string | undefined, lead?: string): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
  const bold =
    lead === undefined ? '' : `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${lead}: </w:t></w:r>`
  const lines = text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line, 'content')}</w:t>`)
  return `<w:p>${properties}${bold}<w:r>${lines.join('<w:br/>')}</w:r></w:p>`
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${office}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${office}.styles+xml"/></Types>`

function relations(kind: string, target: string): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`
}

/** Sizes are in half points. */
function styles(): string {
  const style = (id: string, name: string, size: number, outline: number | undefined) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>${outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`
  const headings = [1, 2, 3, 4, 5, 6].map((n) => style(`Heading${n}`, `heading ${n}`, 34 - 2 * n, n - 1))
  return `${declaration}<w:styles xmlns:w="${main}">${style('Title', 'Title', 40, undefined)}${headings.join('')}</w:styles>`
}
