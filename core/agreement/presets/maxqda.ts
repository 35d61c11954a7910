import { decimals, grouped } from '../number.ts'
import { matchedSegments, type OverlapBase } from './overlap-share.ts'
import {
  type Preset,
  type PresetInput,
  percentOf,
  segmentsOf,
  sharedDocuments,
  twoCodersOnly,
} from './preset.ts'

/** Overlap from which two segments of the same code agree; set by the person there, 90 % at first. */
const LEAST_OVERLAP = 0.9

/** MAXQDA's intercoder agreement on segments (its third level), with levels 1 and 2 in the notes. */
export const maxqda: Preset = (input) => {
  const counts = countCodes(input, 'union')
  const used = counts.filter(({ total }) => total > 0)
  const agreed = used.reduce((sum, { agreements }) => sum + agreements, 0)
  const total = used.reduce((sum, one) => sum + one.total, 0)
  const q = used.length
  const row = (name: string, agreements: number, all: number) => [
    name,
    agreements,
    all - agreements,
    all,
    percentOf(agreements, all),
  ]
  return {
    title: 'after MAXQDA, segments',
    rule: 'Every segment of both coders is judged: it agrees if the other coder gave the same code to a stretch that overlaps by at least 90 % (intersection over union; which length MAXQDA takes is not certain). Uncoded text is no unit.',
    columns: ['code', 'agreements', 'disagreements', 'total', 'percent'],
    rows: [
      ...used.map(({ code, agreements, total: all }) => row(input.names.codes[code]!, agreements, all)),
      row('<Total>', agreed, total),
    ],
    notes: [kappaNote(agreed, total, q), baseNote(input), ...levelNotes(input), ...twoCodersOnly(input)],
  }
}

function countCodes(input: PresetInput, base: OverlapBase) {
  return input.comparison.codes.map((_, code) => {
    let agreements = 0
    let total = 0
    for (const compared of sharedDocuments(input)) {
      const [first, second] = [segmentsOf(compared, 0, code), segmentsOf(compared, 1, code)]
      agreements +=
        matchedSegments(first, second, LEAST_OVERLAP, base) +
        matchedSegments(second, first, LEAST_OVERLAP, base)
      total += first.length + second.length
    }
    return { code, agreements, total }
  })
}

/** P_c = 1 / number of codes in the table (Brennan & Prediger 1981); more codes push kappa up by themselves. */
function kappaNote(agreed: number, total: number, q: number): string {
  if (total === 0) return 'κ (Brennan and Prediger): undefined, no segment of these codes.'
  if (q < 2)
    return `κ (Brennan and Prediger): undefined (${q} code), since chance agreement is 1 with one code.`
  const kappa = (agreed / total - 1 / q) / (1 - 1 / q)
  return `κ (Brennan and Prediger) = ${decimals(kappa, 4)} with q = ${q} codes in the table; the more codes, the higher it is.`
}

function baseNote(input: PresetInput): string {
  const percents = (['longer', 'own'] as const).map((base) => {
    const counts = countCodes(input, base)
    const agreed = counts.reduce((sum, { agreements }) => sum + agreements, 0)
    const total = counts.reduce((sum, one) => sum + one.total, 0)
    const words = { longer: 'of the longer segment', own: 'of the segment judged' }[base]
    return `${decimals(percentOf(agreed, total) ?? 0, 1)} % (${words})`
  })
  return `With the overlap measured against other lengths the total is ${percents.join(' and ')}.`
}

function levelNotes(input: PresetInput): readonly string[] {
  const documents = sharedDocuments(input)
  const cells = documents.flatMap((compared) =>
    input.comparison.codes.map(
      (_, code) => [segmentsOf(compared, 0, code).length, segmentsOf(compared, 1, code).length] as const,
    ),
  )
  const present = cells.filter(([first, second]) => first > 0 === second > 0).length
  const equal = cells.filter(([first, second]) => first === second).length
  const share = (count: number) =>
    `${grouped(count)} of ${grouped(cells.length)} (${decimals(percentOf(count, cells.length) ?? 0, 1)} %)`
  return [
    `Existence of the code in the document (level 1): ${share(present)} agree. Frequency in the document (level 2): ${share(equal)} agree.`,
  ]
}
