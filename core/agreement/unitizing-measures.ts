import type { BlockSums } from './bootstrap.ts'
import type { Group, Slot } from './group.ts'
import { wanted } from './measures.ts'
import { type Outcome, undefinedBecause } from './outcome.ts'
import type { SpanBlock } from './span-measures.ts'
import { alphasOf, type Continuum, continuumOf, type UnitizingAlphas } from './unitizing-alpha.ts'

/**
 * The unitizing family as sums over blocks of text: for all codes uα, |uα, cuα with its coverage, and (k)uα
 * of each code among all; for each code alone uα and |uα on a continuum that holds that code only. All are
 * functions of lengths that add up, gaps included, so blocks laid end to end need not be walked again.
 */
export function unitizingGroups(
  blocks: readonly SpanBlock[],
  coders: number,
  codes: readonly number[],
  byCode: boolean,
  named: readonly string[] | undefined,
): readonly Group[] {
  const keys = [...Object.keys(ofAllCodes), 'ku_alpha']
  // Laying out the continua is most of the work.
  if (!keys.some((key) => wanted(named, key, true))) return []
  const alone = byCode ? codes.map((code) => codeAlone(blocks, coders, code, named)) : []
  return [everyCode(blocks, coders, codes, byCode, named), ...alone].filter(({ slots }) => slots.length > 0)
}

const ofAllCodes = { u_alpha: 'u', bar_u_alpha: 'barU', cu_alpha: 'cu', cu_coverage: 'coverage' } as const
const ofOneCode = { u_alpha: 'u', bar_u_alpha: 'barU' } as const

function everyCode(
  blocks: readonly SpanBlock[],
  coders: number,
  codes: readonly number[],
  byCode: boolean,
  named: readonly string[] | undefined,
): Group {
  const { sums, reason } = continua(blocks, coders, codes.length)
  const picked = [
    ...Object.entries(ofAllCodes).map(([key, part]) => ({
      code: null as number | null,
      key,
      of: (alphas: UnitizingAlphas) => alphas[part],
    })),
    ...(byCode ? codes : []).map((code) => ({
      code: code as number | null,
      key: 'ku_alpha',
      of: (alphas: UnitizingAlphas) => alphas.ku[code]!,
    })),
  ].filter(({ key }) => wanted(named, key, true))
  return groupOf(picked, sums, reason, codes.length)
}

function codeAlone(
  blocks: readonly SpanBlock[],
  coders: number,
  code: number,
  named: readonly string[] | undefined,
): Group {
  const { sums, reason } = continua(
    blocks.map((block) => onlyCode(block, code)),
    coders,
    1,
  )
  const picked = Object.entries(ofOneCode)
    .map(([key, part]) => ({ code, key, of: (alphas: UnitizingAlphas) => alphas[part] }))
    .filter(({ key }) => wanted(named, key, true))
  return groupOf(picked, sums, reason, 1)
}

interface Picked extends Slot {
  readonly of: (alphas: UnitizingAlphas) => Outcome
}

function groupOf(
  picked: readonly Picked[],
  blocks: readonly BlockSums[],
  reason: string | null,
  codes: number,
): Group {
  return {
    slots: picked.map(({ code, key }) => ({ code, key })),
    additive: {
      width: widthFor(codes),
      blocks,
      evaluate: (sums) => {
        if (reason !== null) return picked.map(() => undefinedBecause(reason))
        const alphas = alphasOf(unflatten(sums, codes))
        return picked.map(({ of }) => of(alphas))
      },
    },
  }
}

function onlyCode(block: SpanBlock, code: number): SpanBlock {
  const spans = block.spans.filter((span) => span.code === code).map((span) => ({ ...span, code: 0 }))
  return { ...block, spans }
}

/** Per block its lengths, nothing where a coder was not given the text; or why there are none at all. */
function continua(
  blocks: readonly SpanBlock[],
  coders: number,
  codes: number,
): { readonly sums: readonly BlockSums[]; readonly reason: string | null } {
  let reason = blocks.some(isComplete) ? null : 'no text was given to every coder'
  const labels = Array.from({ length: codes }, (_, code) => `${code}`)
  const sums = blocks.map((block): BlockSums => {
    if (!isComplete(block)) return nothing
    const set = { textLength: block.length, coders, codes: labels, spans: block.spans }
    const continuum = continuumOf(set)
    if (continuum === null) reason = 'a coder gave overlapping segments different codes'
    return continuum === null ? nothing : flatten(continuum)
  })
  return { sums, reason }
}

const nothing: BlockSums = { at: [], amount: [] }

function isComplete({ given }: SpanBlock): boolean {
  return given.every(Boolean)
}

/** The continuum as one list of numbers without the zeros: ℓ_ck row by row, Q_c, Q*_c. */
function flatten({ coincidences, selfPairs, markedSelfPairs }: Continuum): BlockSums {
  const flat = [...coincidences.flat(), ...selfPairs, ...markedSelfPairs]
  const at = flat.flatMap((amount, place) => (amount === 0 ? [] : [place]))
  return { at, amount: at.map((place) => flat[place]!) }
}

function widthFor(codes: number): number {
  return (codes + 1) ** 2 + 2 * codes + 1
}

function unflatten(flat: Float64Array, codes: number): Continuum {
  const size = codes + 1
  const read = (start: number, length: number) => Array.from(flat.subarray(start, start + length))
  return {
    coincidences: Array.from({ length: size }, (_, row) => read(row * size, size)),
    selfPairs: read(size * size, size),
    markedSelfPairs: read(size * size + size, codes),
  }
}
