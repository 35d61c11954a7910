import type { Axis, Plot, Stripes } from './content.ts'

/** Width and height of one row of a forest plot, in CSS pixels. */
const PLOT = { width: 204, height: 30, cap: 3, dot: 3.5 }
/** Stripes of one document: the text's width, and the height of one coder's lane. */
const STRIPES = { width: 640, lane: 5, gap: 5 }

/** One row of a forest plot: the interval as a line with caps, the value as a dot, over the axis' marks. */
export function plotSvg({ value, low, high }: Plot, axis: Axis): string {
  const { width, height, cap, dot } = PLOT
  const middle = height / 2
  const lines = axis.marks
    .filter((mark) => mark < axis.to)
    .map(
      (mark) => `<path class="${mark === 0 ? 'grid zero' : 'grid'}" d="M${along(mark, axis)} 0v${height}"/>`,
    )
  const reach =
    low === undefined || high === undefined
      ? ''
      : `<path class="ci" d="M${along(low, axis)} ${middle}H${along(high, axis)}M${along(low, axis)} ${middle - cap}v${2 * cap}M${along(high, axis)} ${middle - cap}v${2 * cap}"/>`
  const point = `<circle cx="${along(value, axis)}" cy="${middle}" r="${dot}"/>`
  return `<svg class="plot" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${lines.join('')}${reach}${point}</svg>`
}

/** The numbers above a forest plot. */
export function axisHtml(axis: Axis): string {
  const marks = axis.marks.map((mark) => `<span style="left:${along(mark, axis)}px">${markText(mark)}</span>`)
  return `<span class="marks" aria-hidden="true">${marks.join('')}</span>`
}

function markText(mark: number): string {
  return `${mark}`.replace(/^0\./, '.')
}

/** Where a value lies in the plot, in pixels; values outside lie on its border. */
function along(value: number, { from, to }: Axis): number {
  const inside = Math.min(Math.max(value, from), to)
  return rounded(((inside - from) / (to - from)) * (PLOT.width - 16) + 4)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

/** A document from left to right; per code one lane for each coder, in the order of the coders. */
export function stripesSvg({ characters, coders, lanes }: Stripes): string {
  const band = coders.length * STRIPES.lane + STRIPES.gap
  const height = lanes.length * band
  const scale = STRIPES.width / Math.max(1, characters)
  const drawn = lanes.map(({ colour, stretches }, lane) => {
    const top = lane * band
    const rule = `<path class="rule" d="M0 ${top + band - STRIPES.gap / 2}H${STRIPES.width}"/>`
    const bars = stretches.flatMap((ofCoder, coder) =>
      ofCoder.map(({ start, end }) => {
        const width = Math.max(1, rounded((end - start) * scale))
        return `<rect x="${rounded(start * scale)}" y="${top + coder * STRIPES.lane}" width="${width}" height="${STRIPES.lane - 1}"/>`
      }),
    )
    return `<g class="c${colour}">${bars.join('')}</g>${rule}`
  })
  return `<svg class="stripes" width="${STRIPES.width}" height="${height}" viewBox="0 0 ${STRIPES.width} ${height}" aria-hidden="true">${drawn.join('')}</svg>`
}

/** Height of one code's band, so that its name can stand beside it. */
export function bandHeight(coders: number): number {
  return coders * STRIPES.lane + STRIPES.gap
}
