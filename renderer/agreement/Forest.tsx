import type { Axis, Plot } from '../../core/report/content.ts'

/** One row of a forest plot, in CSS pixels. */
const width = 204
const height = 30
/** Kept free at both ends, so that a dot on the border is whole. */
const margin = 6
const cap = 3
const dot = 3.5

/** Where a value lies; values outside of the axis lie on its border. */
function along(value: number, { from, to }: Axis): number {
  const inside = Math.min(Math.max(value, from), to)
  return margin + ((inside - from) / (to - from)) * (width - 2 * margin)
}

/** The interval as a line with caps and the value as a dot; both stand in words beside it. */
export function Forest({ plot: { value, low, high }, axis }: { plot: Plot; axis: Axis }) {
  const middle = height / 2
  return (
    <svg className="plot" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {axis.marks
        .filter((mark) => mark < axis.to)
        .map((mark) => (
          <path
            key={mark}
            className={mark === 0 ? 'grid zero' : 'grid'}
            d={`M${along(mark, axis)} 0v${height}`}
          />
        ))}
      {low !== undefined && high !== undefined && (
        <path
          className="ci"
          d={[
            `M${along(low, axis)} ${middle}H${along(high, axis)}`,
            `M${along(low, axis)} ${middle - cap}v${2 * cap}`,
            `M${along(high, axis)} ${middle - cap}v${2 * cap}`,
          ].join('')}
        />
      )}
      <circle cx={along(value, axis)} cy={middle} r={dot} />
    </svg>
  )
}

/** The axis' marks over the column of plots. */
export function AxisMarks({ axis }: { axis: Axis }) {
  return axis.marks.map((mark) => (
    <span key={mark} style={{ left: along(mark, axis) }}>
      {`${mark}`.replace(/^0\./, '.')}
    </span>
  ))
}
