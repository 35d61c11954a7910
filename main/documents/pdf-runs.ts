/** A piece of text on a page as the PDF draws it; points from the top left corner of the upright page. */
export interface Piece {
  readonly text: string
  readonly x: number
  /** Of the baseline, downwards. */
  readonly y: number
  readonly width: number
  /** Of the letters, in points. */
  readonly size: number
}

/** Text that stands together on one baseline. */
export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly rightToLeft: boolean
}

/** A gap of so many letter sizes is no space between words: a column or a cell begins. */
const wideGap = 1.5

/** Joins what is drawn piece by piece; the order is that of the drawing. */
export function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = []
  let open: Piece[] = []
  for (const piece of pieces) {
    // A wide gap is given as a space that is as wide.
    if (piece.text === '' || (piece.text.trim() === '' && piece.width > piece.size)) continue
    if (open.length > 0 && !continues(open, piece)) {
      runs.push(runOf(open))
      open = []
    }
    if (open.length > 0 || piece.text.trim() !== '') open.push(piece)
  }
  if (open.length > 0) runs.push(runOf(open))
  return runs
}

/** Raised and lowered letters belong to the line; Arabic and Hebrew may be drawn from either side. */
function continues(open: readonly Piece[], next: Piece): boolean {
  const last = open.at(-1)!
  const size = Math.max(last.size, next.size, open[0]!.size)
  const baseline = open.reduce((largest, each) => (each.size > largest.size ? each : largest)).y
  if (Math.abs(next.y - baseline) > size * 0.6) return false
  const after = next.x - (last.x + last.width)
  const before = last.x - (next.x + next.width)
  const gap = Math.abs(after) < Math.abs(before) ? after : before
  return gap > -size * 0.6 && gap < size * wideGap
}

/** Strong letters from right to left: Hebrew, Arabic and their like. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/g
const fromLeft = /[A-Za-z\u00c0-\u058f\u0900-\u1fff]/g

function runOf(pieces: readonly Piece[]): Run {
  const all = pieces.map(({ text }) => text).join('')
  const rightToLeft = (all.match(fromRight)?.length ?? 0) > (all.match(fromLeft)?.length ?? 0)
  const ordered = pieces
    .map((piece, at) => ({ piece, at }))
    .sort((a, b) => (a.piece.x - b.piece.x || a.at - b.at) * (rightToLeft ? -1 : 1))
    .map(({ piece }) => piece)
  const largest = pieces.reduce((most, each) => (each.size > most.size ? each : most))
  return {
    text: joined(ordered, rightToLeft).replace(/\s+/g, ' ').trim(),
    left: Math.min(...pieces.map(({ x }) => x)),
    right: Math.max(...pieces.map(({ x, width }) => x + width)),
    y: largest.y,
    size: largest.size,
    rightToLeft,
  }
}

/** Words are set apart by a gap where there is no space. */
function joined(pieces: readonly Piece[], rightToLeft: boolean): string {
  let text = ''
  let last: Piece | undefined
  for (const piece of pieces) {
    const [one, other] = rightToLeft ? [piece, last] : [last, piece]
    const gap = one === undefined || other === undefined ? 0 : other.x - (one.x + one.width)
    const apart = gap > piece.size * 0.2 && !/\s$/.test(text) && !/^\s/.test(piece.text)
    text += apart ? ` ${piece.text}` : piece.text
    last = piece
  }
  return text
}
