import type { Codebook } from '../../core/codebook.ts'
import { childrenOf, codesInOrder } from '../../core/codebook.ts'
import type { Code, CodeId } from '../../core/model.ts'

export interface TreeRow {
  readonly code: Code
  /** 0 at the top. */
  readonly depth: number
  /** Null where it has no codes below it. */
  readonly open: boolean | null
}

/**
 * The rows of the tree: codes below a folded one are left out. Where the codes are filtered, by words in their name
 * or by `only`, nothing is folded, and there are those that pass with all codes above them.
 */
export function treeRows(
  codes: Codebook,
  folded: ReadonlySet<CodeId>,
  typed: string,
  only?: (code: Code) => boolean,
): TreeRow[] {
  const words = typed.trim().toLowerCase()
  const filtered = words !== '' || only !== undefined
  const passes = (code: Code) => code.name.toLowerCase().includes(words) && (only?.(code) ?? true)
  const shown = filtered ? withThoseAbove(codes, passes) : hiddenBelow(codes, folded)
  return codesInOrder(codes)
    .filter(({ code }) => shown(code))
    .map(({ code, depth }) => ({
      code,
      depth,
      open: openness(codes, code, !filtered && folded.has(code.id)),
    }))
}

function openness(codes: Codebook, code: Code, isFolded: boolean): boolean | null {
  return childrenOf(codes, code.id).length === 0 ? null : !isFolded
}

function hiddenBelow(codes: Codebook, folded: ReadonlySet<CodeId>): (code: Code) => boolean {
  return (code) => !codesAbove(codes, code).some(({ id }) => folded.has(id))
}

function withThoseAbove(codes: Codebook, passes: (code: Code) => boolean): (code: Code) => boolean {
  const found = [...codes.values()].filter(passes)
  const shown = new Set(found.flatMap((code) => [code, ...codesAbove(codes, code)]))
  return (code) => shown.has(code)
}

function codesAbove(codes: Codebook, code: Code): Code[] {
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  return parent === undefined ? [] : [parent, ...codesAbove(codes, parent)]
}
