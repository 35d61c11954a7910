import type { Unit } from '../../units.ts'
import { fourfold, kappaOf, type Preset, percentOf, sharedDocuments, twoCodersOnly } from './preset.ts'

/** Units NVivo can count: characters on Windows, these three on the Mac. */
const UNITS: readonly Unit[] = ['character', 'sentence', 'paragraph']

/** NVivo's coding comparison query: one row for every code in every document, none for all of them. */
export const nvivo: Preset = (input) => {
  const { comparison, settings, names } = input
  const unit = UNITS.includes(settings.unit) ? settings.unit : 'character'
  const [first = '', second = ''] = names.coders
  const rows = comparison.codes.flatMap((_, code) =>
    sharedDocuments(input).map((compared) => {
      const cells = fourfold([compared], code, unit, comparison.coders.length)
      const { both, onlyFirst, onlySecond, neither, units } = cells
      const shares = [both + neither, both, neither, onlyFirst + onlySecond, onlyFirst, onlySecond]
      return [
        names.codes[code]!,
        names.documents.get(compared.document.id)!,
        units,
        kappaOf(cells),
        ...shares.map((share) => percentOf(share, units)),
      ]
    }),
  )
  return {
    title: 'NVivo',
    rule: `Per code and document: Cohen’s κ and the share of ${unit}s on which both decide alike, uncoded text included. It differs from κ over all documents, which NVivo does not compute.`,
    columns: [
      'code',
      'document',
      `${unit}s`,
      'κ',
      'agreement %',
      `${first} and ${second} %`,
      'neither %',
      'disagreement %',
      `only ${first} %`,
      `only ${second} %`,
    ],
    rows,
    notes: [
      'κ rises with the amount of uncoded text, and is 0 where one coder did not use the code. Where neither did, the formula divides 0 by 0 and “none” stands here.',
      ...twoCodersOnly(input),
    ],
  }
}
