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
 * The rows of the tree: codes below a folded one are left out. Where something is typed, nothing is folded, and
 * there are the codes whose name has it in it, with all codes above them.
 */
export function treeRows(codes: Codebook, folded: ReadonlySet<CodeId>, typed: string): TreeRow[] {
  const words = typed.trim().toLowerCase()
  const shown = words === '' ? hiddenBelow(codes, folded) : namedWith(codes, words)
  return codesInOrder(codes)
    .filter(({ code }) => shown(code))
    .map(({ code, depth }) => ({
      code,
      depth,
      open: openness(codes, code, words === '' && folded.has(code.id)),
    }))
}

function openness(codes: Codebook, code: Code, isFolded: boolean): boolean | null {
  return childrenOf(codes, code.id).length === 0 ? null : !isFolded
}

function hiddenBelow(codes: Codebook, folded: ReadonlySet<CodeId>): (code: Code) => boolean {
  return (code) => !codesAbove(codes, code).some(({ id }) => folded.has(id))
}

function namedWith(codes: Codebook, words: string): (code: Code) => boolean {
  const named = [...codes.values()].filter(({ name }) => name.toLowerCase().includes(words))
  const shown = new Set(named.flatMap((code) => [code, ...codesAbove(codes, code)]))
  return (code) => shown.has(code)
}

function codesAbove(codes: Codebook, code: Code): Code[] {
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  return parent === undefined ? [] : [parent, ...codesAbove(codes, parent)]
}
