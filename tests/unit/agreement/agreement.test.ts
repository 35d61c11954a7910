import { expect, test } from '@playwright/test'
import { agreement } from '../../../core/agreement/agreement.ts'
import { alphaNominal } from '../../../core/agreement/alpha.ts'
import { defaultResample } from '../../../core/agreement/input.ts'
import { codeTable } from '../../../core/agreement/spans.ts'
import { uAlphaOfCode, unitizingAlphas } from '../../../core/agreement/unitizing-alpha.ts'
import { agree, articleInput, plain, study } from './material.ts'

const text = 'One line here.\nAnother line there.\n\nA third line.\n'

test('figures over several documents equal those of the documents laid end to end', () => {
  const input = study({ one: text, two: text }, [
    ['one', 'coder-a', 'x', 0, 8],
    ['one', 'coder-b', 'x', 4, 8],
    ['two', 'coder-a', 'y', 0, 3],
    ['two', 'coder-b', 'x', 0, 3],
    ['two', 'coder-b', 'y', 20, 30],
    ['two', 'coder-a', 'y', 22, 30],
  ])
  const set = {
    textLength: 2 * text.length,
    coders: 2,
    codes: ['x', 'y'],
    spans: input.segments.map(({ document, coder, code, start, end }) => {
      const shift = document === 'one' ? 0 : text.length
      return {
        coder: coder === 'coder-a' ? 0 : 1,
        code: code === 'x' ? 0 : 1,
        start: start + shift,
        end: end + shift,
      }
    }),
  }
  const [overall, x] = agree(input).results
  const family = unitizingAlphas(set)
  expect(overall!.coefficients.u_alpha).toEqual(family.u)
  expect(overall!.coefficients.bar_u_alpha).toEqual(family.barU)
  expect(overall!.coefficients.cu_alpha).toEqual(family.cu)
  expect(x!.coefficients.ku_alpha).toEqual(family.ku[0])
  expect(x!.coefficients.u_alpha).toEqual(uAlphaOfCode(set, 0))
  expect(x!.coefficients.alpha_nominal).toEqual(alphaNominal(codeTable(set, 0)))
})

test('a document that a coder was not given is missing, not empty', () => {
  const input = study({ one: text, two: text }, [
    ['one', 'coder-a', 'x', 0, 8],
    ['one', 'coder-b', 'x', 0, 8],
    ['two', 'coder-a', 'x', 0, 8],
  ])
  const onlyFirst = { ...input.documents[1]!, givenTo: ['coder-a'] }
  const result = agree({ ...input, documents: [input.documents[0]!, onlyFirst] })
  expect(result.leftOut).toEqual([{ document: 'two', reason: expect.stringContaining('fewer than two') }])
  expect(result.results[1]!.units).toBe(text.length)
  expect(result.results[1]!.coefficients.cohen_kappa!.value).toBe(1)
})

test('with three coders every pair has its kappa, and who is missing lowers nothing', () => {
  const coders = ['coder-a', 'coder-b', 'coder-c']
  const input = study(
    { one: text, two: text },
    [
      ['one', 'coder-a', 'x', 0, 8],
      ['one', 'coder-b', 'x', 0, 8],
      ['one', 'coder-c', 'x', 0, 8],
      ['two', 'coder-a', 'x', 3, 8],
      ['two', 'coder-b', 'x', 3, 8],
    ],
    coders,
  )
  const second = { ...input.documents[1]!, givenTo: ['coder-a', 'coder-b'] }
  const [, x] = agree({ ...input, documents: [input.documents[0]!, second] }, { coders }).results
  expect(x!.coefficients.alpha_nominal!.value).toBe(1)
  expect(x!.coefficients['cohen_kappa|pair=0,2']!.value).toBe(1)
  expect(x!.coefficients.cohen_kappa).toBeUndefined()
  expect(x!.table).toMatchObject({ '111': 8, '11-': 5 })
})

test('populations count all text, touched paragraphs, or only what somebody coded', () => {
  const input = study({ one: text }, [
    ['one', 'coder-a', 'x', 0, 8],
    ['one', 'coder-b', 'x', 4, 10],
  ])
  const units = (population: 'all' | 'touched-paragraphs' | 'union', unit: 'character' | 'paragraph') =>
    agree(input, { population, unit }).results[1]!.units
  expect(units('all', 'character')).toBe(text.length)
  expect(units('touched-paragraphs', 'character')).toBe('One line here.'.length)
  expect(units('union', 'character')).toBe(10)
  expect(units('all', 'paragraph')).toBe(3)
  expect(units('touched-paragraphs', 'paragraph')).toBe(1)
  expect(units('union', 'paragraph')).toBe(1)
})

test('per document scopes follow, and agree with a run on that document alone', () => {
  const input = articleInput()
  const [document] = input.documents
  const all = agree(input, { by: ['code', 'document'] })
  const alone = agree(input, { documents: [document!.id] })
  const scopes = all.results.filter(({ scope }) => scope.document === document!.title)
  expect(scopes.map(({ coefficients }) => coefficients)).toEqual(
    alone.results.map(({ coefficients }) => coefficients),
  )
  expect(all.results).toHaveLength(6 * 6)
  expect(agree(input, { by: [] }).results).toHaveLength(1)
})

test('only named coefficients are computed, and errors for characters are refused with the reason', () => {
  const [, scope] = agree(articleInput(), { coefficients: ['cohen_kappa', 'cohen_kappa_ase'] }).results
  expect(Object.keys(scope!.coefficients)).toEqual(['cohen_kappa', 'cohen_kappa_ase'])
  expect(scope!.coefficients.cohen_kappa_ase).toEqual({
    value: null,
    reason: expect.stringContaining('not independent'),
  })
  const [, bySentence] = agree(articleInput(), {
    unit: 'sentence',
    coefficients: ['cohen_kappa_ase', 'gamma_observed_disorder'],
  }).results
  expect(bySentence!.coefficients.cohen_kappa_ase!.value).toBeGreaterThan(0)
  expect(Object.keys(bySentence!.coefficients)).toContain('gamma_observed_disorder|alpha=1|beta=1')
})

test('what does not fit the input is refused in a sentence', () => {
  const input = articleInput()
  expect(() => agree(input, { coders: ['coder-a'] })).toThrow(/two or more/)
  expect(() => agree(input, { coders: ['coder-a', 'nobody'] })).toThrow(/no coder with the id "nobody"/)
  expect(() => agree(input, { codes: ['nothing'] })).toThrow(/no code with the id/)
  expect(() => agree(input, { coefficients: ['kapa'] })).toThrow(/No coefficient is called "kapa"/)
})

test('it yields its progress and can be abandoned', () => {
  const run = agreement(articleInput(), { ...plain, bootstrap: { ...plain.bootstrap, replicates: 10 } })
  expect(run.next().value).toEqual({ done: 1, total: 15 })
  expect(run.return(undefined as never).done).toBe(true)
})

test('a code of one coder alone, a rare code and an unused one are said to be so', () => {
  const input = study(
    { one: 'x'.repeat(3000) },
    [
      ['one', 'coder-a', 'own', 0, 100],
      ['one', 'coder-a', 'rare', 200, 205],
      ['one', 'coder-b', 'rare', 200, 206],
    ],
    undefined,
    ['own', 'rare', 'unused'],
  )
  const said = (code: string) =>
    agree(input)
      .results.find(({ scope }) => scope.code === code)!
      .warnings.join(' ')
  expect(said('own')).toContain('100 of 3,000 characters, all of them coder-a’s')
  expect(said('rare')).toContain('is rare')
  expect(said('unused')).toContain('Nobody used')
})

test('documents are drawn from ten on, paragraphs below', () => {
  expect(defaultResample(9)).toBe('paragraph')
  expect(defaultResample(10)).toBe('document')
})
