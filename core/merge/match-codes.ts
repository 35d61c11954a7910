import { codesInOrder } from '../codebook.ts'
import type { Code, CodeId, Project } from '../model.ts'

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
