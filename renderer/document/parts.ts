import { codeLabel } from '../../core/codebook.ts'
import { counted } from '../../core/counted.ts'
import type { Code, Segment } from '../../core/model.ts'
import { byPlace } from '../../core/model.ts'
import { overlaps } from '../../core/span.ts'
import { excerpt } from '../../core/text.ts'
import { unitsOf } from '../../core/units.ts'
import { dispatch, getState, notify } from '../store.ts'
import type { Desk } from './desk.ts'
import { deskOf, isEmpty, nameOf } from './desk.ts'
import { begin } from './modes.ts'
import { currentReader } from './remembered.ts'
import { chooseSegment } from './selecting.ts'

/** Makes two segments of the selected one where the caret stands in it. */
export async function splitAtCaret(): Promise<void> {
  const desk = deskOf(getState())
  if (desk?.selected === undefined) return
  const { document, id, quote } = desk.selected
  if (!(await dispatch({ type: 'splitSegment', document, segment: id, at: desk.selection.start }))) return
  notify(`Split ${nameOf(desk, desk.selected)}: ${excerpt(quote)}`)
}

/**
 * Joins the selected segment with the next one of its code; where words are selected, all segments in them, which
 * must have one code.
 */
export async function joinSelected(): Promise<void> {
  const desk = deskOf(getState())
  if (desk === undefined) return
  const chosen = toJoin(desk)
  const [first] = chosen
  if (first === undefined || chosen.length < 2) return notify(whyNotJoined(desk, chosen), 'refused')
  const segments = chosen.map(({ id }) => id)
  if (!(await dispatch({ type: 'joinSegments', document: first.document, segments }))) return
  const joined = deskOf(getState())?.segments.get(first.id)
  if (joined === undefined) return
  chooseSegment(joined)
  notify(`${joinedInWords(desk, chosen)} Undo takes it back.`)
}

function whyNotJoined(desk: Desk, chosen: readonly Segment[]): string {
  if (!isEmpty(desk.selection))
    return `${chosen.length === 0 ? 'No segment lies' : 'One segment only lies'} in the selected words; joining takes two of one code.`
  return desk.selected === undefined
    ? 'Select a segment to join it with the next one of its code; or select words to join all segments in them, of one code.'
    : `No other segment with ${nameOf(desk, desk.selected)} comes after this one in the text, so there is none to join it with.`
}

/** What was joined with what, and how much of the text that nobody had coded so is between them now. */
function joinedInWords(desk: Desk, chosen: readonly Segment[]): string {
  const [first, next] = chosen
  const name = nameOf(desk, first!)
  if (chosen.length > 2) return `Joined ${chosen.length} segments of ${name}, with what lies between them.`
  const between = desk.text.slice(first!.end, next!.start)
  const [paragraphs, sentences, words] = (['paragraph', 'sentence', 'token'] as const).map(
    (unit) => unitsOf(between, desk.document.language, unit).length,
  )
  const gap =
    words === 0
      ? ''
      : paragraphs! > 2
        ? ` and ${counted(paragraphs! - 2, 'paragraph')} and more between them`
        : sentences! > 1
          ? ` and parts of ${counted(sentences!, 'sentence')} between them`
          : ` and ${counted(words!, 'word')} between them`
  return `Joined with the next ${name}, ${excerpt(next!.quote)}${gap}.`
}

function toJoin({ segments, selected, selection }: Desk): Segment[] {
  const inOrder = [...segments.values()].sort(byPlace)
  if (!isEmpty(selection)) return inOrder.filter((segment) => overlaps(segment, selection))
  if (selected === undefined) return []
  const same = inOrder.filter(({ code }) => code === selected.code)
  const at = same.indexOf(selected)
  return same.slice(at, at + 2)
}

/** Asks for the code that the selected segment is copied to, or gets instead of its own. */
export function askCode(what: 'copy' | 'recode'): void {
  const segment = deskOf(getState())?.selected
  if (segment !== undefined) begin({ what, document: segment.document, segment: segment.id })
}

/** Copies the segment to a code, or to a new one of this name. */
export async function copyTo(segment: Segment, code: Code | string): Promise<void> {
  const codes = getState().open?.project.codes
  const { document, id } = segment
  const done = await dispatch(
    typeof code === 'string'
      ? { type: 'giveNewCode', document, segment: id, name: code, how: 'further' }
      : { type: 'copySegment', document, segment: id, code: code.id },
  )
  currentReader()?.focus()
  if (!done || !codes) return
  const to = typeof code === 'string' ? `the new code ${code}` : codeLabel(codes, code)
  notify(`Copied ${excerpt(segment.quote)} to ${to}`)
}
