import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Picture } from './picture.ts'
import { emptyPicture, marksOf } from './picture.ts'
import type { Lines } from './positions.ts'
import { linePositions, sectionOf, sectionSize, toPosition } from './positions.ts'

interface Drawn {
  readonly picture: Picture
  /** The sections that were near the window once; the others have no marks yet. */
  readonly sections: ReadonlySet<number>
  readonly marks: DecorationSet
}

/** What may change of it: another picture with the lines that look different in it, or sections that come near. */
export interface Redraw {
  readonly picture?: Picture
  readonly changed?: ReadonlySet<number>
  readonly sections?: readonly number[]
}

const key = new PluginKey<Drawn>('segments')

/**
 * Segments as `mark` elements, one a piece, which a screen reader is told of (architecture: decorations, not CSS
 * highlights). A section gets its marks when it first comes near the window and keeps them; a change draws only
 * the lines that look different.
 */
export function segmentDecorations(lines: Lines) {
  const plugin = new Plugin<Drawn>({
    key,
    state: {
      init: () => ({ picture: emptyPicture(lines), sections: new Set(), marks: DecorationSet.empty }),
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

export function drawnSections(state: EditorState): ReadonlySet<number> {
  return key.getState(state)!.sections
}

function redrawn(
  drawn: Drawn,
  { picture = drawn.picture, changed = new Set(), sections = [] }: Redraw,
  doc: EditorState['doc'],
): Drawn {
  const fresh = sections.filter((section) => !drawn.sections.has(section))
  const stale = [...changed].filter((line) => drawn.sections.has(sectionOf(line)))
  const lines = [...stale, ...fresh.flatMap((section) => linesOfSection(picture, section))]
  const old = stale.flatMap((line) => {
    const { from, to } = linePositions(picture.lines, line)
    return drawn.marks.find(from, to)
  })
  const marks = lines.flatMap((line) => decorationsOf(picture, line))
  return {
    picture,
    sections: fresh.length === 0 ? drawn.sections : new Set([...drawn.sections, ...fresh]),
    marks: drawn.marks.remove(old).add(doc, marks),
  }
}

function linesOfSection({ lines: { starts } }: Picture, section: number): number[] {
  const first = section * sectionSize
  return Array.from(
    { length: Math.max(0, Math.min(sectionSize, starts.length - first)) },
    (_, i) => first + i,
  )
}

function decorationsOf(picture: Picture, line: number): Decoration[] {
  return marksOf(picture, line).map(({ start, end, attributes }) =>
    Decoration.inline(toPosition(picture.lines, start), toPosition(picture.lines, end), {
      nodeName: 'mark',
      ...attributes,
    }),
  )
}
