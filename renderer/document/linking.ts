import type { PossibleLink } from '../../core/links.ts'
import { possibleLinks } from '../../core/links.ts'
import type { Segment } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import type { State } from '../store.ts'
import { dispatch, getState, notify } from '../store.ts'
import { alsoHere } from './also-here.ts'
import { deskOf, nameOf } from './desk.ts'
import { fields } from './fields.ts'
import { begin, begunWith } from './modes.ts'
import { currentReader } from './remembered.ts'
import { chooseSegment } from './selecting.ts'

export function isLinking(state: State): boolean {
  return begunWith('link', state) !== undefined
}

/** Begins a link at the selected segment. */
export function startLink(): void {
  const desk = deskOf(getState())
  if (desk?.selected === undefined) return
  if (desk.open.project.linkTypes.size === 0) {
    notify('The codebook has no types of link yet; add one in Codebook.', 'refused')
    return
  }
  begin({ what: 'link', document: desk.document.id, segment: desk.selected.id })
  currentReader()?.focus()
  notify(
    `Link from ${nameOf(desk, desk.selected)}: choose the other segment with Tab or a click, then Enter.`,
  )
}

export function stopLink(): void {
  const from = begunWith('link', getState())
  begin(null)
  if (from !== undefined) chooseSegment(from)
  currentReader()?.focus()
  notify('No link was made.')
}

/** The segment that the link would join with: the selected one, or the smallest other one at the caret. */
export function otherEnd(state: State): Segment | undefined {
  const desk = deskOf(state)
  const from = begunWith('link', state)
  if (desk === undefined || from === undefined) return undefined
  if (desk.selected !== undefined && desk.selected.id !== from.id) return desk.selected
  return alsoHere({ ...desk, selected: undefined }).find(({ id }) => id !== from.id)
}

/** Makes the link where only one fits; leads to the choice where several do. */
export async function takeLink(): Promise<void> {
  const [from, other, desk] = [begunWith('link', getState()), otherEnd(getState()), deskOf(getState())]
  if (from === undefined || desk === undefined) return
  if (other === undefined) return notify('Choose the other segment first, with Tab or a click.', 'refused')
  const possible = possibleLinks(desk.open.project, from, other)
  if (possible.length === 0)
    return notify(
      `No type of link leads between ${nameOf(desk, from)} and ${nameOf(desk, other)}, or they are linked already.`,
      'refused',
    )
  if (possible.length === 1) return makeLink(possible[0]!)
  document.getElementById(fields.linkTypes)?.querySelector('button')?.focus()
}

export async function makeLink({ linkType, from, to }: PossibleLink): Promise<void> {
  const begun = begunWith('link', getState())
  const done = await dispatch({
    type: 'linkSegments',
    document: from.document,
    linkType: linkType.id,
    from: from.id,
    to: to.id,
  })
  if (!done) return
  begin(null)
  chooseSegment(begun ?? from)
  currentReader()?.focus()
  notify(`${excerpt(from.quote)} ${linkType.name} ${excerpt(to.quote)}`)
}
