import { counted, decimals, grouped, listed, percent } from '../agreement/number.ts'
import { byCoder, named, progressOf } from '../agreement/progress.ts'
import type { AgreementResult, CoefficientResult, ScopeResult } from '../agreement/result.ts'
import type { Methods } from './content.ts'
import { headlineKey } from './headline.ts'
import { bibtex, entry, inText, type ReferenceKey } from './references.ts'
import { populationTerms, termOf, unitRules } from './terms.ts'

/** A sentence, and the works it rests on. */
interface Sentence {
  readonly text: string
  readonly cites: readonly ReferenceKey[]
}

/** What a methods section has to say: who, what, unit, population, coefficient, interval, exclusions, version. */
export function methodsOf(result: AgreementResult): Methods {
  const sentences = [
    who(result),
    ...notDone(result),
    how(result),
    ...range(result),
    ...interval(result),
    ...leftOut(result),
    program(result),
  ]
  const keys = [...new Set(sentences.flatMap(({ cites }) => cites))].sort()
  return {
    kind: 'methods',
    text: sentences.map(plain).join(' '),
    latex: sentences.map(latex).join('\n'),
    references: keys.map(entry),
    bibtex: keys.map(bibtex).join('\n\n'),
  }
}

function who(result: AgreementResult): Sentence {
  const { settings, codes } = result
  const { compared, coded, inProject } = progressOf(result)
  const coders = NUMBERS[settings.coders.length] ?? `${settings.coders.length}`
  const documents =
    coded < compared
      ? `${coded} of ${counted(compared, 'document')}`
      : compared < inProject
        ? `${compared} of the project’s ${counted(inProject, 'document')}`
        : counted(compared, 'document')
  return {
    text: `${coders} coders (${listed(settings.coders)}) coded ${documents} with ${counted(codes.length, 'code')}.`,
    cites: [],
  }
}

/** The figures count all documents that are compared; a reader must know in which of them coding was not over. */
function notDone(result: AgreementResult): readonly Sentence[] {
  if (result.notDone.length === 0) return []
  const { compared, coded } = progressOf(result)
  const whole =
    coded < compared
      ? [`The figures count all ${grouped(compared)}, those too in which a coder marked nothing.`]
      : []
  return [...whole, doneByCoder(result, compared)].map((text) => ({ text, cites: [] }))
}

/** Who was done with everything, and who not with what: coders who are behind with the same documents together. */
function doneByCoder({ settings, notDone }: AgreementResult, compared: number): string {
  const behind = new Map(byCoder(notDone))
  const finished = settings.coders.filter((coder) => !behind.has(coder))
  const together = new Map<string, { documents: readonly string[]; coders: string[] }>()
  for (const [coder, documents] of behind) {
    const same = documents.join('\n')
    together.set(same, { documents, coders: [...(together.get(same)?.coders ?? []), coder] })
  }
  // A coder may have been given fewer, and none of what is left out of the comparison is spoken of.
  const all = compared === 1 ? 'the compared document' : 'all of the compared documents that they were given'
  const clauses = [
    ...(finished.length === 0 ? [] : [`${listed(finished)} marked ${all} as done`]),
    ...[...together.values()].map(
      ({ documents, coders }) => `${listed(coders)} did not mark ${named(documents)} as done`,
    ),
  ]
  return `${clauses.join('; ')}.`
}

const NUMBERS = ['', '', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

function how(result: AgreementResult): Sentence {
  const { unit, population, by } = result.settings
  const key = headlineKey(result)
  const term = termOf(key ?? '', result.settings.coders)
  const overall = result.results[0]!
  const units = result.codes.length === 0 ? 0 : overall.units / result.codes.length
  const size = population === 'union' ? '' : ` (n = ${grouped(units)}; ${unitRules[unit]})`
  const per = by.includes('code') ? 'per code' : 'over all codes'
  return {
    text: `Agreement was computed ${per} on ${unit}s${size}, population: ${populationTerms[population]}, as ${term.name}.`,
    cites: term.references,
  }
}

/** The lowest and the highest value, and what has none. */
function range(result: AgreementResult): readonly Sentence[] {
  const key = headlineKey(result)
  const scopes = result.results.filter(({ scope }) => scope.code !== null && scope.document === null)
  if (key === undefined || scopes.length === 0) return []
  const found = scopes.map((scope) => ({ scope, coefficient: scope.coefficients[key] }))
  const known = found
    .flatMap(({ scope, coefficient }) =>
      coefficient && coefficient.value !== null ? [{ code: codeOf(scope), value: coefficient.value }] : [],
    )
    .sort((a, b) => a.value - b.value)
  const none = found
    .filter(({ coefficient }) => coefficient?.value === null)
    .map(({ scope }) => codeOf(scope))
  const sentences: Sentence[] = []
  const [lowest] = known
  const highest = known.at(-1)
  if (lowest && highest && lowest !== highest) {
    sentences.push({
      text: `It ranged from ${decimals(lowest.value, 2)} (${lowest.code}) to ${decimals(highest.value, 2)} (${highest.code}).`,
      cites: [],
    })
  } else if (lowest) {
    sentences.push({ text: `It was ${decimals(lowest.value, 2)} (${lowest.code}).`, cites: [] })
  }
  if (none.length > 0) {
    sentences.push({
      text: `It is not defined for ${listed(none)}, which showed no variation or no data.`,
      cites: [],
    })
  }
  return sentences
}

function codeOf({ scope }: ScopeResult): string {
  return scope.code ?? 'all codes'
}

function interval({ settings, results }: AgreementResult): readonly Sentence[] {
  const { replicates, seed, level, resample } = settings.bootstrap
  if (replicates === 0) return []
  const dropped = Math.max(
    0,
    ...results.flatMap(({ coefficients }) => Object.values(coefficients).map(droppedOf)),
  )
  const drops = dropped > 0 ? ' Replicates in which a coefficient was not defined were dropped.' : ''
  return [
    {
      text: `Intervals are ${percent(level).replace('.0', '')} percentile intervals from ${grouped(replicates)} bootstrap samples of ${resample === 'document' ? 'whole documents' : `${resample}s`} (seed ${seed}).${drops}`,
      cites: ['efron1993'],
    },
  ]
}

function droppedOf(coefficient: CoefficientResult): number {
  return coefficient.value === null ? 0 : (coefficient.dropped ?? 0)
}

function leftOut({ leftOut }: AgreementResult): readonly Sentence[] {
  if (leftOut.length === 0) return []
  return [
    {
      text: `${leftOut.length === 1 ? 'One document was' : `${grouped(leftOut.length)} documents were`} left out because fewer than two of the coders were given ${leftOut.length === 1 ? 'it' : 'them'}.`,
      cites: [],
    },
  ]
}

function program({ program }: AgreementResult): Sentence {
  const name = program.name.charAt(0).toUpperCase() + program.name.slice(1)
  return { text: `All figures were computed with ${name} ${program.version}.`, cites: [] }
}

function plain({ text, cites }: Sentence): string {
  return cites.length === 0 ? text : withCitation(text, ` (${cites.map(inText).join('; ')})`)
}

function latex({ text, cites }: Sentence): string {
  const escaped = escapeLatex(text)
  return cites.length === 0 ? escaped : withCitation(escaped, `~\\citep{${cites.join(',')}}`)
}

/** Puts a citation before the full stop of the first sentence. */
function withCitation(text: string, citation: string): string {
  return text.replace(/\.(?= [A-Z]|$)/, `${citation}.`)
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  α: '$\\alpha$',
  κ: '$\\kappa$',
  π: '$\\pi$',
  γ: '$\\gamma$',
  '−': '$-$',
  '’': "'",
  '“': '``',
  '”': "''",
  '|': '\\textbar{}',
}

/** Text for LaTeX, letter for letter. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\{}$&#%_^~ακπγ−’“”|]/g, (sign) => latexSigns[sign] ?? sign)
}
