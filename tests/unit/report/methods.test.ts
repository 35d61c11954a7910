import { expect, test } from '@playwright/test'
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
