import { readFileSync } from 'node:fs'
import type { SpanSet } from '../../../core/agreement/spans.ts'
import { shared } from '../../shared.ts'

export interface SpanOracle {
  readonly name: string
  readonly input: SpanSet
  /** The part of the key between the first | and the end, `pair=0,1` or `alpha=1|beta=1`. */
  readonly scope: string
  readonly value: number
  readonly tol: number
}

interface Case {
  readonly name: string
  readonly kind: string
  readonly input: SpanSet
  readonly expected: Readonly<Record<string, { readonly value: number; readonly tol: number }>>
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'),
)

/** Everything the published programs answered for one metric on span sets. */
export function spanOracles(metric: string): readonly SpanOracle[] {
  return cases
    .filter(({ kind }) => kind === 'spans')
    .flatMap(({ name, input, expected }) =>
      Object.entries(expected)
        .filter(([key]) => key.startsWith(`${metric}|`))
        .map(([key, { value, tol }]) => ({ name, input, scope: key.slice(metric.length + 1), value, tol })),
    )
}
