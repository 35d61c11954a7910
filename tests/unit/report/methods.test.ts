import { expect, test } from '@playwright/test'
import { markdownOf } from '../../../core/report/markdown.ts'
import { escapeLatex, methodsOf } from '../../../core/report/methods.ts'
import { agree, articleInput } from '../agreement/material.ts'

const bootstrap = { replicates: 1000, seed: 7, level: 0.95, resample: 'paragraph' } as const

test('the methods paragraph says who, what, unit, population, coefficient, interval and version', () => {
  const { text } = methodsOf(agree(articleInput(), { unit: 'paragraph', bootstrap }))
  expect(text).toContain('Two coders (coder-a and coder-b) coded 5 documents with 5 codes.')
  expect(text).toContain('per code on paragraphs (n = 83; a paragraph has a code if any of its characters')
  expect(text).toContain('population: all text, as Krippendorff’s α (nominal) (Krippendorff, 2019).')
  expect(text).toContain('It ranged from 0.55 (accusation) to 1.00 (casualty).')
  expect(text).toContain('95 % percentile intervals from 1,000 bootstrap samples of paragraphs (seed 7)')
  expect(text).toContain('(Efron & Tibshirani, 1993)')
  expect(text).toContain('Intercoder 0.0.0')
})

test('what has no value is named, not passed over', () => {
  const { text } = methodsOf(agree(articleInput(), { unit: 'document' }))
  expect(text).toContain('It is not defined for actor, casualty, location and munition')
})

test('a document that a coder had not marked as done is not claimed to be coded', () => {
  const input = articleInput()
  const [first, second] = input.documents.map(({ id }) => id)
  const documents = input.documents.map((one) => ({
    ...one,
    doneBy: one.id === first ? ['coder-a'] : one.id === second ? [] : one.doneBy,
  }))
  const segments = input.segments.filter(({ document, coder }) => document !== first || coder === 'coder-a')
  const result = agree({ ...input, documents, segments }, { unit: 'paragraph' })
  expect(result.notDone).toEqual([
    { document: first, coder: 'coder-b', begun: false },
    { document: second, coder: 'coder-a', begun: true },
    { document: second, coder: 'coder-b', begun: true },
  ])
  const { text } = methodsOf(result)
  expect(text).toContain('Two coders (coder-a and coder-b) coded 4 of 5 documents with 5 codes.')
  expect(text).toContain('The figures count all 5, those too in which a coder marked nothing.')
  expect(text).toContain(
    `coder-b did not mark ${first} and ${second} as done; coder-a did not mark ${second} as done.`,
  )
  expect(result.warnings.slice(0, 3)).toEqual([
    `coder-b has no segment in ${first} and did not mark it as done; it counts as read, with nothing found.`,
    `coder-a did not mark ${second} as done; text without a segment there counts as read, with nothing found.`,
    `coder-b did not mark ${second} as done; text without a segment there counts as read, with nothing found.`,
  ])
  const report = markdownOf(result)
  expect(report).toContain('5 documents, 4 of 5 coded by every coder')
  expect(report).toContain('not marked as done by coder-b')
})

test('who was done is not said to be behind because another coder is', () => {
  const input = articleInput()
  const [first, second] = input.documents.map(({ id }) => id)
  const documents = input.documents.map((one) => (one.id === first ? { ...one, doneBy: ['coder-a'] } : one))
  const only = methodsOf(agree({ ...input, documents }, { documents: [first!] })).text
  expect(only).toContain(
    `coder-a marked the compared document as done; coder-b did not mark ${first} as done.`,
  )
  const both = methodsOf(agree({ ...input, documents }, { documents: [first!, second!] })).text
  expect(both).toContain(
    `coder-a marked all of the compared documents that they were given as done; coder-b did not mark ${first} as done.`,
  )
  const nobody = input.documents.map((one) => (one.id === first ? { ...one, doneBy: [] } : one))
  expect(methodsOf(agree({ ...input, documents: nobody })).text).toContain(
    `coder-a and coder-b did not mark ${first} as done.`,
  )
})

test('marking a document as done changes no figure, and one without a segment counts as coded', () => {
  const input = articleInput()
  const none = { ...input, documents: input.documents.map((one) => ({ ...one, doneBy: [] })) }
  const [done, not] = [agree(input), agree(none)]
  expect(not.results).toEqual(done.results)
  const empty = { ...input, segments: input.segments.filter(({ coder }) => coder === 'coder-a') }
  expect(methodsOf(agree(empty)).text).toContain('coded 5 documents with')
})

test('documents of the project that are not compared are not passed over', () => {
  const [first, second] = articleInput().documents.map(({ id }) => id)
  const { text } = methodsOf(agree(articleInput(), { documents: [first!, second!] }))
  expect(text).toContain('coded 2 of the project’s 5 documents with 5 codes.')
})

test('every work cited in LaTeX has a BibTeX entry, and no other has', () => {
  const { latex, bibtex, references } = methodsOf(agree(articleInput(), { bootstrap }))
  const cited = [...latex.matchAll(/\\citep\{([^}]*)\}/g)].flatMap(([, keys]) => keys!.split(','))
  const entries = [...bibtex.matchAll(/^@\w+\{([^,]*),$/gm)].map(([, key]) => key!)
  expect([...new Set(cited)].sort()).toEqual(entries)
  expect(references).toHaveLength(entries.length)
  expect(bibtex.split('{').length).toBe(bibtex.split('}').length)
})

test('signs that LaTeX would take for commands are written out', () => {
  expect(escapeLatex('50 % of {a}_b & c$ #1 ^~ \\x κ')).toBe(
    '50 \\% of \\{a\\}\\_b \\& c\\$ \\#1 \\textasciicircum{}\\textasciitilde{} \\textbackslash{}x $\\kappa$',
  )
})
