/** One measured figure. `ratio` is how many times as fast as the baseline it is (baseline / value). */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline?: { readonly name: string; readonly value: number }
  readonly ratio?: number
}

export function figure(name: string, value: number, unit: string, baseline?: Figure['baseline']): Figure {
  return baseline === undefined
    ? { name, value, unit }
    : { name, value, unit, baseline, ratio: baseline.value / value }
}

/** Seconds the work takes: the best of the runs, after one that warms up. */
export async function seconds(work: () => unknown, runs = 5): Promise<number> {
  await work()
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return best / 1000
}
