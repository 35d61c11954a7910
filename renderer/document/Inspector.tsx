import type { KeyboardEvent } from 'react'
import { useEffect, useRef } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import { codeLabel } from '../../core/codebook.ts'
import type { Segment, Table } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import { ActionButton } from '../ui/Button.tsx'
import { ActionKeys } from '../ui/Keys.tsx'
import { isCompleting, MemoField } from '../ui/MemoField.tsx'
import { Swatch } from '../ui/signs.tsx'
import { writeMemo } from './coding.ts'
import { fields } from './fields.ts'
import { currentReader } from './remembered.ts'
import { SegmentLinks } from './SegmentLinks.tsx'
import { SegmentValues } from './SegmentValues.tsx'
import { SegmentVersion } from './SegmentVersion.tsx'
import { chooseSegment } from './selecting.ts'

/** The selected segment, to be looked at and changed. */
export function Inspector({
  segment,
  place,
  others,
  codes,
  segments,
  wordsSelected,
}: {
  segment: Segment | undefined
  /** Where it is, in words. */
  place: string
  /** Further segments at the caret, or beside the selected one. */
  others: readonly Segment[]
  codes: Codebook
  /** What the memo may link to. */
  segments: Table<Segment>
  wordsSelected: boolean
}) {
  const focus = useFocusInTextAfter()
  if (segment === undefined) {
    return (
      <section className="split inspectbox" aria-label="Segment" {...focus}>
        <div className="inspect nothing">
          {others.length === 0 ? (
            <p className="note">
              {wordsSelected
                ? 'Press a code’s key, or click a code, to code the selected words.'
                : 'Select words; then press a code’s key or click a code.'}
            </p>
          ) : (
            <>
              <p className="note">
                At the caret <ActionKeys action="segment.here" />
              </p>
              <AlsoHere segments={others} codes={codes} />
            </>
          )}
        </div>
      </section>
    )
  }
  const code = codes.get(segment.code)
  return (
    <section className="split inspectbox" aria-label="Segment" {...focus}>
      <div className="head">
        <Swatch colour={code?.colour ?? 12} />
        <h2>{code?.name}</h2>
        <span className="end meta" title={`Characters ${segment.start}–${segment.end} of the document`}>
          {place}
        </span>
      </div>
      <div className="inspect scroll">
        <blockquote dir="auto">{segment.quote}</blockquote>
        <Fields segment={segment} codes={codes} others={others} segments={segments} />
      </div>
    </section>
  )
}

/** Where what had the focus in the panel is gone, as the whole segment may be, the text has it. Put it on the panel. */
function useFocusInTextAfter() {
  const had = useRef(false)
  useEffect(() => {
    if (!had.current || window.document.activeElement !== window.document.body) return
    had.current = false
    currentReader()?.focus()
  })
  return {
    onFocus: () => {
      had.current = true
    },
    onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
      if (relatedTarget !== null) had.current = false
    },
  }
}

function Fields({
  segment,
  codes,
  others,
  segments,
}: {
  segment: Segment
  codes: Codebook
  others: readonly Segment[]
  segments: Table<Segment>
}) {
  const code = codes.get(segment.code)
  return (
    <div className="form" data-hints="segment" onKeyDownCapture={backToText}>
      <span className="name">code</span>
      <div>
        <ActionButton action="segment.recode" className="codeof" title="Give the segment another code">
          <Swatch colour={code?.colour ?? 12} />
          <span>{code === undefined ? segment.code : codeLabel(codes, code)}</span>
        </ActionButton>
      </div>
      <SegmentValues segment={segment} codes={codes} />
      <span className="name">links</span>
      <SegmentLinks segment={segment} />
      <label htmlFor={fields.memo}>memo</label>
      <MemoField
        key={segment.id}
        id={fields.memo}
        value={segment.memo}
        segments={segments}
        onSegment={chooseSegment}
        onKeep={(memo) => writeMemo(segment, memo)}
      />
      {others.length > 0 && (
        <>
          <span className="name">also here</span>
          <div>
            <AlsoHere segments={others} codes={codes} />
            <p className="note">
              <ActionKeys action="segment.here" /> goes round them
            </p>
          </div>
        </>
      )}
      <span />
      <div>
        <SegmentVersion segment={segment} />
        <p className="acts">
          <ActionButton look="plain" action="segment.split">
            Split
          </ActionButton>
          <ActionButton look="plain" action="segment.join">
            Join
          </ActionButton>
          <ActionButton look="plain" action="segment.copy">
            Copy
          </ActionButton>
          <ActionButton look="plain" action="segment.remove">
            Remove
          </ActionButton>
        </p>
      </div>
    </div>
  )
}

/** Before the field itself, in which the focus would stay: leaving it keeps what was typed. */
function backToText(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || isCompleting(event.target)) return
  event.stopPropagation()
  event.preventDefault()
  currentReader()?.focus()
}

/** A list no longer than can be overlooked. */
const most = 12

function AlsoHere({ segments, codes }: { segments: readonly Segment[]; codes: Codebook }) {
  return (
    <ul className="alsohere">
      {segments.slice(0, most).map((segment) => {
        const code = codes.get(segment.code)
        return (
          <li key={segment.id}>
            <button
              type="button"
              className="link here"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => chooseSegment(segment)}
            >
              <Swatch colour={code?.colour ?? 12} />
              <span>
                {code?.name}, {excerpt(segment.quote)}
              </span>
            </button>
          </li>
        )
      })}
      {segments.length > most && <li className="note">and {segments.length - most} more</li>}
    </ul>
  )
}
