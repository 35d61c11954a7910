import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { laneCount, stripeLanes, underlineLanes, updateLanes } from '../../core/lanes.ts'
import { overlaps } from '../../core/span.ts'

let count = 0
const at = (start: number, end: number) => ({ id: `s${count++}`, start, end })
const segment = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => at(start, start + length))

test('The longest segment lies nearest to the text', () => {
  const whole = at(0, 50)
  const part = at(10, 30)
  const word = at(12, 16)
  const lanes = underlineLanes([word, part, whole])
  expect([whole, part, word].map((segment) => lanes.get(segment))).toEqual([0, 1, 2])
})

test('A segment that meets nothing goes back to the first lane', () => {
  const lanes = underlineLanes([at(0, 9), at(9, 20), at(30, 31)])
  expect([...lanes.values()]).toEqual([0, 0, 0])
})

test('A fourth overlap has no lane under the text', () => {
  const segments = [40, 30, 20, 10].map((end) => at(0, end))
  const lanes = underlineLanes(segments)
  expect(segments.map((segment) => lanes.get(segment))).toEqual([0, 1, 2, undefined])
})

test('Overlapping segments never share a lane, and one is left out only where all lanes are taken', () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 14 }), (segments) => {
      const lanes = underlineLanes(segments)
      for (const one of segments) {
        const meets = segments.filter((other) => other !== one && overlaps(one, other))
        const around = new Set(meets.map((other) => lanes.get(other)).filter((lane) => lane !== undefined))
        if (lanes.has(one)) expect(around.has(lanes.get(one)!)).toBe(false)
        else expect(around.size).toBe(laneCount)
      }
    }),
  )
})

test('After a change the lanes are those that a fresh look would give', () => {
  const some = fc.array(segment, { maxLength: 14 })
  fc.assert(
    fc.property(some, some, some, (gone, stay, come) => {
      const after = [...stay, ...come]
      const updated = updateLanes(underlineLanes([...gone, ...stay]), gone, come, () => after)
      expect(updated.size).toBe(underlineLanes(after).size)
      for (const [segment, lane] of underlineLanes(after)) expect(updated.get(segment)).toBe(lane)
    }),
  )
})

test('Stripes on one line stand side by side and use no more lanes than meet anywhere', () => {
  expect(
    stripeLanes([
      { from: 0, to: 30 },
      { from: 0, to: 60 },
      { from: 30, to: 60 },
      { from: 61, to: 90 },
    ]),
  ).toEqual([0, 1, 2, 0])
  const extent = fc.tuple(fc.nat(100), fc.nat(30)).map(([from, height]) => ({ from, to: from + height }))
  fc.assert(
    fc.property(fc.array(extent, { maxLength: 20 }), (unordered) => {
      const extents = unordered.toSorted((a, b) => a.from - b.from)
      const lanes = stripeLanes(extents)
      const meeting = extents.map(
        ({ from }) => extents.filter((other) => other.from <= from && from <= other.to).length,
      )
      expect(Math.max(-1, ...lanes)).toBe(Math.max(0, ...meeting) - 1)
    }),
  )
})
