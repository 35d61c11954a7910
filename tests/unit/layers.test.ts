import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { differenceOf, differingKeys, lookUp, withChanges } from '../../core/layers.ts'

/** Large enough not to be copied. */
const ground: ReadonlyMap<string, number> = new Map(Array.from({ length: 2_500 }, (_, n) => [`k${n}`, n]))
const key = fc.oneof(
  fc.constantFrom('k0', 'k1', 'k2499', 'new', 'newer'),
  fc.nat(2_600).map((n) => `k${n}`),
)
const change = fc.array(fc.tuple(key, fc.option(fc.nat(9), { nil: undefined })), { maxLength: 200 })
const steps = fc.array(change, { maxLength: 5 })

/** What a Map that is copied and changed has in the end, in its order. */
function copied(all: readonly (readonly (readonly [string, number | undefined])[])[]): Map<string, number> {
  const map = new Map(ground)
  for (const [key, value] of all.flatMap((each) => [...new Map(each)])) {
    if (value === undefined) map.delete(key)
    else map.set(key, value)
  }
  return map
}

const layered = (all: readonly (readonly (readonly [string, number | undefined])[])[]) =>
  all.reduce((table, each) => withChanges(table, new Map(each)), ground)

test('A large table with changes reads as a copied Map does', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const [table, map] = [layered(all), copied(all)]
      expect(table.size).toBe(map.size)
      expect(new Map([...table].sort())).toEqual(new Map([...map].sort()))
      expect(new Set(table.keys())).toEqual(new Set(map.keys()))
      expect([...table.values()].sort()).toEqual([...map.values()].sort())
      const each: [string, number][] = []
      table.forEach((value, at) => void each.push([at, value]))
      expect(each).toEqual([...table])
      for (const at of ['k0', 'k2499', 'new', 'nowhere']) {
        expect(table.get(at)).toBe(map.get(at))
        expect(table.has(at)).toBe(map.has(at))
      }
    }),
    { numRuns: 40 },
  )
  expect(new Map(ground)).toEqual(ground)
})

test('What differs between two tables is found, however they came to be', () => {
  fc.assert(
    fc.property(steps, steps, (first, second) => {
      const [before, after] = [layered(first), layered(second)]
      const [a, b] = [copied(first), copied(second)]
      const keys = [...new Set([...a.keys(), ...b.keys()])].filter((at) => a.get(at) !== b.get(at))
      expect([...differingKeys(before, after)].sort()).toEqual(keys.sort())
      const { gone, come } = differenceOf(before, after)
      expect(gone.sort()).toEqual(keys.flatMap((at) => a.get(at) ?? []).sort())
      expect(come.sort()).toEqual(keys.flatMap((at) => b.get(at) ?? []).sort())
    }),
    { numRuns: 40 },
  )
})

test('A small table stays a Map', () => {
  const next = withChanges(new Map([['a', 1]]), new Map([['b', 2]]))
  expect(next).toEqual(new Map([...[['a', 1] as const], ['b', 2] as const]))
})

test('values are looked up by a number as by looking at each of them', () => {
  const byLast = (value: number) => value % 10
  fc.assert(
    fc.property(steps, fc.nat(10), (all, wanted) => {
      const found = (table: ReadonlyMap<string, number>) =>
        [...table.values()].filter((each) => byLast(each) === wanted)
      expect(lookUp(layered(all), byLast, wanted).sort()).toEqual(found(copied(all)).sort())
    }),
    { numRuns: 40 },
  )
  expect(lookUp(new Map([['a', 12]]), byLast, 2)).toEqual([12])
})
