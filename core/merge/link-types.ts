import { endInWords, endWithout } from '../links.ts'
import type { CodeId, LinkEnd, LinkType, LinkTypeId, Segment } from '../model.ts'
import { freeName } from '../name.ts'
import { byId } from './canonical.ts'
import { type Copies, codePath, pastsOf, sideBySide } from './copies.ts'
import { type Field, laterSide, type Side, settle } from './moved-on.ts'
import { deletedWhere, type Fate, fateOf, keepOrDelete } from './presence.ts'
import { pushApart } from './tree.ts'

const fields: readonly Field<LinkType>[] = [
  { name: 'name', of: ({ name }) => name },
  { name: 'from', of: ({ from }) => from },
  { name: 'to', of: ({ to }) => to },
]
const order: Field<LinkType> = { name: 'order', of: (linkType) => linkType.order }

export type LinkTypeFate = Fate<LinkType> & { readonly asks?: boolean }

/** What becomes of every type of link; whether a deleted one is asked about is decided with the links that need it. */
export function mergeLinkTypes(copies: Copies): LinkTypeFate[] {
  return sideBySide(copies.mine.linkTypes, copies.other.linkTypes).map(([m, o]) => {
    if (m !== undefined && o !== undefined) return mergePair(copies, m, o)
    const [side, linkType] = m !== undefined ? (['mine', m] as const) : (['other', o!] as const)
    return fateOf(copies, 'linkTypes', side, linkType, ({ name, from, to }) => ({ name, from, to }))
  })
}

function mergePair(copies: Copies, mine: LinkType, other: LinkType): LinkTypeFate {
  const pasts = pastsOf(copies, 'linkTypes', mine)
  const settled = settle(mine, other, pasts, [...fields, order])
  const apart = settled.apart.filter((field) => field !== order)
  const chosen = apart.length === 0 ? null : ask()
  const at = ({ name }: Field<LinkType>): LinkType => {
    const side = apart.some((field) => field.name === name) ? chosen! : settled.of(name)
    return side === 'mine' ? mine : other
  }
  const [name, from, to] = fields as [Field<LinkType>, Field<LinkType>, Field<LinkType>]
  const place = settled.apart.includes(order) ? Math.max(mine.order, other.order) : at(order).order
  const record = { ...mine, order: place, name: at(name).name, from: at(from).from, to: at(to).to }
  return { record, in: 'both', kept: true, disputed: chosen !== null }

  function ask(): Side {
    const shown = (linkType: LinkType, side: Side) =>
      Object.fromEntries(
        apart.map((field) => {
          const value = field.of(linkType)
          return [field.name, typeof value === 'string' ? value : codesInWords(value as LinkEnd, side)]
        }),
      )
    const chosen = copies.desk.ask({
      id: `link/${mine.id}`,
      kind: 'link type',
      sentence: `The type of link “${mine.name}” was changed on both sides: ${apart.map((field) => field.name).join(', ')}.`,
      mine: shown(mine, 'mine'),
      other: shown(other, 'other'),
      choices: ['mine', 'other'],
      default: laterSide(mine, other, pasts, apart),
    })
    return chosen === 'mine' ? 'mine' : 'other'
  }

  function codesInWords(end: LinkEnd, side: Side): string {
    return endInWords(end, (code) => codePath(copies, code, side))
  }
}

/** Asks about types of link that were deleted in one copy while the other changed them or linked with them. */
export function decideLinkTypes(
  copies: Copies,
  fates: readonly LinkTypeFate[],
  segments: Iterable<readonly Fate<Segment>[]>,
): void {
  const deleted = fates.filter(({ deletion }) => deletion !== undefined)
  if (deleted.length === 0) return
  const links = new Map<LinkTypeId, number>()
  for (const work of segments)
    for (const { record, kept } of work)
      if (kept) for (const { type } of record.links) links.set(type, (links.get(type) ?? 0) + 1)
  for (const fate of deleted) {
    const count = links.get(fate.record.id) ?? 0
    if (fate.kept ? fate.asks !== true : count === 0) continue
    const used = count === 0 ? 'changed' : `needed by ${count === 1 ? 'one link' : `${count} links`}`
    const shown = { name: fate.record.name, links: count }
    const choice = copies.desk.ask({
      id: `deletion/link/${fate.record.id}`,
      kind: 'deletion',
      sentence: `The type of link “${fate.record.name}” was deleted ${deletedWhere(fate)} and is ${used} on the other side.`,
      mine: fate.in === 'mine' ? shown : null,
      other: fate.in === 'other' ? shown : null,
      choices: keepOrDelete,
      default: 'keep',
    })
    fate.kept = choice === 'keep'
    fate.disputed = true
  }
}

/** Types of link with a name and a place of their own, that name only codes which are there. */
export function tidyLinkTypes(
  linkTypes: readonly LinkType[],
  codes: ReadonlyMap<CodeId, unknown>,
  notes: string[],
): Map<LinkTypeId, LinkType> {
  const taken = new Set<string>()
  const named = [...linkTypes].sort(byId).map((linkType) => {
    const name = freeName(linkType.name, taken)
    taken.add(name.toLowerCase())
    if (name !== linkType.name)
      notes.push(`There are two types of link “${linkType.name}”; one is called “${name}” now.`)
    return { ...linkType, name, from: there(linkType.from), to: there(linkType.to) }
  })
  const placed = named.sort((a, b) => a.order - b.order || byId(a, b))
  for (const linkType of pushApart(placed))
    placed[placed.findIndex(({ id }) => id === linkType.id)] = linkType
  return new Map(placed.map((linkType) => [linkType.id, linkType]))

  function there(end: LinkEnd): LinkEnd {
    return endWithout(end, (code) => !codes.has(code))
  }
}
