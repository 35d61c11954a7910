import type { CSSProperties } from 'react'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import { codeLabel } from '../../core/codebook.ts'
import type { Extent } from '../../core/lanes.ts'
import type { StavePiece, Stroke } from '../../core/staves.ts'
import { stavePieces } from '../../core/staves.ts'
import { StaveMargin } from './StaveMargin.tsx'
import type { Section } from './sections.ts'

/** Some paragraphs of the text with the segments of two coders under the words and in the margin. */
export const StaveSection = memo(function StaveSection({
  section,
  text,
  codes,
  names,
  selected,
}: {
  section: Section
  text: string
  codes: Codebook
  names: readonly [string, string]
  /** The number of the selected disagreement where it touches this section. */
  selected: number | null
}) {
  const article = useRef<HTMLDivElement>(null)
  const extents = useExtents(article, section)
  return (
    <section className="stavesection">
      <div className="text" ref={article}>
        {section.lines.map((line) => (
          <p
            key={line.start}
            data-n={line.number ?? undefined}
            className={line.look === 'plain' ? undefined : line.look}
          >
            <Line
              text={text}
              line={line}
              pieces={line.number === null ? [] : stavePieces(section.strokes, line, selected)}
              codes={codes}
              names={names}
              selected={selected}
            />
          </p>
        ))}
      </div>
      <StaveMargin section={section} extents={extents} codes={codes} names={names} selected={selected} />
    </section>
  )
})

function Line({
  text,
  line,
  pieces,
  ...marking
}: {
  text: string
  line: { start: number; end: number }
  pieces: readonly StavePiece[]
  codes: Codebook
  names: readonly [string, string]
  selected: number | null
}) {
  const parts = []
  let at = line.start
  for (const piece of pieces) {
    if (piece.start > at) parts.push(text.slice(at, piece.start))
    parts.push(
      <Piece key={piece.start} piece={piece} {...marking}>
        {text.slice(piece.start, piece.end)}
      </Piece>,
    )
    at = piece.end
  }
  if (at < line.end) parts.push(text.slice(at, line.end))
  return parts
}

function Piece({
  piece,
  codes,
  names,
  selected,
  children,
}: {
  piece: StavePiece
  codes: Codebook
  names: readonly [string, string]
  selected: number | null
  children: string
}) {
  const { upper, lower, same, strokes } = piece
  const chosen = strokes.filter(({ number }) => number !== null && number === selected)
  const differs = upper !== null || lower !== null
  const classes = [
    differs ? 'differs' : 'same',
    chosen.length > 0 && 'sel',
    chosen.some(({ start }) => start === piece.start) && isFirst(chosen, piece) && 'from',
    chosen.some(({ end }) => end === piece.end) && isLast(chosen, piece) && 'to',
  ]
  const style = differs
    ? {
        ...lane('a', upper, piece, codes),
        ...lane('b', lower, piece, codes),
        ...(same && { '--d': 'var(--border)' }),
      }
    : undefined
  const number = (chosen[0] ?? strokes.findLast((stroke) => stroke.number !== null))?.number
  return (
    <mark
      className={classes.filter(Boolean).join(' ')}
      style={style as CSSProperties}
      data-s={strokes.map(({ id }) => id).join(' ')}
      data-number={number ?? undefined}
      aria-description={spoken(strokes, codes, names)}
    >
      {children}
    </mark>
  )
}

/** The bars stand at the ends of the whole disagreement, not of the part that only one coder has. */
function isFirst(chosen: readonly Stroke[], { start }: StavePiece): boolean {
  return chosen.every((stroke) => stroke.start >= start)
}

function isLast(chosen: readonly Stroke[], { end }: StavePiece): boolean {
  return chosen.every((stroke) => stroke.end <= end)
}

/** The colour of a line, with a gap of one pixel at the ends of its segment. */
function lane(name: 'a' | 'b', stroke: Stroke | null, { start, end }: StavePiece, codes: Codebook) {
  if (stroke === null) return {}
  return {
    [`--${name}`]: `var(--code-${codes.get(stroke.code)?.colour ?? 12})`,
    ...(stroke.start === start && { [`--${name}0`]: '1px' }),
    ...(stroke.end === end && { [`--${name}1`]: '1px' }),
  }
}

function spoken(strokes: readonly Stroke[], codes: Codebook, names: readonly [string, string]): string {
  return strokes
    .map(({ side, code, number }) => {
      const found = codes.get(code)
      const name = found === undefined ? 'a code that is gone' : codeLabel(codes, found)
      return side === 'both' ? `both: ${name}` : `disagreement ${number}, ${names[side]}: ${name}`
    })
    .join('; ')
}

/** The lanes hang this far below the words. */
const below = 8

/**
 * Where each segment lies in the section, from the boxes of its pieces. Measured when the section is laid out for
 * the first time and whenever its size changes; a section far away is not laid out and not measured.
 */
function useExtents(
  article: React.RefObject<HTMLDivElement | null>,
  section: Section,
): ReadonlyMap<string, Extent> {
  const [extents, setExtents] = useState<ReadonlyMap<string, Extent>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section has other pieces
  useLayoutEffect(() => {
    const element = article.current
    if (element === null) return
    const observer = new ResizeObserver(() => setExtents(measure(element)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [article, section])
  return extents
}

function measure(element: HTMLElement): ReadonlyMap<string, Extent> {
  const { top } = element.getBoundingClientRect()
  const extents = new Map<string, Extent>()
  for (const mark of element.querySelectorAll<HTMLElement>('mark')) {
    const boxes = [...mark.getClientRects()]
    const from = Math.min(...boxes.map((box) => box.top)) - top
    const to = Math.max(...boxes.map((box) => box.bottom)) - top - below
    for (const id of mark.dataset.s?.split(' ') ?? []) {
      const known = extents.get(id)
      extents.set(id, known ? { from: Math.min(known.from, from), to: Math.max(known.to, to) } : { from, to })
    }
  }
  return extents
}
