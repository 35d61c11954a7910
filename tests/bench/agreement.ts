import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { agreement } from '../../core/agreement/agreement.ts'
import { alphaNominal } from '../../core/agreement/alpha.ts'
import { cohenKappa } from '../../core/agreement/cohen.ts'
import { confusionOf } from '../../core/agreement/confusion.ts'
import { gamma, observedDisorder } from '../../core/agreement/gamma.ts'
import type { AgreementInput, AgreementSettings } from '../../core/agreement/input.ts'
import type { SpanSet } from '../../core/agreement/spans.ts'
import { tableOf } from '../../core/agreement/table.ts'
import { unitizingAlphas } from '../../core/agreement/unitizing-alpha.ts'
import { type Figure, figure, seconds } from './figure.ts'

/** The generator that the quoted times of other programs were measured with: a 32-bit LCG, draw = state >> 8. */
function lcg(seed: number): () => number {
  let x = seed
  return () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return x >>> 8
  }
}

function units(count: number): number[][] {
  const draw = lcg(42)
  return Array.from({ length: count }, () => {
    const t = draw() % 5
    return [0, 1].map(() => (draw() % 100 < 75 ? t : draw() % 5))
  })
}

function spans(): SpanSet {
  const draw = lcg(7)
  const all = [0, 1].flatMap((coder) =>
    Array.from({ length: 1000 }, (_, i) => {
      const start = 200 * i + (draw() % 80)
      const end = start + 20 + (draw() % 90)
      const code = draw() % 100 < 70 ? (i * 7) % 5 : draw() % 5
      return { coder, code, start, end }
    }),
  )
  return { textLength: 200_000, coders: 2, codes: ['a', 'b', 'c', 'd', 'e'], spans: all }
}

const categories = ['a', 'b', 'c', 'd', 'e']

/** Two coders, five codes, segments spread over documents of one length. */
function corpus(documents: number, characters: number, segments: number): AgreementInput {
  const draw = lcg(11)
  const line = `${'The ministry said so on Monday. '.repeat(15)}\n`
  const text = line.repeat(Math.ceil(characters / line.length)).slice(0, characters)
  const ids = Array.from({ length: documents }, (_, i) => `d${i}`)
  return {
    documents: ids.map((id) => ({
      id,
      title: id,
      language: 'en',
      text,
      sha256: '',
      givenTo: ['a', 'b'],
      doneBy: ['a', 'b'],
    })),
    codes: categories.map((id, i) => ({ id, name: id, colour: i + 1, key: id })),
    coders: [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ],
    segments: Array.from({ length: segments }, (_, i) => {
      const start = draw() % (characters - 200)
      return {
        document: ids[i % documents]!,
        coder: i % 2 ? 'a' : 'b',
        code: categories[draw() % 5]!,
        start,
        end: start + 20 + (draw() % 100),
      }
    }),
    hashes: { codebook: '', codings: [] },
    program: { name: 'intercoder', version: '0' },
  }
}

const settings: AgreementSettings = {
  coders: ['a', 'b'],
  unit: 'character',
  population: 'all',
  by: ['code'],
  coefficients: [
    'percent_agreement',
    'cohen_kappa',
    'scott_pi',
    'alpha_nominal',
    'gwet_ac1',
    'brennan_prediger',
    'char_dice',
    'char_jaccard',
    'holsti',
  ],
  bootstrap: { replicates: 0, seed: 1, level: 0.95, resample: 'document' },
}

function run(input: AgreementInput, wanted: AgreementSettings): void {
  const running = agreement(input, wanted)
  for (let step = running.next(); !step.done; step = running.next());
}

/** Times of the programs that Debian packages, measured here and now; none where there is no Python with them. */
function measured(count: number): { sklearn?: [number, number]; nltk?: [number, number] } {
  const script = new URL('../../tests/bench/baseline_agreement.py', import.meta.url).pathname
  for (const python of ['/usr/bin/python3', 'python3']) {
    if (python.startsWith('/') && !existsSync(python)) continue
    const { status, stdout } = spawnSync(python, [script, String(count)], { encoding: 'utf8' })
    if (status === 0 && stdout.includes('[')) return JSON.parse(stdout)
  }
  console.error('bench: python3-nltk and python3-sklearn are not installed; their times are left out')
  return {}
}

/** Each part lets go of its data before the next one is measured. */
export async function bench(): Promise<Figure[]> {
  const figures = [...(await tableFigures()), ...(await spanFigures()), ...(await corpusFigures())]
  return [...figures, figure('agreement.memory', process.memoryUsage.rss() / 1e9, 'GB')]
}

async function tableFigures(): Promise<Figure[]> {
  const million = units(1_000_000)
  const alpha = await seconds(() => alphaNominal(tableOf(million, categories)))
  const kappa = await seconds(() => cohenKappa(confusionOf(tableOf(million, categories), 0, 1)))
  const { sklearn, nltk } = measured(1_000_000)
  const [alphaName, kappaName] = ['agreement.alpha-1000000x2', 'agreement.kappa-1000000x2']
  return [
    figure(alphaName, alpha, 's', { name: 'krippendorff (quoted)', value: 0.44 }),
    ...(nltk ? [figure(alphaName, alpha, 's', { name: 'nltk (measured)', value: nltk[0] })] : []),
    ...(sklearn
      ? [figure(kappaName, kappa, 's', { name: 'scikit-learn (measured)', value: sklearn[0] })]
      : []),
    figure(kappaName, kappa, 's', { name: 'scikit-learn (quoted)', value: 0.128 }),
  ]
}

async function spanFigures(): Promise<Figure[]> {
  const set = spans()
  const weights = { alpha: 1, beta: 1 }
  // What takes a millisecond needs more runs until it is compiled.
  const family = await seconds(() => unitizingAlphas(set), 40)
  const alignment = await seconds(() => observedDisorder(set, weights), 3)
  const sampled = await seconds(() => gamma(set, { ...weights, samples: 30, seed: 1 }), 1)
  return [
    figure('agreement.u-alpha-family-2x1000', family, 's', {
      name: 'unitized_alpha (quoted)',
      value: 0.143,
    }),
    figure('agreement.gamma-best-alignment-2x1000', alignment, 's', {
      name: 'pygamma (quoted)',
      value: 0.39,
    }),
    figure('agreement.gamma-30-samples-2x1000', sampled, 's', {
      name: 'pygamma fast (quoted)',
      value: 9.1,
    }),
  ]
}

async function corpusFigures(): Promise<Figure[]> {
  const large = corpus(1, 1_000_000, 20_000)
  const perCode = await seconds(() => run(large, settings), 12)
  const many = corpus(1000, 5_000, 20_000)
  const bootstrap = { replicates: 2000, seed: 1, level: 0.95, resample: 'document' as const }
  const drawn = await seconds(() => run(many, { ...settings, bootstrap }), 1)
  const { coefficients, ...every } = settings
  const all = await seconds(() => run(many, { ...every, bootstrap }), 1)
  return [
    figure('agreement.per-code-characters', perCode, 's', { name: 'QualCoder (quoted)', value: 0.356 }),
    figure('agreement.bootstrap-2000-of-1000-documents', drawn, 's'),
    figure('agreement.bootstrap-2000-of-1000-documents-every-coefficient', all, 's'),
  ]
}
