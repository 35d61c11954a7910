import { useEffect, useMemo, useRef } from 'react'
import type { Comparison, Disagreement } from '../../core/comparison.ts'
import type { Span } from '../../core/span.ts'
import { stavePairs } from '../../core/staves.ts'
import { useProject } from '../store.ts'
import { StaveSection } from './StaveSection.tsx'
import { sectionsOf } from './sections.ts'
import { select } from './selecting.ts'

/** The text of a document with the segments of two coders: grey what both have, in colour what differs. */
export function StaveText({
  text,
  title,
  comparison,
  names,
  selected,
  goal,
}: {
  text: string
  title: string
  comparison: Comparison
  names: readonly [string, string]
  /** The number of the selected disagreement. */
  selected: number | null
  /** A place to be shown where nothing is selected. */
  goal: Span | null
}) {
  const codes = useProject(({ project }) => project.codes)
  const sections = useMemo(() => sectionsOf(text, title, stavePairs(comparison)), [text, title, comparison])
  const reader = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const line = goal === null ? undefined : lineAt(reader.current, sections, goal.start)
    const target = selected === null ? line : reader.current?.querySelector('mark.sel')
    if (target && !isInView(target)) target.scrollIntoView({ block: 'center' })
  }, [selected, goal, sections])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list of disagreements is the way for the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <div
      ref={reader}
      className="reader staves"
      onClick={(event) => selectAt(event.target, comparison.disagreements)}
    >
      {sections.map((section) => {
        const touched = section.pairs.some(({ number }) => number !== null && number === selected)
        return (
          <StaveSection
            key={section.start}
            section={section}
            text={text}
            codes={codes}
            names={names}
            selected={touched ? selected : null}
          />
        )
      })}
    </div>
  )
}

function selectAt(target: EventTarget, disagreements: readonly Disagreement[]): void {
  const numbered = target instanceof Element ? target.closest<HTMLElement>('[data-number]') : null
  const found = disagreements[Number(numbered?.dataset.number) - 1]
  // A text that is being selected to be copied stays selected.
  if (found !== undefined && getSelection()?.isCollapsed !== false) select(found)
}

function lineAt(
  reader: HTMLElement | null,
  sections: ReturnType<typeof sectionsOf>,
  offset: number,
): Element | undefined {
  const lines = sections.flatMap((section) => section.lines)
  const index = lines.findIndex(({ end }) => offset <= end)
  return reader?.querySelectorAll('.text p')[index]
}

function isInView(element: Element): boolean {
  const scroller = element.closest('.scroll')
  if (scroller === null) return false
  const [box, view] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()]
  return box.top >= view.top && box.bottom <= view.bottom
}
