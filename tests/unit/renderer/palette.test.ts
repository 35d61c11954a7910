import { expect, test } from '@playwright/test'
import { match, ranked } from '../../../renderer/palette/rank.ts'

const best = (texts: string[], typed: string) =>
  ranked(texts, (text) => text, typed, 9).map(({ item }) => item)

test('a text that begins with the letters comes before a word in it, and that before a place within', () => {
  expect(best(['Broadcast', 'Hospital corrects its casualty figures', 'casualty'], 'cas')).toEqual([
    'casualty',
    'Hospital corrects its casualty figures',
    'Broadcast',
  ])
})

test('letters that begin words in order find a text, after all that have them together', () => {
  expect(best(['Match case when searching', 'Cancel', 'Code as Ben'], 'mcs')).toEqual([
    'Match case when searching',
  ])
  expect(best(['Code as Ben', 'a case'], 'cas')).toEqual(['a case', 'Code as Ben'])
})

test('of two that fit alike the shorter comes first', () => {
  expect(best(['location of the clinic', 'location'], 'loc')).toEqual(['location', 'location of the clinic'])
})

test('what does not fit is left out, and nothing typed leaves everything in its order', () => {
  expect(best(['actor', 'munition'], 'xyz')).toEqual([])
  expect(best(['munition', 'actor'], ' ')).toEqual(['munition', 'actor'])
})

test('the marked letters are the typed ones', () => {
  for (const [text, typed] of [
    ['munition › casing', 'cas'],
    ['Match case when searching', 'mcwh'],
    ['Größe', 'grö'],
  ] as const) {
    const marked = match(text, typed)
      ?.marks.map(([start, end]) => text.slice(start, end))
      .join('')
    expect(marked?.toLowerCase()).toBe(typed)
  }
})

test('a title of many words is searched without trying every way to spell it', () => {
  const text = 'a '.repeat(100)
  const started = process.cpuUsage()
  expect(match(text, 'aaaaaaaaaaaaaaaaaaaaaaaab')).toBeNull()
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000)
})
