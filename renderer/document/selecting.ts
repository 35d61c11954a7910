import type { Segment, SegmentId } from '../../core/model.ts'
import { byPlace } from '../../core/model.ts'
import type { Direction, Step } from '../../core/navigation.ts'
import { caretAfter, widen } from '../../core/navigation.ts'
import type { Span } from '../../core/span.ts'
import { excerpt } from '../../core/text.ts'
import { getState, go, notify, unsay } from '../store.ts'
import { alsoHere } from './also-here.ts'
import type { Desk } from './desk.ts'
import { deskOf, groundOf, isEmpty, nameOf, reaches } from './desk.ts'
import { currentReader } from './remembered.ts'

/** Selects a segment and puts the caret to its start, or where it is said. */
export function chooseSegment(segment: Segment, caret = segment.start): void {
  go({ segment: segment.id })
  currentReader()?.select({ start: caret, end: caret })
}

/** After Escape the next Tab leaves the text, so that nobody is caught in it. */
let tabLeaves = false
export function tabWalks(): boolean {
  return !tabLeaves
}
export function keepTab(): void {
  if (!tabLeaves) return
  tabLeaves = false
  unsay(nothingSelected)
}
const nothingSelected = 'Nothing is selected. Tab leaves the text now.'
/** Said where a code can't be applied, until something is selected. */
export const selectFirst = 'Select words first; then press a code’s key or click a code.'

export function selectNothing(): void {
  const { selection } = getState().place
  go({ segment: null })
  if (selection !== null && !isEmpty(selection)) {
    currentReader()?.select({ start: selection.end, end: selection.end })
  }
  tabLeaves = true
  notify(nothingSelected)
}

/** The caret or selection moved: a segment stays selected as long as the caret stands at it. */
export function selectionMoved(selection: Span): void {
  keepTab()
  if (!isEmpty(selection)) unsay(selectFirst)
  const selected = deskOf(getState())?.selected
  const stays = selected !== undefined && isEmpty(selection) && reaches(selected, selection.start)
  go({ selection, ...(stays ? {} : { segment: null }) })
}

let lastSpot = ''

/** A click chooses the smallest segment there, a further click on the same spot the next larger one. */
export function clicked(ids: readonly SegmentId[], spot: string): void {
  const desk = deskOf(getState())
  if (desk === undefined || !isEmpty(desk.selection)) return
  const again = spot === lastSpot && desk.selected !== undefined
  const smallestFirst = ids.toReversed()
  const at = again ? smallestFirst.indexOf(desk.selected!.id) : -1
  lastSpot = spot
  go({ segment: smallestFirst[(at + 1) % smallestFirst.length] ?? null })
}

/** Goes to the next or previous segment in the order of the text, and says which it is. */
export function walkSegments(by: 1 | -1): void {
  const desk = deskOf(getState())
  if (desk === undefined) return
  const inOrder = [...desk.segments.values()].sort(byPlace)
  const next = inOrder[nextIndex(inOrder, desk, by)]
  if (next === undefined) {
    notify(noFurther(inOrder.length, by))
    return
  }
  chooseSegment(next)
  const place = `segment ${inOrder.indexOf(next) + 1} of ${inOrder.length}`
  notify(`${place}: ${nameOf(desk, next)}: ${excerpt(next.quote, 80)}`)
}

function nextIndex(inOrder: readonly Segment[], { selected, selection }: Desk, by: 1 | -1): number {
  if (selected !== undefined) return inOrder.indexOf(selected) + by
  return by === 1
    ? inOrder.findIndex((segment) => segment.start >= selection.start)
    : inOrder.findLastIndex((segment) => segment.start < selection.start)
}

function noFurther(count: number, by: 1 | -1): string {
  if (count === 0) return 'There is no segment in this document yet.'
  return by === 1 ? 'There is no segment after this one.' : 'There is no segment before this one.'
}

/** Widens what is selected to whole sentences or paragraphs; once it is whole, by one more. */
export function widenSelection(step: 'sentence' | 'paragraph'): void {
  const desk = deskOf(getState())
  if (desk !== undefined) currentReader()?.select(widen(groundOf(desk), desk.selection, step))
}

/**
 * Moves the caret, or with `extend` the moving end of the selection, by one step. `left` and `right` are as the line
 * runs, so in Arabic right goes back.
 */
export function moveCaret(step: Step, towards: Direction | 'left' | 'right', extend: boolean): void {
  const desk = deskOf(getState())
  const reader = currentReader()
  if (desk === undefined || reader === null) return
  const { anchor, head } = reader.ends()
  const on = towards === 'on' || towards === (reader.runsLeft(head) ? 'left' : 'right')
  const to = caretAfter(groundOf(desk), head, step, on ? 'on' : 'back')
  reader.selectTo({ anchor: extend ? anchor : to, head: to })
}

/** Goes round the segments at the caret, the smallest first; where there is but one, to another that shares its words. */
export function nextHere(): void {
  const desk = deskOf(getState())
  if (desk === undefined) return
  const { segments, selected, selection } = desk
  const caret = selection.start
  const here = alsoHere({ segments, selected: undefined, selection })
  const next = here[(selected === undefined ? 0 : here.indexOf(selected) + 1) % Math.max(1, here.length)]
  const other = next === selected ? alsoHere(desk).at(0) : next
  if (other === undefined) {
    notify('No other segment stands here.', 'refused')
    return
  }
  chooseSegment(other, reaches(other, caret) ? caret : other.start)
  const place = here.includes(other) ? `${here.indexOf(other) + 1} of ${here.length} here` : 'beside it'
  notify(`${place}: ${nameOf(desk, other)}: ${excerpt(other.quote, 80)}`)
}
