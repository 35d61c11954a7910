import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { Direction, Edge, Step } from '../../core/navigation.ts'
import { caretAfter, moveEdge, nextEdge, widen, withoutOuterSpace } from '../../core/navigation.ts'
import { contains } from '../../core/span.ts'

const text = 'The road is shut. Why? Nobody said.\n\nA second paragraph, 👩‍👩‍👧 short.'
const ground = { text, language: 'en' }
const at = (words: string) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}
const quote = (span: { start: number; end: number }) => text.slice(span.start, span.end)

test('A step by characters takes a whole emoji', () => {
  const family = at('👩‍👩‍👧')
  expect(nextEdge(ground, family.start, 'character', 'end', 'on')).toBe(family.end)
  expect(nextEdge(ground, family.end, 'character', 'end', 'back')).toBe(family.start)
  expect(nextEdge(ground, 0, 'character', 'start', 'back')).toBeUndefined()
  expect(nextEdge(ground, text.length, 'character', 'end', 'on')).toBeUndefined()
})

test('The end moves to ends of words and the start to their starts, over blank lines too', () => {
  const move = (span: { start: number; end: number }, edge: Edge, direction: Direction, step: Step) => {
    const moved = moveEdge(ground, span, edge, direction, step)
    return moved && quote(moved)
  }
  expect(move(at('road'), 'end', 'on', 'word')).toBe('road is')
  expect(move(at('road is'), 'end', 'back', 'word')).toBe('road')
  expect(move(at('road is'), 'start', 'on', 'word')).toBe('is')
  expect(move(at('road'), 'start', 'back', 'word')).toBe('The road')
  expect(move(at('said'), 'end', 'on', 'word')).toBe('said.\n\nA')
  expect(move(at('second'), 'start', 'back', 'sentence')).toBe('A second')
  expect(move(at('A second'), 'start', 'back', 'sentence')).toBe('Nobody said.\n\nA second')
  expect(move(at('Why'), 'end', 'on', 'sentence')).toBe('Why?')
})

test('A border stops where nothing would be left of the segment, and at the ends of the text', () => {
  expect(moveEdge(ground, at('road'), 'start', 'on', 'word')).toEqual(undefined)
  expect(moveEdge(ground, { start: 0, end: 1 }, 'end', 'back', 'character')).toBeUndefined()
  expect(moveEdge(ground, { start: 0, end: 3 }, 'start', 'back', 'word')).toBeUndefined()
})

test('A caret widens to its sentence, and each further step takes one more', () => {
  const caret = { start: text.indexOf('shut'), end: text.indexOf('shut') }
  const once = widen(ground, caret, 'sentence')
  expect(quote(once)).toBe('The road is shut.')
  const twice = widen(ground, once, 'sentence')
  expect(quote(twice)).toBe('The road is shut. Why?')
  expect(quote(widen(ground, at('road is'), 'sentence'))).toBe('The road is shut.')
  expect(quote(widen(ground, at('shut. Wh'), 'sentence'))).toBe('The road is shut. Why?')
})

test('A caret widens to its paragraph without the line break, then takes the next one', () => {
  const once = widen(ground, { start: 5, end: 5 }, 'paragraph')
  expect(quote(once)).toBe('The road is shut. Why? Nobody said.')
  expect(quote(widen(ground, once, 'paragraph'))).toBe(text)
})

test('At the end of a line the caret takes the last sentence of the line, or its paragraph', () => {
  const { end } = at('Nobody said.')
  expect(quote(widen(ground, { start: end, end }, 'sentence'))).toBe('Nobody said.')
  expect(quote(widen(ground, { start: end, end }, 'paragraph'))).toBe('The road is shut. Why? Nobody said.')
  const blank = end + 1
  expect(quote(widen(ground, { start: blank, end: blank }, 'sentence'))).toContain('A second')
})

test('Between two sentences the caret takes the next, at the end of the text the last', () => {
  const gap = at(' Why').start
  expect(quote(widen(ground, { start: gap, end: gap }, 'sentence'))).toBe('Why?')
  expect(quote(widen(ground, { start: text.length, end: text.length }, 'sentence'))).toContain('A second')
})

test('White space around a selection is left out, unless it is all there is', () => {
  expect(quote(withoutOuterSpace(text, at(' road is ')))).toBe('road is')
  expect(withoutOuterSpace(text, at('\n\n'))).toEqual(at('\n\n'))
})

test('Words are found in writing without spaces and from right to left', () => {
  const chinese = { text: '国防部称发现地雷', language: 'zh' }
  const end = nextEdge(chinese, 0, 'word', 'end', 'on')!
  expect(end).toBeGreaterThan(0)
  expect(end).toBeLessThan(chinese.text.length)
  const arabic = { text: 'قالت الوزارة شيئا', language: 'ar' }
  expect(widen(arabic, { start: 6, end: 6 }, 'word')).toEqual({ start: 5, end: 12 })
})

test('A line of a million characters is not read whole for one step', () => {
  const long = { text: 'word '.repeat(200_000), language: 'en' }
  expect(nextEdge(long, 500_000, 'word', 'end', 'on')).toBe(500_004)
  expect(nextEdge(long, 500_002, 'word', 'start', 'back')).toBe(500_000)
})

test('A step always goes forward or back, and widening never loses what was selected', () => {
  const piece = fc.constantFrom('a', ' ', '. ', '\n', 'mine', '👩‍👩‍👧', 'e\u0301', '地雷', '!', '  ')
  const texts = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''))
  const step = fc.constantFrom<Exclude<Step, 'character'>>('word', 'sentence', 'paragraph')
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), step, (text, a, b, step) => {
      const ground = { text, language: 'en' }
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
        number,
        number,
      ]
      expect(nextEdge(ground, start, step, 'end', 'on') ?? start + 1).toBeGreaterThan(start)
      expect(nextEdge(ground, start, step, 'start', 'back') ?? start - 1).toBeLessThan(start)
      const wide = widen(ground, { start, end }, step)
      expect(wide.start).toBeLessThanOrEqual(wide.end)
      if (start < end) expect(contains(wide, { start, end })).toBe(true)
    }),
  )
})

test('A caret goes on to ends and back to starts of words and sentences, in writing of every kind', () => {
  const walk = (text: string, language: string, step: Step, direction: Direction) => {
    const stops: number[] = []
    let at = direction === 'on' ? 0 : text.length
    for (let n = 0; n < 40 && at !== (direction === 'on' ? text.length : 0); n++) {
      at = caretAfter({ text, language }, at, step, direction)
      stops.push(at)
    }
    return direction === 'on'
      ? stops.map((stop, n) => text.slice(n === 0 ? 0 : stops[n - 1], stop).trim())
      : stops.map((stop, n) => text.slice(stop, n === 0 ? text.length : stops[n - 1]).trim())
  }
  expect(walk('قالت الوزارة شيئا', 'ar', 'word', 'on')).toEqual(['قالت', 'الوزارة', 'شيئا'])
  expect(walk('הגשר נסגר אתמול', 'he', 'word', 'back')).toEqual(['אתמול', 'נסגר', 'הגשר'])
  expect(walk('桥关了。没有人受伤。', 'zh', 'sentence', 'on')).toEqual(['桥关了。', '没有人受伤。'])
  expect(walk('橋が閉じた。けが人はいない。', 'ja', 'sentence', 'back')).toEqual([
    'けが人はいない。',
    '橋が閉じた。',
  ])
  expect(walk('สะพานปิดแล้ว', 'th', 'word', 'on').join('|')).toBe('สะพาน|ปิด|แล้ว')
  expect(walk('पुल बंद है। कोई घायल नहीं।', 'hi', 'sentence', 'on')).toEqual(['पुल बंद है।', 'कोई घायल नहीं।'])
  expect(walk('cafe\u0301 ferme\u0301', 'fr', 'word', 'on')).toEqual(['cafe\u0301', 'ferme\u0301'])
  expect(walk('e\u0301👩‍👩‍👧🇺🇦👍🏽', 'en', 'character', 'on')).toEqual(['e\u0301', '👩‍👩‍👧', '🇺🇦', '👍🏽'])
  expect(walk('One. Two?\n\nThree.', 'en', 'paragraph', 'on')).toEqual(['One. Two?', 'Three.'])
})
