import type { Codebook } from '../../core/codebook.ts'
import { codeLabel } from '../../core/codebook.ts'
import type { Extent } from '../../core/lanes.ts'
import type { StavePair } from '../../core/staves.ts'
import type { MarginPair } from './margin-layout.ts'
import { layMargin } from './margin-layout.ts'
import type { Section } from './sections.ts'

/** Pixels that one coder's lanes may take, and the widest a lane is. */
const columnWidth = 80
const columnStep = 88
const widestLane = 18

/** Two columns of stripes, a coder each; a pair has the same lane in both. */
export function StaveMargin({
  section,
  extents,
  codes,
  names,
  selected,
}: {
  section: Section
  extents: ReadonlyMap<string, Extent>
  codes: Codebook
  names: readonly [string, string]
  selected: number | null
}) {
  const { pairs, lanes } = layMargin(section.pairs, extents, (pair) => pair.start >= section.start)
  const step = Math.min(widestLane, columnWidth / Math.max(1, lanes))
  const chosen = pairs.find(({ pair }) => selected !== null && pair.number === selected)
  return (
    <div className="pair">
      {section.start === 0 &&
        names.map((name, side) => (
          <span key={name} className="who" style={{ left: side * columnStep }}>
            {name}
          </span>
        ))}
      {chosen && (
        <span className="band" style={{ top: chosen.extent.from, height: heightOf(chosen.extent) }} />
      )}
      {pairs.map((laid) => (
        <Stripes key={keyOf(laid.pair)} laid={laid} step={step} codes={codes} chosen={laid === chosen} />
      ))}
      {pairs.map(
        ({ pair, numberTop }) =>
          numberTop !== null && (
            <button
              type="button"
              key={pair.number}
              tabIndex={-1}
              className={pair.number === selected ? 'number focus' : 'number'}
              style={{ top: numberTop }}
              data-number={pair.number}
              aria-label={`Disagreement ${pair.number}`}
            >
              {pair.number}
            </button>
          ),
      )}
    </div>
  )
}

function keyOf({ sides: [first, second] }: StavePair): string {
  return `${first?.id ?? ''} ${second?.id ?? ''}`
}

function heightOf({ from, to }: Extent): number {
  return Math.max(8, to - from)
}

function Stripes({
  laid: { pair, lane, extent, sides },
  step,
  codes,
  chosen,
}: {
  laid: MarginPair
  step: number
  codes: Codebook
  chosen: boolean
}) {
  return sides.map((side, index) => {
    const stroke = pair.sides[index as 0 | 1]
    // The segment of this coder lies in another section altogether.
    if (stroke !== null && side === null) return null
    const code = stroke === null ? undefined : codes.get(stroke.code)
    const kind = stroke === null ? 'none' : pair.number === null ? 'same' : `c${code?.colour ?? 12}`
    const { from, to } = side ?? extent
    const name = code === undefined ? undefined : codeLabel(codes, code)
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: there are two sides, first and second
        key={index}
        className={`stripe ${kind} ${chosen ? 'sel' : ''}`}
        style={{ left: index * columnStep + lane * step, top: from, height: heightOf({ from, to }) }}
        title={name}
      >
        {code !== undefined && step > 10 && <i>{code.key === '' ? code.name.slice(0, 1) : code.key}</i>}
      </span>
    )
  })
}
