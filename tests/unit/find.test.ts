import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Wanted } from '../../core/find.ts'
import { findIn, hitIn, spansToCode } from '../../core/find.ts'
import { fold, foldedText } from '../../core/folding.ts'
import { eachGrapheme, snapToGraphemes } from '../../core/offset.ts'
import type { Span } from '../../core/span.ts'
import { overlaps, sameSpan } from '../../core/span.ts'
import { freeze } from '../../core/text.ts'
import { cases } from '../campaign.ts'

const plain: Wanted = {
  words: '',
  expression: false,
  wholeWord: false,
  ignoreCase: true,
  ignoreAccents: true,
}

/** What is found, as the words that stand there. */
function found(text: string, wanted: Partial<Wanted>, language = 'en'): string[] {
  return [...findIn({ text, language }, { ...plain, ...wanted })].map(({ start, end }) =>
    text.slice(start, end),
  )
}

/** Texts of letters, marks, emoji, joiners and line breaks, in which anything may stand beside anything. */
const text = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'e', 'E', 's', 'i', 'I', ' ', '\n', '.', 'ß', 'é', 'ø', 'İ', 'ﬁ'),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ...[
            '\u0301',
            '\u0308',
            '\u200d',
            '\ufe0f',
            '👩',
            '🇩',
            '🇪',
            '한',
            '\u1100',
            '\u1161',
            'が',
            'か',
            '\u3099',
          ],
          ...['ก', 'ำ', 'ที่', '中', 'क', '्', 'ष', 'ה', '\u05b8', 'م', '\u064e', '\u0600', 'ς', 'Σ', '\r'],
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => freeze(pieces.join('')))
const folding = fc.record({ ignoreCase: fc.boolean(), ignoreAccents: fc.boolean() })

const isWhole = (given: string, span: Span) => sameSpan(snapToGraphemes(given, span), span)

// The properties answer with a boolean: `expect` is slow where it is asked a hundred thousand times.
test('graphemes are those of Intl.Segmenter, however they are found', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  fc.assert(
    fc.property(text, (given) => {
      const told: string[] = []
      eachGrapheme(given, (start, end) => told.push(`${start} ${given.slice(start, end)}`))
      const wanted = [...segmenter.segment(given)].map(({ index, segment }) => `${index} ${segment}`)
      return told.join('|') === wanted.join('|')
    }),
    { numRuns: cases(1_000, 100_000) },
  )
})

test('folding tells for every code unit the grapheme it came from, and folds each by itself', () => {
  fc.assert(
    fc.property(text, folding, (given, how) => {
      const { text: folded, origins } = fold(given, how)
      const starts = new Set<number>()
      let bySingle = ''
      let isRight = origins.length === folded.length + 1 && origins.at(-1) === given.length
      eachGrapheme(given, (start, end) => {
        starts.add(start)
        const one = foldedText(given.slice(start, end), how)
        isRight &&= origins[bySingle.length] === start && origins[bySingle.length + one.length - 1] === start
        bySingle += one
      })
      return isRight && bySingle === folded && origins.slice(0, -1).every((origin) => starts.has(origin))
    }),
    { numRuns: cases(1_000, 100_000) },
  )
})

test('what stands in a text is found there, and every hit is whole graphemes in order that fold to what is sought', () => {
  const given = fc.record({ text, a: fc.nat(), b: fc.nat(), how: folding, expression: fc.boolean() })
  fc.assert(
    fc.property(given, ({ text: given, a, b, how, expression }) => {
      if (given === '') return true
      const start = Math.min(a % given.length, b % given.length)
      const end = Math.max(a % given.length, b % given.length, start + 1)
      const span = snapToGraphemes(given, { start, end })
      const words = given.slice(span.start, span.end)
      const source = expression ? words.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&') : words
      const wanted = { ...how, words: source, expression, wholeWord: false }
      const hits = [...findIn({ text: given, language: 'en' }, wanted)]
      const sought = foldedText(words, how)
      const areWhole = hits.every(
        (hit, n) => hit.start >= (hits[n - 1]?.end ?? 0) && hit.start < hit.end && isWhole(given, hit),
      )
      if (expression) return areWhole
      return (
        areWhole &&
        hits.every((hit) => foldedText(given.slice(hit.start, hit.end), how) === sought) &&
        hits.some((hit) => overlaps(hit, span))
      )
    }),
    { numRuns: cases(1_000, 100_000) },
  )
})

test('case and accents count or not, as is wanted', () => {
  const cafes = 'Café CAFE cafe\u0301 caffè'
  expect(found(cafes, { words: 'cafe' })).toEqual(['Café', 'CAFE', 'cafe\u0301'])
  expect(found(cafes, { words: 'cafe', ignoreAccents: false })).toEqual(['CAFE'])
  expect(found(cafes, { words: 'café', ignoreAccents: false })).toEqual(['Café', 'cafe\u0301'])
  expect(found(cafes, { words: 'café', ignoreCase: false })).toEqual(['cafe\u0301'])
  expect(found('Straße STRASSE', { words: 'strasse' })).toEqual(['Straße', 'STRASSE'])
  expect(found('Straße', { words: 'stras' })).toEqual([])
  expect(found('Łódź, Malmö, Ørsted', { words: 'lodz' })).toEqual(['Łódź'])
  expect(found('Malmö Ørsted', { words: 'orsted' })).toEqual(['Ørsted'])
  expect(found('ΟΔΟΣ οδός', { words: 'οδος' })).toEqual(['ΟΔΟΣ', 'οδός'])
})

test('Japanese, Thai, Hebrew and Arabic keep what makes another word, and lose what only helps to read', () => {
  expect(found('かき がき', { words: 'かき' })).toEqual(['かき'])
  expect(found('か\u3099き', { words: 'がき' })).toEqual(['か\u3099き'])
  expect(found('ที่ ทา', { words: 'ทา' })).toEqual(['ทา'])
  expect(found('שָׁלוֹם שלום', { words: 'שלום' })).toEqual(['שָׁלוֹם', 'שלום'])
  expect(found('مُحَمَّد محمد', { words: 'محمد' })).toEqual(['مُحَمَّد', 'محمد'])
})

test('an emoji is found whole and never in part', () => {
  const family = '👩‍👩‍👧 and 👩'
  expect(found(family, { words: '👩' })).toEqual(['👩'])
  expect(found(family, { words: '👩', expression: true })).toEqual(['👩‍👩‍👧', '👩'])
})

test('whole words end where the language says, also where it writes no spaces', () => {
  expect(found('mine, mines, determine', { words: 'mine', wholeWord: true })).toEqual(['mine'])
  expect(found('He can’t. Can he?', { words: 'can', wholeWord: true })).toEqual(['Can'])
  const border = (text: string, words: string, language: string) => {
    const borders = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(
      ({ segment }) => segment,
    )
    expect(borders).toContain(words)
    return found(text, { words, wholeWord: true }, language)
  }
  expect(border('กระทรวงสาธารณสุขประกาศ', 'ประกาศ', 'th')).toEqual(['ประกาศ'])
  expect(found('กระทรวงสาธารณสุขประกาศ', { words: 'ประกา', wholeWord: true }, 'th')).toEqual([])
  expect(border('政府发表声明', '政府', 'zh')).toEqual(['政府'])
  expect(found('政府发表声明', { words: '府发', wholeWord: true }, 'zh')).toEqual([])
  expect(found('mine', { words: 'mine', wholeWord: true }, 'not a language')).toEqual(['mine'])
})

test('a regular expression finds by lines, ignores accents in both, and skips empty hits', () => {
  const text = 'Two were hurt.\n12 died.\nDécès: 3'
  expect(found(text, { words: '^\\w+', expression: true })).toEqual(['Two', '12', 'Décès'])
  expect(found(text, { words: '\\d+|x*', expression: true })).toEqual(['12', '3'])
  expect(found(text, { words: 'décès', expression: true })).toEqual(['Décès'])
  expect(found(text, { words: 't[wv]o', expression: true, ignoreCase: false })).toEqual([])
  expect(found('cafe\u0301s', { words: 'cafe', expression: true, ignoreAccents: false })).toEqual([
    'cafe\u0301',
  ])
})

test('a regular expression that can’t be read is refused in words', () => {
  for (const words of ['(', '[a', 'a{2,1}', '\\', '(?<n>a)(?<n>b)'])
    expect(() => found('a', { words, expression: true })).toThrow(
      /^The regular expression can’t be read \(.+\); mend it/,
    )
})

test('hits are coded as they are, or as their sentences or paragraphs, each once', () => {
  const ground = { text: 'One mine. A mine, two mines.\n\nNo. Mine here.', language: 'en' }
  const hits = [...findIn(ground, { ...plain, words: 'mine' })]
  const coded = (unit: 'hit' | 'sentence' | 'paragraph') =>
    spansToCode(ground, hits, unit).map(({ start, end }) => ground.text.slice(start, end))
  expect(coded('hit')).toEqual(['mine', 'mine', 'mine', 'Mine'])
  expect(coded('sentence')).toEqual(['One mine.', 'A mine, two mines.', 'Mine here.'])
  expect(coded('paragraph')).toEqual(['One mine. A mine, two mines.', 'No. Mine here.'])
})

test('a hit over two lines takes the sentences and paragraphs of both', () => {
  const ground = { text: 'First one. Second\none. Third.', language: 'en' }
  const [hit] = findIn(ground, { ...plain, words: 'Second\none' })
  const [sentence] = spansToCode(ground, [hit!], 'sentence')
  expect(ground.text.slice(sentence!.start, sentence!.end)).toBe('Second\none.')
  expect(spansToCode(ground, [hit!], 'paragraph')).toEqual([{ start: 0, end: ground.text.length }])
})

test('a hit is shown in its own line, and no emoji beside it is cut', () => {
  const text = `${'😀'.repeat(40)} mine\nafter`
  const { before, words, after } = hitIn(text, { start: 81, end: 85 })
  expect(words).toBe('mine')
  expect(after).toBe('')
  expect(before.endsWith('😀 ')).toBe(true)
  expect(before.isWellFormed()).toBe(true)
})
