import type { Codebook } from '../../core/codebook.ts'
import { childrenOf, withDescendants } from '../../core/codebook.ts'
import type { Code, CodeId } from '../../core/model.ts'
import type { DropPlace } from '../ui/CodebookTree.tsx'

/** As the moveCode command wants it: the code becomes child number `order` of the parent. */
export interface Destination {
  readonly parent: CodeId | null
  readonly order: number
}

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Where one step takes a code: past a sibling, under the sibling above it, or behind its parent. Null at the end. */
export function step(codes: Codebook, code: Code, direction: Direction): Destination | null {
  const siblings = childrenOf(codes, code.parent)
  const at = siblings.indexOf(code)
  if (direction === 'up') return at === 0 ? null : { parent: code.parent, order: at - 1 }
  if (direction === 'down') return at === siblings.length - 1 ? null : { parent: code.parent, order: at + 1 }
  if (direction === 'in') {
    const above = siblings[at - 1]
    return above === undefined ? null : { parent: above.id, order: childrenOf(codes, above.id).length }
  }
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  if (parent === undefined) return null
  return { parent: parent.parent, order: childrenOf(codes, parent.parent).indexOf(parent) + 1 }
}

/** Where a code goes that is let go before, after or into another. */
export function dropped(codes: Codebook, dragged: CodeId, place: DropPlace, target: Code): Destination {
  if (place === 'into') return { parent: target.id, order: childrenOf(codes, target.id).length }
  const others = childrenOf(codes, target.parent).filter(({ id }) => id !== dragged)
  return { parent: target.parent, order: others.indexOf(target) + (place === 'before' ? 0 : 1) }
}

/** The codes under which a code may be put: all but itself and those below it. */
export function possibleParents(codes: Codebook, code: Code): Code[] {
  const own = new Set(withDescendants(codes, code))
  return [...codes.values()].filter((other) => !own.has(other))
}
