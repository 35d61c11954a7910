import { expect, test } from '@playwright/test'
import { studentT } from '../../../core/agreement/student-t.ts'

// Level, degrees of freedom and scipy.stats.t.ppf((1 + level) / 2, df); Infinity: scipy.stats.norm.ppf.
const quantiles: readonly (readonly [number, number, number])[] = [
  [0.95, 1, 12.706204736174694],
  [0.95, 2, 4.302652729749462],
  [0.95, 9, 2.262157162798205],
  [0.95, 199, 1.9719565442517533],
  [0.95, 19999, 1.960082611089815],
  [0.95, 1e6, 1.959966356814107],
  [0.99, 1, 63.656741162871526],
  [0.999, 3, 12.923978636687961],
  [0.5, 7, 0.7111417780817866],
  [0.95, Number.POSITIVE_INFINITY, 1.959963984540054],
]

for (const [level, df, expected] of quantiles) {
  test(`The ${level} quantile of t with ${df} degrees of freedom has nine digits right`, () => {
    expect(Math.abs(studentT(level, df) / expected - 1)).toBeLessThan(1e-10)
  })
}
