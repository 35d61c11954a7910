import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { AgreementInput, AgreementSettings } from '../../../core/agreement/input.ts'
import { sha256OfText } from '../../../core/text.ts'
import { agree, study } from './material.ts'

type Segment = readonly [string, string, string, number, number]

const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '\u00a0', '😀'), maxLength: 12 })
const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'))

/** Some texts and segments somewhere in them, by two coders and with two codes. */
const material = fc
  .array(text, { minLength: 1, maxLength: 4 })
  .chain((texts) =>
    fc.record({
      texts: fc.constant(texts),
      places: fc.array(
        fc.tuple(
          fc.nat(texts.length - 1),
          fc.nat(1),
          fc.nat(1),
          fc.nat(1000),
          fc.integer({ min: 1, max: 30 }),
        ),
        { maxLength: 14 },
      ),
    }),
  )
  .map(({ texts, places }) => {
    const segments = places.flatMap(([document, coder, code, at, length]): Segment[] => {
      const size = texts[document]!.length
      if (size === 0) return []
      const start = at % size
      return [[`d${document}`, `coder-${'ab'[coder]}`, `c${code}`, start, Math.min(size, start + length)]]
    })
    return study(Object.fromEntries(texts.map((one, index) => [`d${index}`, one])), segments, undefined, [
      'c0',
      'c1',
    ])
  })

function figures(input: AgreementInput, settings: Partial<AgreementSettings>) {
  return agree(input, settings).results.map(({ units, coded, coefficients, table }) => ({
    units,
    coded,
    coefficients,
    table,
  }))
}

const checks = { numRuns: 60 }

test('splitting a document at a paragraph border changes no figure by character or paragraph', () => {
  fc.assert(
    fc.property(material, fc.nat(), (input, pick) => {
      const [document, ...others] = input.documents
      const { id, text: whole } = document!
      const crossed = (at: number) =>
        input.segments.some((segment) => segment.document === id && segment.start < at && segment.end > at)
      const borders = [...whole.matchAll(/\n/g)].map(({ index }) => index + 1).filter((at) => !crossed(at))
      fc.pre(borders.length > 0)
      const at = borders[pick % borders.length]!
      const part = (name: string, content: string) => ({
        ...document!,
        id: name,
        title: name,
        text: content,
        sha256: sha256OfText(content),
      })
      const split: AgreementInput = {
        ...input,
        documents: [part(id, whole.slice(0, at)), part('second', whole.slice(at)), ...others],
        segments: input.segments.map((segment) =>
          segment.document !== id || segment.start < at
            ? segment
            : { ...segment, document: 'second', start: segment.start - at, end: segment.end - at },
        ),
      }
      for (const unit of ['character', 'paragraph'] as const) {
        for (const population of ['all', 'touched-paragraphs', 'union'] as const) {
          expect(figures(split, { unit, population })).toEqual(figures(input, { unit, population }))
        }
      }
    }),
    checks,
  )
})

test('renaming the coders changes names and nothing else', () => {
  fc.assert(
    fc.property(material, (input) => {
      const renamed = {
        ...input,
        coders: input.coders.map((coder) => ({ ...coder, name: coder.name.replace('coder', 'someone') })),
      }
      const bootstrap = { replicates: 5, seed: 1, level: 0.95, resample: 'paragraph' } as const
      const before = JSON.stringify(agree(input, { bootstrap, unit: 'token' }).results)
      const after = JSON.stringify(agree(renamed, { bootstrap, unit: 'token' }).results)
      expect(after).toBe(before.replaceAll('coder-a', 'someone-a').replaceAll('coder-b', 'someone-b'))
    }),
    checks,
  )
})

test('the order of the documents changes no figure, intervals included', () => {
  fc.assert(
    fc.property(material, (input) => {
      const reordered = { ...input, documents: [...input.documents].reverse() }
      for (const resample of ['document', 'paragraph', 'unit'] as const) {
        const bootstrap = { replicates: 5, seed: 1, level: 0.95, resample }
        expect(figures(reordered, { bootstrap })).toEqual(figures(input, { bootstrap }))
      }
    }),
    checks,
  )
})

test('the order of the segments, and saying the same twice, changes no figure on units', () => {
  fc.assert(
    fc.property(material, (input) => {
      const doubled = { ...input, segments: [...input.segments, ...input.segments].reverse() }
      const onUnits = (one: AgreementInput) =>
        agree(one, { coefficients: ['alpha_nominal', 'cohen_kappa', 'char_dice', 'u_alpha'] }).results.map(
          ({ coefficients, table }) => ({ coefficients, table }),
        )
      expect(onUnits(doubled)).toEqual(onUnits(input))
    }),
    checks,
  )
})

test('exchanging the coders exchanges their counts and leaves every coefficient as it is', () => {
  fc.assert(
    fc.property(material, (input) => {
      const there = agree(input)
      const back = agree(input, { coders: ['coder-b', 'coder-a'] })
      there.results.forEach((scope, index) => {
        const other = back.results[index]!
        expect(other.coded).toEqual(scope.coded)
        for (const [key, { value }] of Object.entries(scope.coefficients)) {
          const mirrored = other.coefficients[key]!.value
          if (value === null) expect(mirrored, key).toBeNull()
          else expect(mirrored!, key).toBeCloseTo(value, 10)
        }
      })
    }),
    checks,
  )
})

test('a segment over blank lines only is no part of the paragraphs touched, split or not', () => {
  const given = study({ d0: 'a\nb\n \n  ' }, [
    ['d0', 'coder-a', 'c0', 0, 1],
    ['d0', 'coder-a', 'c1', 5, 7],
  ])
  const scopes = agree(given, { unit: 'character', population: 'touched-paragraphs' }).results
  const blank = scopes.find(({ scope }) => scope.code === 'c1')
  expect(blank?.coefficients.exact_f1).toEqual({ value: null, reason: 'neither coder has a segment' })
})
