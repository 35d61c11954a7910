import { Node } from '@tiptap/core'
import type { Node as Content, DOMOutputSpec, Schema } from '@tiptap/pm/model'
import type { Lines } from './positions.ts'
import { lineSpan, sectionSize } from './positions.ts'

/**
 * What the editor may hold: `document > section+ > paragraph+ > text`, no marks. Sections are there for speed
 * only (positions.ts); a screen reader is told nothing of them.
 */
export const textSchema = [
  Node.create({ name: 'document', topNode: true, content: 'section+' }),
  Node.create({
    name: 'section',
    content: 'paragraph+',
    addAttributes: () => ({ height: { default: 0, rendered: false } }),
    // While a section is not drawn its height is a guess; once it was drawn the browser remembers it (auto).
    renderHTML: ({ node }) => [
      'div',
      { class: 'section', style: `contain-intrinsic-block-size: auto ${node.attrs.height}px` },
      0,
    ],
  }),
  Node.create({
    name: 'paragraph',
    content: 'text*',
    addAttributes: () => ({ number: { default: null }, look: { default: '' } }),
    // Rendered by ourselves: Tiptap's own way takes a third of the time of a long text.
    extendNodeSchema: ({ name }) => (name === 'paragraph' ? { toDOM: paragraphOf } : {}),
  }),
  Node.create({ name: 'text' }),
]

let emptyParagraph: HTMLElement | undefined

/** An element itself, because a description of one takes longer to read than to copy one. */
function paragraphOf({ attrs }: Content): DOMOutputSpec {
  emptyParagraph ??= Object.assign(document.createElement('p'), { dir: 'auto' })
  const dom = emptyParagraph.cloneNode() as HTMLElement
  if (attrs.look) dom.className = attrs.look
  if (attrs.number !== null) dom.setAttribute('data-n', attrs.number)
  return { dom, contentDOM: dom }
}

/**
 * The text as content of the editor. Lines that aren't blank are numbered from 1, as paragraphs are; the first
 * one that is the document's title is shown as its headline.
 */
export function contentOf(schema: Schema, lines: Lines, title: string): Content {
  const { document, section, paragraph } = schema.nodes
  const texts = lines.starts.map((_, line) => {
    const { start, end } = lineSpan(lines, line)
    return lines.text.slice(start, end)
  })
  const headline = texts.findIndex((text) => text.trim() !== '' && text.trim() === title.trim())
  let number = 0
  const paragraphs = texts.map((text, line) => {
    const blank = text.trim() === ''
    const attributes = {
      number: blank ? null : ++number,
      look: blank ? 'blank' : line === headline ? 'title' : needsSpaces.test(text) ? 'spaces' : '',
    }
    return paragraph!.create(attributes, text === '' ? null : schema.text(text))
  })
  const sections = []
  for (let line = 0; line < paragraphs.length; line += sectionSize) {
    const height = guessedHeight(texts.slice(line, line + sectionSize))
    sections.push(section!.create({ height }, paragraphs.slice(line, line + sectionSize)))
  }
  return document!.create(null, sections)
}

/** Tabs, several spaces, or spaces at an end: they are shown as they are. */
const needsSpaces = /^\s|\s$|\s\s|[^\S ]/u

/** Characters a line, pixels a line and pixels between paragraphs, at the usual size and width. */
const [measure, leading, gap] = [68, 30, 16]

function guessedHeight(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, text) => sum + Math.ceil((text.length || 1) / measure) * leading + gap, 0)
}

/** Whether blank lines already stand between the paragraphs, so that no further space is wanted. */
export function isSpacedByBlankLines({ text }: Lines): boolean {
  const all = text.split('\n').map((line) => line.trim() === '')
  const blank = all.filter(Boolean).length
  return blank * 4 >= all.length - blank - 1 && blank > 0
}
