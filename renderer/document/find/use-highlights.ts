import { useEffect, useMemo } from 'react'
import type { DocumentId } from '../../../core/model.ts'
import { useWorkbench } from '../../store.ts'
import { linesOf } from '../positions.ts'
import { currentReader } from '../remembered.ts'
import type { Finding } from './finding.ts'
import { clearHits, drawHits } from './highlights.ts'

/** Keeps the hits in the text before us highlighted, as sections come near and marks are drawn anew. */
export function useHighlights(document: DocumentId, text: string | undefined, { hits, at }: Finding): void {
  const lines = useMemo(() => linesOf(text ?? ''), [text])
  const here = useMemo(() => hits.filter((hit) => hit.document === document), [hits, document])
  const current = hits[at]?.document === document ? hits[at] : null
  const segment = useWorkbench(({ place }) => place.segment)
  const segments = useWorkbench(({ open }) => open?.project.segments)
  // A segment that is made or selected is other text nodes on the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again with them
  useEffect(() => {
    const editor = currentReader()
    if (editor === null || text === undefined || here.length === 0) return clearHits()
    let frame = 0
    const draw = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => drawHits(editor, lines, here, current ?? null))
    }
    draw()
    const stop = editor.onDraw(draw)
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [lines, here, current, text, segment, segments])
  useEffect(() => clearHits, [])
}
