/** What is needed of a page's tree; the same in every DOM. */
export interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly firstChild: PageNode | null
  readonly nextSibling: PageNode | null
  readonly parentNode: PageNode | null
}

interface PageElement extends PageNode {
  getAttribute(name: string): string | null
}

/** Elements that begin and end a line. */
const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol optgroup option p pre section summary table tbody td tfoot th thead tr caption ul'.split(
    ' ',
  ),
)

/** Elements that show no text of the page, or, like the reading above a word, not in its line. */
const silent = new Set(
  'head script style noscript template iframe object embed applet canvas svg annotation annotation-xml epub:case audio video map noframes noembed rt rp select datalist textarea input button title meta link'.split(
    ' ',
  ),
)

/**
 * The text of a page as it is read: blocks are lines, white space is one space unless the text is set as it is
 * written (pre), what is hidden is left out. Walks without calling itself, so that no depth of nesting overflows.
 */
export function textOfPage(root: PageNode): string {
  const page = new PageText()
  let node: PageNode | null = root
  while (node !== null) {
    const inside: PageNode | null = page.enter(node) ? node.firstChild : null
    if (inside !== null) {
      node = inside
      continue
    }
    while (node !== null) {
      page.leave(node)
      if (node === root) return page.text()
      const next: PageNode | null = node.nextSibling
      if (next !== null) {
        node = next
        break
      }
      node = node.parentNode
    }
  }
  return page.text()
}

/** How deep the elements lie in one another. */
export function depthOf(root: PageNode): number {
  let [depth, deepest] = [0, 0]
  let node: PageNode | null = root
  while (node !== null) {
    if (node.firstChild !== null) {
      node = node.firstChild
      deepest = Math.max(deepest, ++depth)
      continue
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode
      depth--
    }
    node = node === null || node === root ? null : node.nextSibling
  }
  return deepest
}

class PageText {
  private readonly lines: string[] = []
  private line = ''
  private asWritten = 0
  /** Nodes that are open and set as they are written. */
  private readonly pre: PageNode[] = []

  /** Whether what is in the node is text of the page. */
  enter(node: PageNode): boolean {
    if (node.nodeType === 3) {
      this.write(node.nodeValue ?? '')
      return false
    }
    if (node.nodeType !== 1) return node.nodeType === 9 || node.nodeType === 11
    const name = node.nodeName.toLowerCase()
    if (silent.has(name) || isHidden(node as PageElement)) return false
    if (name === 'br') this.endLine(true)
    if (blocks.has(name)) this.endLine()
    if (name === 'pre') {
      this.pre.push(node)
      this.asWritten++
    }
    return true
  }

  leave(node: PageNode): void {
    if (node.nodeType !== 1) return
    if (blocks.has(node.nodeName.toLowerCase())) this.endLine()
    if (this.pre.at(-1) === node) {
      this.pre.pop()
      this.asWritten--
    }
  }

  private write(text: string): void {
    if (this.asWritten > 0) {
      const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n')
      this.line += first
      for (const each of rest) {
        this.endLine(true)
        this.line = each
      }
      return
    }
    const single = text.replace(/[ \t\n\r\f]+/g, ' ')
    this.line += this.line === '' || /[ \n]$/.test(this.line) ? single.replace(/^ /, '') : single
  }

  /** Ends the line, which may be empty where it was ended on purpose. */
  private endLine(kept = false): void {
    const line = this.asWritten > 0 ? this.line : this.line.replace(/ +$/, '')
    if (line !== '' || (kept && this.lines.at(-1) !== '')) this.lines.push(line)
    this.line = ''
  }

  text(): string {
    this.endLine()
    return this.lines.join('\n').replace(/^\n+|\n+$/g, '')
  }
}

function isHidden(element: PageElement): boolean {
  if (element.getAttribute('hidden') !== null) return true
  const style = element.getAttribute('style') ?? ''
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}
