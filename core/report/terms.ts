import type { PopulationName } from '../agreement/input.ts'
import type { Unit } from '../units.ts'
import type { ReferenceKey } from './references.ts'

/** What a coefficient is called, its sign in tables, and where it is defined. */
export interface Term {
  readonly name: string
  readonly sign: string
  readonly references: readonly ReferenceKey[]
}

const terms: Readonly<Record<string, Term>> = {
  percent_agreement: { name: 'percent agreement', sign: 'same', references: [] },
  percent_agreement_all: { name: 'percent agreement of all coders', sign: 'all same', references: [] },
  alpha_nominal: { name: 'Krippendorff’s α (nominal)', sign: 'α', references: ['krippendorff2019'] },
  alpha_nominal_se_gwet: { name: 'standard error of α', sign: 'se(α)', references: ['gwet2014'] },
  alpha_masi: {
    name: 'Krippendorff’s α over sets of codes (MASI)',
    sign: 'α (MASI)',
    references: ['passonneau2006', 'artstein2008'],
  },
  alpha_jaccard: {
    name: 'Krippendorff’s α over sets of codes (Jaccard)',
    sign: 'α (Jaccard)',
    references: ['jaccard1912', 'artstein2008'],
  },
  alpha_bootstrap_krippendorff_ci95_lo: bootstrapTerm('pairs', 'lower end'),
  alpha_bootstrap_krippendorff_ci95_hi: bootstrapTerm('pairs', 'upper end'),
  alpha_bootstrap_krippendorff_sd: bootstrapTerm('pairs', 'standard deviation'),
  alpha_bootstrap_units_ci95_lo: bootstrapTerm('units', 'lower end'),
  alpha_bootstrap_units_ci95_hi: bootstrapTerm('units', 'upper end'),
  alpha_bootstrap_units_sd: bootstrapTerm('units', 'standard deviation'),
  alpha_u_1995: { name: 'Krippendorff’s α_U of 1995', sign: 'α_U (1995)', references: ['krippendorff1995'] },
  cohen_kappa: { name: 'Cohen’s κ', sign: 'κ', references: ['cohen1960'] },
  scott_pi: { name: 'Scott’s π', sign: 'π', references: ['scott1955'] },
  fleiss_kappa: { name: 'Fleiss’ κ', sign: 'κ (Fleiss)', references: ['fleiss1971'] },
  fleiss_kappa_gwet: {
    name: 'Fleiss’ κ with missing values',
    sign: 'κ (Fleiss, Gwet)',
    references: ['fleiss1971', 'gwet2014'],
  },
  light_kappa: { name: 'Light’s κ', sign: 'κ (Light)', references: ['light1971'] },
  gwet_ac1: { name: 'Gwet’s AC1', sign: 'AC1', references: ['gwet2008'] },
  brennan_prediger: { name: 'Brennan and Prediger’s κ', sign: 'κ_n', references: ['brennan1981'] },
  holsti: { name: 'Holsti’s coefficient', sign: 'Holsti', references: ['holsti1969'] },
  char_dice: { name: 'Dice’s coefficient of the characters', sign: 'Dice', references: ['dice1945'] },
  char_jaccard: { name: 'Jaccard’s index of the characters', sign: 'Jaccard', references: ['jaccard1912'] },
  exact_f1: { name: 'F1, identical segments', sign: 'F1 exact', references: [] },
  overlap_f1: { name: 'F1, overlapping segments', sign: 'F1 overlap', references: [] },
  overlap_f1_matched: { name: 'F1, overlapping segments one to one', sign: 'F1 matched', references: [] },
  u_alpha: { name: 'Krippendorff’s uα', sign: 'uα', references: ['krippendorff2016'] },
  bar_u_alpha: { name: 'Krippendorff’s |uα (where)', sign: '|uα', references: ['krippendorff2016'] },
  cu_alpha: { name: 'Krippendorff’s cuα (what)', sign: 'cuα', references: ['krippendorff2016'] },
  cu_coverage: { name: 'share of the text in cuα', sign: 'coverage', references: ['krippendorff2016'] },
  ku_alpha: { name: 'Krippendorff’s (k)uα of the code', sign: '(k)uα', references: ['krippendorff2016'] },
  boundary_similarity: { name: 'boundary similarity', sign: 'B', references: ['fournier2013'] },
  segmentation_similarity: { name: 'segmentation similarity', sign: 'S', references: ['fournier2012'] },
  gamma: { name: 'γ', sign: 'γ', references: ['mathet2015'] },
  gamma_cat: { name: 'γ-cat', sign: 'γ-cat', references: ['mathet2017'] },
  gamma_observed_disorder: { name: 'observed disorder of γ', sign: 'disorder', references: ['mathet2015'] },
}

/** Alpha's two bootstraps under their own names. */
function bootstrapTerm(drawn: 'pairs' | 'units', what: string): Term {
  const name = drawn === 'pairs' ? 'Krippendorff’s bootstrap of α (pairs)' : 'bootstrap of α (single units)'
  return { name: `${name}, ${what}`, sign: `α ${what}`, references: [] }
}

/** The term of a coefficient's key; `coders` names the pair where the key has one. */
export function termOf(key: string, coders: readonly string[]): Term {
  const [metric = key, ...parts] = key.split('|')
  const term = terms[metric] ?? { name: metric.replaceAll('_', ' '), sign: metric, references: [] }
  const weights = parts.filter((part) => /^(alpha|beta)=/.test(part)).map((part) => part.split('=')[1])
  if (weights.length === 2) return withWeights(term, weights.join(' to '))
  const pair = parts.find((part) => part.startsWith('pair='))
  if (!pair) return term
  const names = pair
    .slice('pair='.length)
    .split(',')
    .map((index) => coders[Number(index)] ?? index)
  const between = names.join(' and ')
  return { ...term, name: `${term.name}, ${between}`, sign: `${term.sign} (${between})` }
}

/** γ depends on how much places weigh against codes. */
function withWeights(term: Term, weights: string): Term {
  return {
    ...term,
    name: `${term.name}, places to codes ${weights}`,
    sign: `${term.sign} (${weights})`,
  }
}

/** How a population is called in a table. */
export const populationTerms: Readonly<Record<PopulationName, string>> = {
  all: 'all text',
  'touched-paragraphs': 'paragraphs touched',
  union: 'where anyone coded',
}

/** How a population reads after the number of units. */
export const populationClauses: Readonly<Record<PopulationName, string>> = {
  all: 'all of them counted, coded or not',
  'touched-paragraphs': 'those in paragraphs that somebody touched',
  union: 'only those that somebody gave the code',
}

/** When a coder has coded a unit with a code. */
export const unitRules: Readonly<Record<Unit, string>> = {
  character: 'a character has a code if it lies in a segment of that code',
  token: 'a token has a code if any of its characters lies in a segment of that code',
  sentence: 'a sentence has a code if any of its characters lies in a segment of that code',
  paragraph: 'a paragraph has a code if any of its characters lies in a segment of that code',
  document: 'a document has a code if any of its characters lies in a segment of that code',
}
