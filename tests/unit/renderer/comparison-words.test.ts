import { expect, test } from '@playwright/test'
import { compare } from '../../../core/comparison.ts'
import { disagreementWords, quoteParts } from '../../../core/comparison-words.ts'
import type { CodeId, CoderId, DocumentId, Segment, SegmentId } from '../../../core/model.ts'
import { unsaid } from '../../../core/model.ts'

const text = 'The hospital said two farm workers were injured 💥 on the road on 3 March.'

function segment(coder: string, code: string, quote: string): Segment {
  const start = text.indexOf(quote)
  return {
    id: `${coder}-${code}-${start}` as SegmentId,
    document: 'd' as DocumentId,
    coder: coder as CoderId,
    code: code as CodeId,
    start,
    end: start + quote.length,
    quote,
    prefix: '',
    suffix: '',
    ...unsaid,
    version: null,
    created: '',
    changed: '',
  }
}

function only(first: readonly Segment[], second: readonly Segment[]) {
  const { disagreements } = compare(text, first, second)
  expect(disagreements).toHaveLength(1)
  return disagreements[0]!
}

function said(first: readonly Segment[], second: readonly Segment[]): string {
  return disagreementWords(only(first, second), ['Ana', 'Ben'])
    .map((phrase) => ('text' in phrase ? phrase.text : `[${phrase.code}]`))
    .join('')
}

test('a segment that only one coder has is said with who has it and who has not', () => {
  expect(said([segment('A', 'casualty', 'two farm workers')], [])).toBe(
    'Ana coded [casualty] here. Ben did not.',
  )
  expect(said([], [segment('B', 'casualty', 'two farm workers')])).toBe(
    'Ben coded [casualty] here. Ana did not.',
  )
})

test('another border is said with whose segment reaches how much further on which side', () => {
  const short = 'farm workers were injured'
  expect(said([segment('A', 'casualty', `${short} 💥 on the road`)], [segment('B', 'casualty', short)])).toBe(
    'Both coded [casualty]. Ana’s segment goes on for 14 characters more at the end.',
  )
  expect(said([segment('A', 'casualty', short)], [segment('B', 'casualty', `two ${short}`)])).toBe(
    'Both coded [casualty]. Ben’s segment begins 4 characters earlier.',
  )
  expect(said([segment('A', 'casualty', `two ${short}`)], [segment('B', 'casualty', `${short} `)])).toBe(
    'Both coded [casualty]. Ana’s segment begins 4 characters earlier, Ben’s goes on for one character more at the end.',
  )
  expect(said([segment('A', 'casualty', `two ${short} `)], [segment('B', 'casualty', short)])).toBe(
    'Both coded [casualty]. Ana’s segment begins 4 characters earlier and goes on for one character more at the end.',
  )
})

test('another code is said with both codes, and the borders only where they differ too', () => {
  const [a, b] = [
    segment('A', 'evidence', 'two farm workers'),
    segment('B', 'accusation', 'two farm workers'),
  ]
  expect(said([a], [b])).toBe('Both marked the same stretch: Ana as [evidence], Ben as [accusation].')
  expect(said([a], [segment('B', 'accusation', 'farm workers')])).toBe(
    'Both marked nearly the same stretch: Ana as [evidence], Ben as [accusation]. Ana’s segment begins 4 characters earlier.',
  )
})

test('the parts of a quote join to the whole stretch and tell what is whose', () => {
  const found = only(
    [segment('A', 'casualty', 'two farm workers')],
    [segment('B', 'casualty', 'farm workers were injured')],
  )
  const shown = (side: 0 | 1) =>
    quoteParts(found, side).map(
      ({ text: part, within, shared }) => `${shared ? '=' : within ? '+' : '-'}${part}`,
    )
  expect(shown(0)).toEqual(['+two ', '=farm workers', '- were injured'])
  expect(shown(1)).toEqual(['-two ', '=farm workers', '+ were injured'])
})
