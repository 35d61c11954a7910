import type { SegmentCommands } from '../../core/commands/segment.ts'
import { linksAt } from '../../core/links.ts'
import type { AttributeId, AttributeValue, Certainty, CodeId, Segment, SegmentId } from '../../core/model.ts'
import type { Direction, Edge, Step } from '../../core/navigation.ts'
import { moveEdge, withoutOuterSpace } from '../../core/navigation.ts'
import type { Span } from '../../core/span.ts'
import { excerpt } from '../../core/text.ts'
import { newId } from '../mirror.ts'
import { dispatch, getState, go, notify } from '../store.ts'
import type { Desk } from './desk.ts'
import { deskOf, groundOf, isEmpty, nameOf } from './desk.ts'
import { currentReader, rememberCode } from './remembered.ts'
import { chooseSegment, selectFirst } from './selecting.ts'

/**
 * Codes the selected words, without the space around them; with nothing but a segment selected, its words with a further code. The new segment is
 * selected and the caret stands at its end, so that the next key goes on from there.
 */
export async function applyCode(code: CodeId): Promise<void> {
  const desk = deskOf(getState())
  const span = desk && spanToCode(desk)
  if (desk === undefined || span === undefined) return
  const segment = newId() as SegmentId
  const done = dispatch({ type: 'applyCode', document: desk.document.id, code, segment, ...span })
  rememberCode(code)
  goOn(segment)
  await done
}

/** Selects the segment that was just made, and puts the caret at its end; nothing where none was. */
function goOn(id: SegmentId): void {
  const desk = deskOf(getState())
  const segment = desk?.segments.get(id)
  if (desk === undefined || segment === undefined) return
  chooseSegment(segment, segment.end)
  notify(`${nameOf(desk, segment)}: ${excerpt(segment.quote)}`)
}

/** What would be coded; undefined, and said, where nothing is selected. */
function spanToCode({ text, selection, selected }: Desk): Span | undefined {
  const span = isEmpty(selection) ? selected : withoutOuterSpace(text, selection)
  if (span !== undefined) return { start: span.start, end: span.end }
  notify(selectFirst, 'refused')
  return undefined
}

/** Makes a code at the top of the codebook and applies it; none where there is nothing to code. */
export async function applyNewCode(name: string): Promise<void> {
  const desk = deskOf(getState())
  const span = desk && spanToCode(desk)
  if (desk === undefined || span === undefined) return
  const before = desk.open.project.codes
  if (!(await dispatch({ type: 'applyNewCode', document: desk.document.id, name, ...span }))) return
  const added = [...(getState().open?.project.codes.keys() ?? [])].find((code) => !before.has(code))
  if (added === undefined) return
  rememberCode(added)
  // A new code has one segment.
  for (const { id, code } of deskOf(getState())?.segments.values() ?? []) if (code === added) goOn(id)
}

/** Applies the code that is called as the selected words are; where there is none, they become one (in vivo). */
export async function applyInVivo(): Promise<void> {
  const desk = deskOf(getState())
  const span = desk && spanToCode(desk)
  if (desk === undefined || span === undefined) return
  const name = desk.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()
  if (name.length > longestInVivo)
    return notify('Select fewer words to make them a code; a name is short.', 'refused')
  const twin = [...desk.open.project.codes.values()].find(
    (code) => code.name.toLowerCase() === name.toLowerCase(),
  )
  await (twin === undefined ? applyNewCode(name) : applyCode(twin.id))
}

/** Longer ones are sentences; a code may be called so, but hardly by a slip of the finger. */
const longestInVivo = 80

/** Makes a code at the top of the codebook and gives it to the segment instead of its own. */
export async function recodeAsNew(segment: Segment, name: string): Promise<void> {
  const { document, id } = segment
  if (!(await dispatch({ type: 'giveNewCode', document, segment: id, name, how: 'instead' }))) return
  const after = deskOf(getState())?.segments.get(id)
  if (after !== undefined) rememberCode(after.code)
  sayRecoded(segment)
}

export async function recode(segment: Segment, code: CodeId): Promise<void> {
  rememberCode(code)
  if (await changeSegment(segment, { code })) sayRecoded(segment)
}

function sayRecoded(segment: Segment): void {
  const desk = deskOf(getState())
  const after = desk?.segments.get(segment.id)
  if (desk === undefined || after === undefined) return
  // Links stay whatever the code; which of them don't fit it is said.
  const problems = linksAt(desk.open.project, desk.segments, after).flatMap(({ problem }) => problem ?? [])
  const links = problems.length === 0 ? [] : ['Its links stay.', ...problems]
  notify([`${nameOf(desk, after)}: ${excerpt(after.quote)}.`, ...links].join(' '))
}

function changeSegment({ document, id }: Segment, changes: SegmentChanges): Promise<boolean> {
  return dispatch({ type: 'changeSegment', document, segment: id, changes })
}

type SegmentChanges = SegmentCommands['changeSegment']['changes']

/** Null takes the value away. */
export function setValue(
  segment: Segment,
  attribute: AttributeId,
  value: AttributeValue | null,
): Promise<boolean> {
  return changeSegment(segment, { attributes: { [attribute]: value } })
}

export function setCertainty(segment: Segment, certainty: Certainty | null): Promise<boolean> {
  return changeSegment(segment, { certainty })
}

export function writeMemo(segment: Segment, memo: string): Promise<boolean> {
  return changeSegment(segment, { memo })
}

export async function removeSegment(): Promise<void> {
  const desk = deskOf(getState())
  if (desk?.selected === undefined) return
  const { document, id } = desk.selected
  if (!(await dispatch({ type: 'deleteSegments', document, segments: [id] }))) return
  // Who has gone on meanwhile stays where they are.
  if (getState().place.segment === id) go({ segment: null })
  notify(`Removed ${nameOf(desk, desk.selected)}: ${excerpt(desk.selected.quote)}`)
}

/** Moves a border of the selected segment by one step. */
export async function moveBorder(edge: Edge, direction: Direction, step: Step): Promise<void> {
  const desk = deskOf(getState())
  if (desk?.selected === undefined) return
  const moved = moveEdge(groundOf(desk), desk.selected, edge, direction, step)
  if (moved === undefined) return notify('The border can’t go further.', 'refused')
  await setBorder(desk.selected.id, edge, moved[edge])
}

/** Puts a border of a segment of this document to an offset, before which or behind which something of it is left. */
export async function setBorder(id: SegmentId, edge: Edge, offset: number): Promise<void> {
  const segment = deskOf(getState())?.segments.get(id)
  if (segment === undefined || !(await changeSegment(segment, { [edge]: offset }))) return
  currentReader()?.reveal(offset)
  const desk = deskOf(getState())
  const moved = desk?.segments.get(id)
  if (desk !== undefined && moved !== undefined) notify(`${nameOf(desk, moved)}: ${excerpt(moved.quote, 80)}`)
}
