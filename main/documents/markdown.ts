import type MarkdownIt from 'markdown-it'
import { counted } from '../../core/counted.ts'
import { documentOf, type GivenBytes, type ReadDocument } from './document.ts'
import { decodeBytes } from './encoding.ts'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/**
 * A Markdown file as it is read, not as it is typed: a line for each paragraph, heading, list item and cell, without
 * the marks. Words and sentences are counted, and quotes are read, in the text that the author meant; who wants to
 * code the marks renames the file to .txt. Line ends inside a paragraph stay, since in notes each is a turn or
 * an answer. The title is the first heading, the lines between --- at the top are variables.
 */
export async function readMarkdown(given: GivenBytes): Promise<ReadDocument> {
  const decoded = await decodeBytes(given.name, given.bytes, given.options.encoding)
  const { text, encoding, warnings } = decoded
  const { default: Markdown } = await import('markdown-it')
  const { body, variables } = frontMatter(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  // A note of one word would be taken for the address of a link, which is no text.
  const noted = body.replace(/^( {0,3})(?=\[\^[^\]\n]+\]:)/gm, '$1\\')
  const tokens = new Markdown({ html: true, linkify: false, maxNesting: 100 }).parse(noted, {})
  const reader = new MarkdownText()
  for (const token of tokens) reader.block(token)
  const { title: named, ...rest } = variables
  return documentOf(given, {
    text: reader.lines.join('\n'),
    title: named ?? headingOf(tokens),
    encoding,
    encodingSign: decoded.sign,
    importer: 'markdown/1',
    warnings: [...warnings, ...reader.warnings()],
    ...(Object.keys(rest).length === 0 ? {} : { variables: rest }),
  })
}

/** Lines of `name: value` between two lines of --- at the very top, as many editors of notes write them. */
function frontMatter(text: string): { body: string; variables: Record<string, string> } {
  const block = /^---\n((?:[^\n]*\n){0,100}?)---[ \t]*(?:\n|$)/.exec(text)
  const lines = block?.[1]?.split('\n').filter((line) => line.trim() !== '') ?? []
  const pairs = lines.map((line) => /^([\p{L}\p{N}_ -]{1,60}):[ \t]*(.*)$/u.exec(line))
  if (block === null || lines.length === 0 || pairs.includes(null)) return { body: text, variables: {} }
  const entries = pairs.map((pair) => [pair![1]!.trim(), pair![2]!.trim().replace(/^(["'])(.*)\1$/, '$2')])
  const variables: Record<string, string> = Object.fromEntries(entries)
  return { body: text.slice(block[0].length), variables }
}

function headingOf(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1')
  const heading = at < 0 ? undefined : tokens[at + 1]
  return heading === undefined ? undefined : new MarkdownText().inline(heading.children ?? [])
}

class MarkdownText {
  readonly lines: string[] = []
  private readonly left = { addresses: 0, images: 0, items: 0 }

  block({ type, children, content }: Token): void {
    if (type === 'inline') this.lines.push(...this.inline(children ?? []).split('\n'))
    else if (type === 'fence' || type === 'code_block')
      this.lines.push(...content.replace(/\n$/, '').split('\n'))
    else if (type === 'html_block') this.lines.push(...withoutElements(content))
    else if (type === 'list_item_open') this.left.items++
  }

  inline(tokens: readonly Token[]): string {
    return tokens.map((token) => this.piece(token)).join('')
  }

  private piece({ type, content, children, attrs, markup }: Token): string {
    switch (type) {
      case 'softbreak':
      case 'hardbreak':
        return '\n'
      case 'html_inline':
        return /^<br\b/i.test(content) ? '\n' : ''
      case 'link_open':
        if (attrs !== null && markup !== 'autolink') this.left.addresses++
        return ''
      case 'image':
        this.left.images++
        return this.inline(children ?? [])
      default:
        return content
    }
  }

  warnings(): string[] {
    const { addresses, images, items } = this.left
    const kinds: [number, string][] = [
      [addresses, `the addresses of ${counted(addresses, 'link')} are not part of the text`],
      [images, `${counted(images, 'image')} left out; the words that stand for it are part of the text`],
      [items, `the numbers or bullets of ${counted(items, 'list item')} are not part of the text`],
    ]
    return kinds.filter(([count]) => count > 0).map(([, warning]) => warning)
  }
}

function withoutElements(html: string): string[] {
  const bare = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^<>]*>/g, '')
  return bare.split('\n').filter((line) => line.trim() !== '')
}
