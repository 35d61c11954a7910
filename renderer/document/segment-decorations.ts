import { Extension } from '@tiptap/core'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { LineRange } from './editor-scrolling.ts'
import type { Picture } from './picture.ts'
import { marksOf } from './picture.ts'
import { lineAtPosition, linePositions, toPosition } from './positions.ts'

interface Drawn {
  readonly picture: Picture
  readonly near: LineRange
  /** The lines that have their marks. */
  readonly lines: ReadonlySet<number>
  readonly marks: DecorationSet
}

/** What may change of it: another picture with the lines that look different in it, or the lines that are near. */
export interface Redraw {
  readonly picture?: Picture
  readonly changed?: ReadonlySet<number>
  readonly near?: LineRange
}

/** So many lines are drawn together. */
const stretchSize = 4

/** The lines with those that are drawn together with them, as far as there are lines. */
export function inStretches({ first, last }: LineRange, count: number): LineRange {
  const end = last - (last % stretchSize) + stretchSize - 1
  return { first: first - (first % stretchSize), last: Math.min(end, count - 1) }
}

const key = new PluginKey<Drawn>('segments')

/**
 * Segments as `mark` elements, one a piece, which a screen reader is told of (architecture: decorations, not CSS
 * highlights). Lines have their marks while they are near the window, so that a key press costs the same however much
 * was read before it; a change draws only the lines that look different.
 */
export function segmentDecorations(picture: Picture) {
  const plugin = new Plugin<Drawn>({
    key,
    state: {
      init: () => ({ picture, near: { first: 0, last: -1 }, lines: new Set(), marks: DecorationSet.empty }),
      apply(transaction, drawn) {
        const redraw = transaction.getMeta(key) as Redraw | undefined
        return redraw === undefined ? drawn : redrawn(drawn, redraw, transaction)
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  })
  return Extension.create({ name: 'segments', addProseMirrorPlugins: () => [plugin] })
}

export function redraw(state: EditorState, change: Redraw): Transaction {
  return state.tr.setMeta(key, change)
}

export function drawnIn(state: EditorState): Pick<Drawn, 'picture' | 'near'> {
  return key.getState(state)!
}

function redrawn(
  drawn: Drawn,
  { picture = drawn.picture, changed = new Set(), near = drawn.near }: Redraw,
  { doc, selection }: Transaction,
): Drawn {
  // Where the selection ends the page stays as it is, or a selection that is being drawn with the mouse would slip.
  const ends = [selection.anchor, selection.head].map((end) => lineAtPosition(picture.lines, end))
  const kept = ends.filter((line) => drawn.lines.has(line))
  const lines = new Set([...linesOf(near), ...kept])
  const gone = [...drawn.lines].filter((line) => changed.has(line) || !lines.has(line))
  const come = [...lines].filter((line) => changed.has(line) || !drawn.lines.has(line))
  const old = gone.flatMap((line) => {
    const { from, to } = linePositions(picture.lines, line)
    return drawn.marks.find(from, to)
  })
  const marks = come.flatMap((line) => decorationsOf(picture, line))
  return { picture, near, lines, marks: drawn.marks.remove(old).add(doc, marks) }
}

function linesOf({ first, last }: LineRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function decorationsOf(picture: Picture, line: number): Decoration[] {
  return marksOf(picture, line).map(({ start, end, attributes }) =>
    Decoration.inline(toPosition(picture.lines, start), toPosition(picture.lines, end), {
      nodeName: 'mark',
      ...attributes,
    }),
  )
}
