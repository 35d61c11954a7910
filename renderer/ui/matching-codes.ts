import type { Codebook } from '../../core/codebook.ts'
import { codesInOrder, pathOf, pathSeparator } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'

/**
 * The codes that what was typed may mean: those whose name begins with it, then those with a word that does, then
 * those that have it anywhere in their path; of all, those that are a choice. `begun` tells how many of them begin
 * with it, in a word at least; `isNew`: no code is called just that.
 */
export function matchingCodes(
  codes: Codebook,
  typed: string,
  isChoice: (code: Code) => boolean = () => true,
): { found: Code[]; begun: number; isNew: boolean } {
  const words = typed.trim().toLowerCase()
  if (words === '') return { found: [], begun: 0, isNew: false }
  const ranked = codesInOrder(codes)
    .map(({ code }) => ({ code, rank: rankOf(codes, code, words) }))
    .filter(({ code, rank }) => rank < 3 && isChoice(code))
  return {
    found: ranked.sort((a, b) => a.rank - b.rank).map(({ code }) => code),
    begun: ranked.filter(({ rank }) => rank < 2).length,
    isNew: ![...codes.values()].some(({ name }) => name.toLowerCase() === words),
  }
}

function rankOf(codes: Codebook, code: Code, words: string): number {
  const name = code.name.toLowerCase()
  if (name.startsWith(words)) return 0
  if (name.split(/\s+/).some((word) => word.startsWith(words))) return 1
  return pathOf(codes, code).join(pathSeparator).toLowerCase().includes(words) ? 2 : 3
}
