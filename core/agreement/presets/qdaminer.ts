import { matchedSegments } from './overlap-share.ts'
import {
  fourfold,
  kappaOf,
  type Preset,
  percentOf,
  segmentsOf,
  sharedDocuments,
  twoCodersOnly,
} from './preset.ts'

const LEAST_OVERLAP = 0.9

/** QDA Miner's coding agreement: presence, frequency and overlap; its third level weighs words. */
export const qdaminer: Preset = (input) => {
  const { comparison, names } = input
  const documents = sharedDocuments(input)
  const rows = comparison.codes.map((_, code) => {
    const presence = fourfold(documents, code, 'document', comparison.coders.length)
    let equal = 0
    let agreements = 0
    let total = 0
    for (const compared of documents) {
      const [first, second] = [segmentsOf(compared, 0, code), segmentsOf(compared, 1, code)]
      if (first.length === second.length) equal += 1
      agreements +=
        matchedSegments(first, second, LEAST_OVERLAP, 'longer') +
        matchedSegments(second, first, LEAST_OVERLAP, 'longer')
      total += first.length + second.length
    }
    return [
      names.codes[code]!,
      percentOf(presence.both + presence.neither, presence.units),
      kappaOf(presence),
      percentOf(equal, documents.length),
      percentOf(agreements, total),
    ]
  })
  return {
    title: 'QDA Miner',
    rule: 'Per code. Presence: both or neither used the code in the document; frequency: equally often; overlap: segments that the other coder gave the same code with at least 90 % of the length in common. It differs from agreement on units: text that nobody coded counts for presence only.',
    columns: ['code', 'presence %', 'presence κ', 'frequency %', 'overlap %'],
    rows,
    notes: ['Its level “importance” (percentage of words) is not computed here.', ...twoCodersOnly(input)],
  }
}
