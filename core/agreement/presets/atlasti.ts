import { sumOf } from '../bootstrap.ts'
import { spanBlockOf } from '../span-measures.ts'
import { unitizingGroups } from '../unitizing-measures.ts'
import { fourfold, type Preset, type PresetInput, percentOf, sharedDocuments } from './preset.ts'

/** ATLAS.ti's inter-coder analysis; every code is taken as a semantic domain of its own. */
export const atlasti: Preset = (input) => {
  const { comparison, names } = input
  const alphas = alphasOf(input)
  const documents = sharedDocuments(input)
  const rows = comparison.codes.map((_, code) => {
    const { both, onlyFirst, onlySecond, neither, units } = fourfold(
      documents,
      code,
      'character',
      comparison.coders.length,
    )
    return [
      names.codes[code]!,
      percentOf(both + neither, units),
      percentOf(2 * both, 2 * both + onlyFirst + onlySecond),
      alphas.get(`${code}:bar_u_alpha`) ?? null,
    ]
  })
  return {
    title: 'after ATLAS.ti',
    rule: 'Lengths of text in characters. Percent: text on which both decide alike; Holsti: 2 · both / (first + second); α binary: relevant against not relevant matter, read here as |uα of Krippendorff (2016); cu-α: the codes where both coded, read here as cuα with all codes as one domain.',
    columns: ['code', 'percent', 'Holsti %', 'α binary'],
    rows: [...rows, ['all codes: cu-α', null, null, alphas.get('null:cu_alpha') ?? null]],
    notes: [
      'A domain needs codes that exclude each other: where a coder gave overlapping segments different codes, cu-α has no value.',
      ...(comparison.coders.length > 2
        ? ['Percent and Holsti compare the first two coders, the α of all of them.']
        : []),
    ],
  }
}

function alphasOf({ comparison }: PresetInput): ReadonlyMap<string, number | null> {
  const blocks = comparison.documents.map((compared) =>
    spanBlockOf(compared, [{ start: 0, end: compared.document.text.length }]),
  )
  const codes = comparison.codes.map((_, code) => code)
  const found = new Map<string, number | null>()
  for (const { slots, additive } of unitizingGroups(
    blocks,
    comparison.coders.length,
    codes,
    true,
    undefined,
  )) {
    const outcomes = additive.evaluate(
      sumOf(
        additive,
        blocks.map(() => 1),
      ),
    )
    slots.forEach(({ code, key }, s) => {
      found.set(`${code}:${key}`, outcomes[s]!.value)
    })
  }
  return found
}
