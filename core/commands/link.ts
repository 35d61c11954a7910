import { diffOf } from '../change.ts'
import type { Deciders } from '../decision.ts'
import { linkProblem, withoutLinks } from '../links.ts'
import type { DocumentId, Link, LinkType, LinkTypeId, Project, SegmentId } from '../model.ts'
import { nameFor, slug } from '../name.ts'
import { Refusal } from '../refusal.ts'
import { excerpt } from '../text.ts'
import { codeOf } from './codebook.ts'
import { segmentOf } from './segment.ts'

/** Links between segments of one coder in one document, and the types of link that the codebook declares. */
export interface LinkCommands {
  /** Leads from one segment to another, both of the coder who gives the command. */
  linkSegments: {
    readonly document: DocumentId
    readonly linkType: LinkTypeId
    readonly from: SegmentId
    readonly to: SegmentId
  }
  unlinkSegments: {
    readonly document: DocumentId
    readonly linkType: LinkTypeId
    readonly from: SegmentId
    readonly to: SegmentId
  }
  addLinkType: LinkTypeText
  changeLinkType: { readonly linkType: LinkTypeId; readonly changes: Partial<LinkTypeText> }
  /** With everybody's links of that type. */
  deleteLinkType: { readonly linkType: LinkTypeId }
}

/** What a person says about a type of link: its name, and the codes it goes out from and leads to (LinkEnd). */
export type LinkTypeText = Pick<LinkType, 'name' | 'from' | 'to'>

export const linkDeciders: Deciders<LinkCommands> = {
  linkSegments(project, { document, linkType: type, from, to }, context) {
    const linkType = linkTypeOf(project, type)
    const before = segmentOf(project, document, from, context)
    const target = segmentOf(project, document, to, context)
    if (from === to) throw new Refusal('invalid', `${excerpt(before.quote)} can't be linked to itself.`)
    const problem = linkProblem(project, linkType, before, target)
    if (problem !== undefined) throw new Refusal('invalid', problem)
    if (before.links.some((link) => isLink(link, type, to)))
      throw new Refusal('taken', `${excerpt(before.quote)} is linked so already.`)
    const after = { ...before, links: [...before.links, { type, to }], changed: context.now }
    return {
      label: `link ${excerpt(before.quote)} ${linkType.name} ${excerpt(target.quote)}`,
      change: { segments: diffOf({ updated: [[before, after]] }) },
    }
  },

  unlinkSegments(project, { document, linkType: type, from, to }, context) {
    const before = segmentOf(project, document, from, context)
    const links = before.links.filter((link) => !isLink(link, type, to))
    if (links.length === before.links.length)
      throw new Refusal('missing', `${excerpt(before.quote)} has no such link.`)
    const after = { ...before, links, changed: context.now }
    return {
      label: `remove a link from ${excerpt(before.quote)}`,
      change: { segments: diffOf({ updated: [[before, after]] }) },
    }
  },

  addLinkType(project, { name, from, to }, context) {
    const last = Math.max(-1, ...[...project.linkTypes.values()].map(({ order }) => order))
    const added = checked(project, {
      id: `${slug(name, 'link')}-${context.newId().slice(0, 6)}` as LinkTypeId,
      order: last + 1,
      name,
      from,
      to,
    })
    return { label: `add link type ${added.name}`, change: { linkTypes: diffOf({ added: [added] }) } }
  },

  changeLinkType(project, { linkType, changes }) {
    const before = linkTypeOf(project, linkType)
    const after = checked(project, { ...before, ...changes })
    return {
      label:
        after.name === before.name
          ? `change link type ${after.name}`
          : `rename link type ${before.name} to ${after.name}`,
      change: { linkTypes: diffOf({ updated: [[before, after]] }) },
    }
  },

  deleteLinkType(project, { linkType }, context) {
    const removed = linkTypeOf(project, linkType)
    const updated = withoutLinks(project, context.now, ({ type }) => type === linkType)
    return {
      label: `delete link type ${removed.name}`,
      change: {
        linkTypes: diffOf({ removed: [removed] }),
        ...(updated.length > 0 ? { segments: diffOf({ updated }) } : {}),
      },
    }
  },
}

export function linkTypeOf(project: Project, id: LinkTypeId): LinkType {
  const linkType = project.linkTypes.get(id)
  if (linkType === undefined) throw new Refusal('missing', `There is no type of link ${id} in this codebook.`)
  return linkType
}

function isLink(link: Link, type: LinkTypeId, to: SegmentId): boolean {
  return link.type === type && link.to === to
}

function checked(project: Project, linkType: LinkType): LinkType {
  const name = nameFor('link type', linkType.name)
  const taken = [...project.linkTypes.values()].some(
    (other) => other.id !== linkType.id && other.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) throw new Refusal('taken', `There is a type of link ${name} already; choose another name.`)
  for (const code of [...(linkType.from ?? []), ...(linkType.to ?? [])]) codeOf(project, code)
  return { ...linkType, name }
}
