import type { CSSProperties, KeyboardEvent, RefObject } from 'react'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Extent } from '../../core/lanes.ts'
import type { Code, Segment, SegmentId, Table } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import { chooseSegment } from './selecting.ts'
import type { StripePlace } from './stripe-places.ts'
import { extentsOfMarks, placed } from './stripe-places.ts'
import type { TextEditor } from './text-editor.ts'

/** Pixels of a lane while there is room, of one in which a letter fits, of the least one, and of the margin. */
const [wide, lettered, narrow, room] = [18, 12, 5, 112]

/**
 * What lies where, beside the text: a stripe a segment of the lines near the window. One stop of the Tab key;
 * arrow keys walk the stripes from there.
 */
export const Stripes = memo(function Stripes({
  editor,
  segments,
  codes,
  selected,
  work,
}: {
  editor: TextEditor
  segments: Table<Segment>
  codes: Codebook
  selected: SegmentId | null
  /** Of other coders, where stripes are by coder and their work may be seen; null where they are by code. */
  work: CodersWork | null
}) {
  const margin = useRef<HTMLDivElement>(null)
  const places = useStripePlaces(editor, margin, work)
  const segmentOf = (id: SegmentId) =>
    segments.get(id) ?? work?.others.find((each) => each.segments.has(id))?.segments.get(id)
  const coderOf = (id: SegmentId) =>
    work === null
      ? null
      : segments.has(id)
        ? work.own
        : (work.others.find((each) => each.segments.has(id))?.name ?? null)
  const shown = places.filter(({ segment }) => segmentOf(segment) !== undefined)
  const lanes = Math.max(0, ...shown.map(({ lane }) => lane)) + 1
  const step = Math.max(narrow, Math.min(wide, room / lanes))
  const stop = shown.some(({ segment }) => segment === selected) ? selected : shown[0]?.segment
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons that are no form
    <div
      ref={margin}
      className="stripes"
      role="group"
      aria-label="Segments beside the text"
      style={{ '--stripe-step': `${step}px` } as CSSProperties}
      onKeyDown={walk}
      onPointerOver={({ target }) => editor.point(segmentOf(segmentAt(target)) ?? null)}
      onPointerLeave={() => editor.point(null)}
    >
      {shown.map((place) => {
        const segment = segmentOf(place.segment)!
        return (
          <Stripe
            key={place.segment}
            segment={segment}
            code={codes.get(segment.code)}
            coder={coderOf(place.segment)}
            place={place}
            onChoose={() =>
              segments.has(segment.id) ? chooseSegment(segment) : editor.reveal(segment.start)
            }
            selected={place.segment === selected}
            stop={place.segment === stop}
            lettered={step >= lettered}
          />
        )
      })}
    </div>
  )
})

/** Whose stripes are which: the coder of this window nearest to the text, then the others. */
export interface CodersWork {
  readonly own: string
  readonly others: readonly { readonly name: string; readonly segments: Table<Segment> }[]
}

interface StripeProps {
  readonly segment: Segment
  /** Who coded it, where stripes are by coder. */
  readonly coder: string | null
  onChoose(): void
  readonly code: Code | undefined
  readonly place: StripePlace
  readonly selected: boolean
  /** Where Tab comes to. */
  readonly stop: boolean
  /** Whether there is room for the code's key. */
  readonly lettered: boolean
}

const Stripe = memo(function Stripe({
  segment,
  coder,
  code,
  place,
  selected,
  stop,
  lettered,
  onChoose,
}: StripeProps) {
  const noted = segment.memo !== ''
  const whose = [coder, code?.name ?? ''].filter((each) => each !== null).join(': ')
  // What is said of it begins with what is shown of it.
  const name = `${whose}${noted ? ', with a memo' : ''}`
  return (
    <button
      type="button"
      data-segment={segment.id}
      className={`stripe c${code?.colour ?? 12} ${selected ? 'sel' : ''} ${noted && lettered ? 'noted' : ''}`}
      style={{ left: `calc(${place.lane} * var(--stripe-step))`, top: place.top, height: place.height }}
      tabIndex={stop ? 0 : -1}
      aria-pressed={selected}
      aria-label={`${name}: ${excerpt(segment.quote)}`}
      // The focus stays in the text, so that keys go on working there.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {lettered && <i aria-hidden="true">{coder?.slice(0, 1) ?? code?.key}</i>}
      <span className="tip" data-name={name} />
    </button>
  )
}, isSameStripe)

/** Places are measured anew each time and mostly come out the same. */
function isSameStripe(a: StripeProps, b: StripeProps): boolean {
  return (
    a.segment === b.segment &&
    a.code === b.code &&
    a.coder === b.coder &&
    a.selected === b.selected &&
    a.stop === b.stop &&
    a.lettered === b.lettered &&
    a.place.top === b.place.top &&
    a.place.height === b.place.height &&
    a.place.lane === b.place.lane
  )
}

function segmentAt(target: EventTarget): SegmentId {
  const stripe = target instanceof Element ? target.closest('[data-segment]') : null
  return (stripe?.getAttribute('data-segment') ?? '') as SegmentId
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (by === undefined) return
  const stripes: EventTarget[] = [...event.currentTarget.querySelectorAll('button')]
  const next = stripes[Math.max(0, Math.min(stripes.length - 1, stripes.indexOf(event.target) + by))]
  if (next instanceof HTMLElement) next.focus()
  event.preventDefault()
}

/**
 * Measured again whenever marks were drawn or lines run otherwise. After other marks that is one frame later, so that
 * a key press waits for its mark only; where lines run otherwise it is before the next frame, so that nothing lags.
 */
function useStripePlaces(editor: TextEditor, margin: RefObject<HTMLElement | null>, work: CodersWork | null) {
  const [places, setPlaces] = useState<readonly StripePlace[]>([])
  useLayoutEffect(() => {
    const measure = () => {
      if (margin.current === null) return
      const top = margin.current.getBoundingClientRect().top
      const own = extentsOfMarks(top, editor.nearParagraphs())
      setPlaces(
        placed([own, ...(work?.others ?? []).map(({ segments }) => extentsOf(editor, segments, top))]),
      )
    }
    let coming = 0
    const measureSoon = () => {
      cancelAnimationFrame(coming)
      coming = requestAnimationFrame(() => {
        coming = requestAnimationFrame(measure)
      })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(editor.dom)
    const stop = editor.onDraw(measureSoon)
    measure()
    return () => {
      cancelAnimationFrame(coming)
      observer.disconnect()
      stop()
    }
  }, [editor, margin, work])
  return places
}

/** Others' segments have no marks in the text: their lines are measured. */
function extentsOf(editor: TextEditor, segments: Table<Segment>, top: number): Map<SegmentId, Extent> {
  const extents = new Map<SegmentId, Extent>()
  for (const segment of segments.values()) {
    const extent = editor.extentOf(segment)
    if (extent === undefined) continue
    extents.set(segment.id, { from: Math.round(extent.from - top), to: Math.round(extent.to - top) })
  }
  return extents
}
