import { expect, test } from '@playwright/test'
import { paragraphs, unitsOf } from '../../core/units.ts'

function texts(text: string, unit: 'token' | 'sentence' | 'paragraph' | 'document', language = 'en') {
  return unitsOf(text, language, unit).map(({ start, end }) => text.slice(start, end))
}

test('tokens are words, numbers included, without punctuation or spaces', () => {
  expect(texts('Two mines, 40 km from “Fizuli”.', 'token')).toEqual([
    'Two',
    'mines',
    '40',
    'km',
    'from',
    'Fizuli',
  ])
})

test('tokens are found where no spaces part the words', () => {
  const text = '国防部表示'
  const found = texts(text, 'token', 'zh')
  expect(found.length).toBeGreaterThan(1)
  expect(found.join('')).toBe(text)
})

test('sentences hold something but white space and end at line breaks', () => {
  const text = 'It said so. The other side denied it.\n\n  \nA headline\n'
  expect(texts(text, 'sentence').map((one) => one.trim())).toEqual([
    'It said so.',
    'The other side denied it.',
    'A headline',
  ])
})

test('a paragraph is a line with something but white space on it, without its line break', () => {
  const text = '\nfirst\n \u00a0\t\nsecond  \n\nthird'
  expect(texts(text, 'paragraph')).toEqual(['first', 'second  ', 'third'])
  expect(paragraphs('')).toEqual([])
})

test('a document is one unit, even an empty one', () => {
  expect(unitsOf('', 'en', 'document')).toEqual([{ start: 0, end: 0 }])
  expect(texts('a\nb', 'document')).toEqual(['a\nb'])
})

test('a language that is not well formed falls back to rules for every language', () => {
  expect(texts('one two', 'token', 'not a language')).toEqual(['one', 'two'])
})
