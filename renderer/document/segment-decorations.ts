import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { LineRange } from './editor-scrolling.ts'
import type { Picture } from './picture.ts'
import { marksOf } from './picture.ts'
import { linePositions, toPosition } from './positions.ts'

interface Drawn {
  readonly picture: Picture
  /** The stretches that were near the window once; the others have no marks yet. */
  readonly stretches: ReadonlySet<number>
  readonly marks: DecorationSet
}

/** What may change of it: another picture with the lines that look different in it, or lines that come near. */
export interface Redraw {
  readonly picture?: Picture
  readonly changed?: ReadonlySet<number>
  readonly near?: LineRange
}

/** So many lines are drawn together. */
const stretchSize = 4

/** The lines with those that are drawn together with them. */
export function inStretches({ first, last }: LineRange): LineRange {
  return { first: first - (first % stretchSize), last: last - (last % stretchSize) + stretchSize - 1 }
}

const key = new PluginKey<Drawn>('segments')

/**
 * Segments as `mark` elements, one a piece, which a screen reader is told of (architecture: decorations, not CSS
 * highlights). Lines get their marks when they first come near the window and keep them; a change draws only the
 * lines that look different.
 */
export function segmentDecorations(picture: Picture) {
  const plugin = new Plugin<Drawn>({
    key,
    state: {
      init: () => ({ picture, stretches: new Set(), marks: DecorationSet.empty }),
      apply(transaction, drawn, _, { doc }) {
        const redraw = transaction.getMeta(key) as Redraw | undefined
        return redraw === undefined ? drawn : redrawn(drawn, redraw, doc)
      },
    },
    props: { decorations: (state) => key.getState(state)?.marks },
  })
  return Extension.create({ name: 'segments', addProseMirrorPlugins: () => [plugin] })
}

export function redraw(state: EditorState, change: Redraw) {
  return state.tr.setMeta(key, change)
}

export function pictureOf(state: EditorState): Picture {
  return key.getState(state)!.picture
}

/** Whether all of the lines have their marks. */
export function isDrawn(state: EditorState, near: LineRange): boolean {
  const { picture, stretches } = key.getState(state)!
  return freshIn(picture, stretches, near).length === 0
}

function redrawn(
  drawn: Drawn,
  { picture = drawn.picture, changed = new Set(), near }: Redraw,
  doc: EditorState['doc'],
): Drawn {
  const fresh = near === undefined ? [] : freshIn(picture, drawn.stretches, near)
  const stale = [...changed].filter((line) => drawn.stretches.has(stretchOf(line)))
  const lines = [...stale, ...fresh.flatMap((stretch) => linesOfStretch(picture, stretch))]
  const old = stale.flatMap((line) => {
    const { from, to } = linePositions(picture.lines, line)
    return drawn.marks.find(from, to)
  })
  const marks = lines.flatMap((line) => decorationsOf(picture, line))
  return {
    picture,
    stretches: fresh.length === 0 ? drawn.stretches : new Set([...drawn.stretches, ...fresh]),
    marks: drawn.marks.remove(old).add(doc, marks),
  }
}

function stretchOf(line: number): number {
  return Math.floor(line / stretchSize)
}

function freshIn({ lines }: Picture, drawn: ReadonlySet<number>, { first, last }: LineRange): number[] {
  const from = stretchOf(first)
  const to = stretchOf(Math.min(last, lines.starts.length - 1))
  const near = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return near.filter((stretch) => !drawn.has(stretch))
}

function linesOfStretch({ lines: { starts } }: Picture, stretch: number): number[] {
  const first = stretch * stretchSize
  return Array.from({ length: Math.min(stretchSize, starts.length - first) }, (_, index) => first + index)
}

function decorationsOf(picture: Picture, line: number): Decoration[] {
  return marksOf(picture, line).map(({ start, end, attributes }) =>
    Decoration.inline(toPosition(picture.lines, start), toPosition(picture.lines, end), {
      nodeName: 'mark',
      ...attributes,
    }),
  )
}
