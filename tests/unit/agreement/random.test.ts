import { expect, test } from '@playwright/test'
import { random } from '../../../core/random.ts'

/** `count` results of the given drawing, in order. */
function draws(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw)
}

test('The generator gives the numbers of a second implementation of sfc32', () => {
  // Computed with an independent program in unbounded whole numbers.
  const expected: readonly [seed: number, first: readonly number[]][] = [
    [0, [1363572419, 145230303, 808754475, 4216505632]],
    [1, [2012149540, 1872316204, 1707632675, 1779833415]],
    [42, [1264412219, 1947509147, 3919439299, 1251167922]],
    [Number.MAX_SAFE_INTEGER, [3268402823, 2602357022, 3266425223, 182731693]],
  ]
  for (const [seed, first] of expected) {
    const generator = random(seed)
    expect(draws(4, () => generator.below(2 ** 32))).toEqual(first)
  }
})

test('The same seed gives the same numbers, another seed gives others', () => {
  const first = random(7)
  const again = random(7)
  const other = random(8)
  const numbers = draws(100, first.next)
  expect(draws(100, again.next)).toEqual(numbers)
  expect(draws(100, other.next)).not.toEqual(numbers)
})

test('Numbers lie in [0, 1) with mean one half and variance one twelfth', () => {
  const { next } = random(1)
  const numbers = draws(200_000, next)
  expect(Math.min(...numbers.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers.slice(0, 50_000))).toBeLessThan(1)
  const { mean, variance } = momentsOf(numbers)
  // Four standard errors of the mean: 4 · sqrt(1/12 / 200,000).
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.0026)
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001)
})

test('Every whole number below a limit comes equally often', () => {
  const generator = random(3)
  const counts = new Array<number>(6).fill(0)
  for (let i = 0; i < 60_000; i++) counts[generator.below(6)]! += 1
  // Chi-square with 5 degrees of freedom; 20.5 is its 99.9 % point.
  const chi = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0)
  expect(chi).toBeLessThan(20.5)
})

test('Normal numbers have the mean, the variance and the tails of the normal distribution', () => {
  const generator = random(5)
  const numbers = draws(200_000, generator.normal)
  const { mean, variance } = momentsOf(numbers)
  expect(Math.abs(mean)).toBeLessThan(0.009)
  expect(Math.abs(variance - 1)).toBeLessThan(0.013)
  const shareBelow = (z: number) => numbers.filter((number) => number < z).length / numbers.length
  expect(shareBelow(-1.959964)).toBeCloseTo(0.025, 2.5)
  expect(shareBelow(0.5)).toBeCloseTo(0.691462, 2)
  expect(shareBelow(2.575829)).toBeCloseTo(0.995, 2.5)
})

test('A seed or a limit that is not a whole number is refused in words', () => {
  expect(() => random(0.5)).toThrow('could not be seeded with 0.5')
  expect(() => random(-1)).toThrow('could not be seeded with -1')
  expect(() => random(1).below(0)).toThrow('No random number below 0')
  expect(() => random(1).below(2 ** 33)).toThrow('No random number below')
})

function momentsOf(numbers: readonly number[]): { mean: number; variance: number } {
  const mean = numbers.reduce((total, number) => total + number, 0) / numbers.length
  const variance = numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / numbers.length
  return { mean, variance }
}
