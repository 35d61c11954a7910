import type { PossibleLink } from '../../core/links.ts'
import { endInWords, linkProblem, linkTypesInOrder, possibleLinks } from '../../core/links.ts'
import type { CodeId, LinkType, Project, Segment } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import type { State } from '../store.ts'
import { dispatch, getState, notify } from '../store.ts'
import { openWindow } from '../ui/codebook-windows.ts'
import { keyOrWords } from '../ui/Keys.tsx'
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
  const take = keyOrWords('segment.link.take', 'the palette')
  notify(`Link from ${nameOf(desk, desk.selected)}: choose the other segment ${how()}, then ${take}.`)
}

function how(): string {
  return `with ${keyOrWords('segment.next', 'the palette')} or a click`
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

/** Whether some type of link leads between the two segments. */
export function isLinkPossible(state: State): boolean {
  const [from, other] = [begunWith('link', state), otherEnd(state)]
  if (from === undefined || other === undefined || state.open === null) return false
  return possibleLinks(state.open.project, from, other).length > 0
}

/** Why no type of link is left to join the two, and which types there are, a sentence and a line each. */
export function whyNone(project: Project, from: Segment, other: Segment): { why: string; types: string[] } {
  const named = (id: CodeId) => project.codes.get(id)?.name ?? id
  const all = linkTypesInOrder(project)
  const fits = (linkType: LinkType) =>
    linkProblem(project, linkType, from, other) === undefined ||
    linkProblem(project, linkType, other, from) === undefined
  return {
    why: all.some(fits)
      ? 'They are linked already by every type that fits.'
      : `No type of link leads from ${named(from.code)} to ${named(other.code)}, or back.`,
    types: all.map(
      ({ name, ...ends }) => `${name}: ${endInWords(ends.from, named)} → ${endInWords(ends.to, named)}`,
    ),
  }
}

/** Makes the link where only one fits; leads to the choice where several do, and to the types where none does. */
export async function takeLink(): Promise<void> {
  const [from, other, desk] = [begunWith('link', getState()), otherEnd(getState()), deskOf(getState())]
  if (from === undefined || desk === undefined) return
  if (other === undefined) return notify(`Choose the other segment first, ${how()}.`, 'refused')
  const possible = possibleLinks(desk.open.project, from, other)
  if (possible.length === 0) return openWindow({ what: 'link types' })
  if (possible.length === 1) return makeLink(possible[0]!)
  const types = [...new Set(possible.map(({ linkType }) => linkType.name))].join(', ')
  notify(`Choose the type of link: ${types}.`)
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
