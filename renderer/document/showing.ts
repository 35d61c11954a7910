import type { Codebook } from '../../core/codebook.ts'
import { codeLabel, withDescendants } from '../../core/codebook.ts'
import type { CodeId, Segment, SegmentId, Table } from '../../core/model.ts'
import { getState, notify } from '../store.ts'
import { hiddenCodes, hideCodes } from './remembered.ts'

/** Which codes' highlights and stripes are shown. The selected segment always is, and counts are of all. */

/** The segments that are shown; the same table while nothing is hidden. */
export function shownSegments(
  segments: Table<Segment>,
  hidden: ReadonlySet<CodeId>,
  selected: SegmentId | null,
): Table<Segment> {
  if (hidden.size === 0) return segments
  return new Map([...segments].filter(([id, { code }]) => id === selected || !hidden.has(code)))
}

/** Shows or hides a code with those below it. */
export function toggleCode(code: CodeId): void {
  const hidden = new Set(hiddenCodes())
  const hide = !hidden.has(code)
  for (const id of family(code)) {
    if (hide) hidden.add(id)
    else hidden.delete(id)
  }
  hideCodes(hidden)
  notify(`${labelOf(code)}: highlights ${hide ? 'hidden' : 'shown'}.`)
}

/** Shows only this code with those below it; once more, all again. */
export function showOnly(code: CodeId): void {
  const shown = new Set(family(code))
  const others = [...codesNow().keys()].filter((id) => !shown.has(id))
  const hidden = hiddenCodes()
  const again = hidden.size === others.length && others.every((id) => hidden.has(id))
  hideCodes(new Set(again ? [] : others))
  notify(again ? 'All codes are highlighted.' : `Only ${labelOf(code)} is highlighted.`)
}

/** Shows all codes again; where all are shown, none. */
export function showAllOrNone(): void {
  const all = hiddenCodes().size > 0
  hideCodes(new Set(all ? [] : codesNow().keys()))
  notify(all ? 'All codes are highlighted.' : 'No code is highlighted.')
}

function codesNow(): Codebook {
  return getState().open?.project.codes ?? new Map()
}

function family(id: CodeId): CodeId[] {
  const code = codesNow().get(id)
  return code === undefined ? [] : withDescendants(codesNow(), code).map((each) => each.id)
}

function labelOf(id: CodeId): string {
  const code = codesNow().get(id)
  return code === undefined ? id : codeLabel(codesNow(), code)
}
