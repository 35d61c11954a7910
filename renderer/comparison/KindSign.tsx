import type { Disagreement } from '../../core/comparison.ts'

const whole = 'h16'
const strokes: Readonly<Record<Disagreement['kind'], string>> = {
  boundary: 'h10',
  code: 'h4m2 0h4m2 0h4',
  missed: 'h1m3 0h1m3 0h1m3 0h1m2 0h1',
}

/** The two staves in small: two lengths, two kinds of line, or dots where a coder has nothing. */
export function KindSign({ disagreement: { kind, sides } }: { disagreement: Disagreement }) {
  const [upper, lower] = sides[0] === null ? [strokes[kind], whole] : [whole, strokes[kind]]
  return (
    <svg className="kindsign" viewBox="0 0 18 12" aria-hidden="true">
      <path d={`M1 4${upper}M1 9${lower}`} />
    </svg>
  )
}
