import { codesInOrder } from '../codebook.ts'
import type { AttributeId, Code, CodeId, LinkTypeId, Project } from '../model.ts'
import { byId, greater, smaller } from './canonical.ts'

type Names = ReadonlyMap<CodeId, CodeId>

/**
 * Codes that are one: those with one id, and those with one path of names, that is a name below parents that are one.
 * The result names the codes whose id changes, to the smaller of the two.
 */
export function matchCodes(mine: Project, other: Project): Map<CodeId, CodeId> {
  const names = new Map<CodeId, CodeId>()
  const theirs = alone(other, mine)
  // Parents come before their children, so it is known by then whether they are one.
  for (const code of alone(mine, other)) {
    const place = placeOf(code, names)
    const twin = theirs.find((one) => placeOf(one, names) === place)
    if (twin === undefined) continue
    theirs.splice(theirs.indexOf(twin), 1)
    if (code.id < twin.id) names.set(twin.id, code.id)
    else names.set(code.id, twin.id)
  }
  return names
}

/** Codes whose id the other copy does not have, parents before their children. */
function alone(project: Project, other: Project): Code[] {
  const codes = codesInOrder(project.codes).map(({ code }) => code)
  return codes.filter(({ id }) => !other.codes.has(id))
}

function placeOf({ parent, name }: Code, names: Names): string {
  return `${parent === null ? '' : (names.get(parent) ?? parent)} ${name.toLowerCase()}`
}

/** Types of link that are one: those with one id, and those with one name. Like matchCodes. */
export function matchLinkTypes(mine: Project, other: Project): Map<LinkTypeId, LinkTypeId> {
  const lacking = (one: Project, two: Project) =>
    [...one.linkTypes.values()].filter(({ id }) => !two.linkTypes.has(id)).sort(byId)
  const theirs = new Map(lacking(other, mine).map((linkType) => [linkType.name.toLowerCase(), linkType.id]))
  return new Map(
    lacking(mine, other).flatMap(({ id, name }) => {
      const twin = theirs.get(name.toLowerCase())
      return twin === undefined ? [] : [[greater(id, twin), smaller(id, twin)] as const]
    }),
  )
}

/**
 * Attributes that are one: those with one id, and those that one code got on both sides under one name and of one
 * kind. The names are those that codes get by merging. Like matchCodes.
 */
export function matchAttributes(mine: Project, other: Project, names: Names): Map<AttributeId, AttributeId> {
  const [ours, all] = [attributeIds(mine), attributeIds(other)]
  const theirs = new Map([...other.codes.values()].map((code) => [names.get(code.id) ?? code.id, code]))
  const found = new Map<AttributeId, AttributeId>()
  for (const code of mine.codes.values()) {
    for (const { id, name, kind } of code.attributes) {
      const twin = theirs
        .get(names.get(code.id) ?? code.id)
        ?.attributes.find((one) => one.name.toLowerCase() === name.toLowerCase() && one.kind === kind)
      if (twin === undefined || all.has(id) || ours.has(twin.id)) continue
      found.set(greater(id, twin.id), smaller(id, twin.id))
    }
  }
  return found
}

export function attributeIds({ codes }: Project): Set<AttributeId> {
  return new Set([...codes.values()].flatMap(({ attributes }) => attributes.map(({ id }) => id)))
}
