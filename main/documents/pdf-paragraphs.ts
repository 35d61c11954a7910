import { gutterOf, sideOf } from './pdf-order.ts'
import type { Run } from './pdf-runs.ts'

/** A line of a page: runs on one baseline. */
export interface Line extends Run {
  readonly page: number
  /** Left or right of the gutter between columns; 0 across it, or where there are no columns. */
  readonly side: -1 | 0 | 1
}

/** Runs that follow one another on the same baseline are one line; a tab stands for the gap. */
export function linesOf(runs: readonly Run[], page: number): Line[] {
  const gutter = gutterOf(runs)
  const side = (line: Run) => (gutter === undefined ? 0 : sideOf(line, gutter))
  return unplaced(runs, page).map((line) => ({ ...line, side: side(line) }))
}

function unplaced(runs: readonly Run[], page: number): Line[] {
  const lines: Line[] = []
  for (const run of runs) {
    const last = lines.at(-1)
    if (last !== undefined && isBeside(last, run)) lines[lines.length - 1] = merged(last, run)
    else lines.push({ ...run, page, side: 0 })
  }
  return lines
}

function isBeside(a: Run, b: Run): boolean {
  if (Math.abs(a.y - b.y) > Math.min(a.size, b.size) * 0.4) return false
  return a.rightToLeft && b.rightToLeft ? b.right <= a.left : b.left >= a.right
}

function merged(a: Line, b: Run): Line {
  return {
    ...a,
    text: `${a.text}\t${b.text}`,
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    size: Math.max(a.size, b.size),
  }
}

/** Running heads and page numbers: the same at the top or bottom of many pages but for digits. Gives the others. */
export function withoutRunningHeads(pages: readonly (readonly Line[])[]): {
  pages: Line[][]
  removed: number
} {
  const keyOf = (line: Line) => `${Math.round(line.y / 10)} ${line.text.replace(/\d+/g, '#')}`
  const counts = new Map<string, number>()
  const edges = pages.map((lines) => edgesOf(lines))
  for (const lines of edges)
    for (const key of new Set([...lines].map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const enough = Math.max(3, pages.length * 0.3)
  let removed = 0
  const kept = pages.map((lines, page) =>
    lines.filter((line) => {
      const running = edges[page]!.has(line) && counts.get(keyOf(line))! >= enough
      if (running) removed++
      return !running
    }),
  )
  return { pages: kept, removed }
}

/** The two uppermost and the two lowest lines. */
function edgesOf(lines: readonly Line[]): Set<Line> {
  const byHeight = [...lines].sort((a, b) => a.y - b.y)
  return new Set([...byHeight.slice(0, 2), ...byHeight.slice(-2)])
}

/** Lines as paragraphs, with the words that were divided at line ends whole again. */
export function paragraphsOf(lines: readonly Line[]): { text: string; joined: number } {
  const leading = leadingOf(lines)
  const edges = edgesOfColumns(lines)
  const words = hyphenatedWords(lines)
  const paragraphs: string[] = []
  let joined = 0
  for (const [at, line] of lines.entries()) {
    const last = at === 0 ? undefined : lines[at - 1]
    if (last === undefined || startsParagraph(last, line, leading, edges.get(last)!))
      paragraphs.push(line.text)
    else {
      const { text, divided } = join(paragraphs.at(-1)!, line.text, words)
      if (divided) joined++
      paragraphs[paragraphs.length - 1] = text
    }
  }
  return { text: paragraphs.join('\n'), joined }
}

/** The usual distance of baselines in letter sizes; 1.2 is a typewriter's and typesetter's habit. */
function leadingOf(lines: readonly Line[]): number {
  const gaps = lines.slice(1).flatMap((line, at) => {
    const last = lines[at]!
    const gap = (line.y - last.y) / last.size
    return line.page === last.page && gap > 0.8 && gap < 3 && sameSize(last, line) ? [gap] : []
  })
  if (gaps.length < 5) return 1.2
  gaps.sort((a, b) => a - b)
  return gaps[gaps.length >> 1]!
}

const sameSize = (a: Run, b: Run) => Math.abs(a.size - b.size) < Math.max(a.size, b.size) * 0.12

interface Edges {
  left: number
  right: number
}

interface Column {
  readonly of: Line
  readonly edges: Edges
}

/** How far each line's column reaches: the lines of its page and letter size that begin near to where it does. */
function edgesOfColumns(lines: readonly Line[]): Map<Line, Edges> {
  const found = new Map<Line, Edges>()
  let columns: Column[] = []
  for (const line of lines) {
    if (columns[0]?.of.page !== line.page) columns = []
    const column = columns.find((each) => isIn(each, line))
    const edges = column?.edges ?? { left: line.left, right: line.right }
    edges.left = Math.min(edges.left, line.left)
    edges.right = Math.max(edges.right, line.right)
    if (column === undefined && columns.length < 100) columns.push({ of: line, edges })
    found.set(line, edges)
  }
  return found
}

function isIn({ of, edges }: Column, line: Line): boolean {
  if (of.side !== line.side || !sameSize(of, line)) return false
  const distance = line.rightToLeft ? edges.right - line.right : line.left - edges.left
  return Math.abs(distance) < line.size * 3
}

function startsParagraph(last: Line, line: Line, leading: number, edges: Edges): boolean {
  const divided = /\p{Ll}[-\u2010\u00ad]$/u.test(last.text)
  if (line.page !== last.page || line.y < last.y - last.size) {
    // Another column or page: the paragraph goes on where a sentence does.
    return (
      !sameSize(last, line) || !(divided || (!endsSentence(last.text) && /^[\p{Ll}\p{Lo}]/u.test(line.text)))
    )
  }
  if (!sameSize(last, line) || line.y - last.y > last.size * leading * 1.35) return true
  if (/^(?:[•▪◦●■□–—*-]|\d{1,3}[.)])\s/u.test(line.text) && !divided) return true
  if (last.text.includes('\t') || line.text.includes('\t')) return true
  // A line of a table of contents.
  if (/(?:\. ?){4,}\s*\d+$/.test(last.text)) return true
  return isIndented(last, line, edges) || wouldHaveFitted(last, line, edges)
}

const endsSentence = (text: string) => /[.!?:…。！？؟۔]["'”’»)\]]*$/u.test(text)

/** The first line of a paragraph stands in from the edge that the line before it stood at. */
function isIndented(last: Line, line: Line, edges: Edges): boolean {
  const [before, now] = line.rightToLeft
    ? [edges.right - last.right, edges.right - line.right]
    : [last.left - edges.left, line.left - edges.left]
  return before < line.size * 0.3 && now > line.size * 0.7 && now < line.size * 6 && endsSentence(last.text)
}

/** A line that had room for the next word was ended on purpose. */
function wouldHaveFitted(last: Line, line: Line, edges: Edges): boolean {
  const room = line.rightToLeft ? last.left - edges.left : edges.right - last.right
  const word = /^\S+/.exec(line.text)?.[0] ?? ''
  const letter = (line.right - line.left) / Math.max(1, line.text.length)
  return room > letter * (word.length + 1) + line.size * 0.6
}

/** Words that are written with a hyphen inside of a line somewhere: these keep it at a line's end. */
function hyphenatedWords(lines: readonly Line[]): Set<string> {
  return new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+[-\u2010]\p{L}+/gu) ?? []))
}

function join(text: string, next: string, words: ReadonlySet<string>): { text: string; divided: boolean } {
  const hyphen = /(\p{L}+)([-\u2010\u00ad])$/u.exec(text)
  const [start] = /^\p{L}+/u.exec(next) ?? []
  if (hyphen !== null && start !== undefined) {
    const [, end = '', mark = ''] = hyphen
    const compound =
      mark !== '\u00ad' && (words.has(`${end}${mark}${start}`.toLowerCase()) || !/^\p{Ll}/u.test(start))
    return { text: (compound ? text : text.slice(0, -1)) + next, divided: !compound }
  }
  const east =
    /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]$/.test(text) &&
    /^[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(next)
  return { text: text + (east ? '' : ' ') + next, divided: false }
}
