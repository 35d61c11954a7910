/** The twelve colour slots as other programs see them: the hues of the light theme (renderer/style/tokens.css). */
const hues: readonly string[] = [
  ...['#1751b5', '#b23a20', '#1c7f68', '#9e4a9b', '#a57300', '#41197e'],
  ...['#6a073a', '#4f4a00', '#0e83b8', '#20523b', '#522f0a', '#585c64'],
]

export function hueOf(slot: number): string {
  return hues[slot - 1]!
}

/** The slot whose hue is nearest to a colour written as #RGB or #RRGGBB, or undefined. Slots are 1 to 12. */
export function nearestSlot(colour: string | undefined): number | undefined {
  const wanted = channels(colour?.trim() ?? '')
  if (wanted === undefined) return undefined
  const distances = hues.map((hue) => distance(wanted, channels(hue)!))
  return distances.indexOf(Math.min(...distances)) + 1
}

type Channels = readonly [number, number, number]

function channels(colour: string): Channels | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour)
  const long = short
    ? short.slice(1).map((digit) => digit + digit)
    : /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1)
  return long === undefined
    ? undefined
    : (long.map((pair) => Number.parseInt(pair, 16)) as unknown as Channels)
}

/** Weighted by the mean of red, near to what the eye sees (Riemersma 2019, “Colour metric”). */
function distance([r1, g1, b1]: Channels, [r2, g2, b2]: Channels): number {
  const red = (r1 + r2) / 2
  return (2 + red / 256) * (r1 - r2) ** 2 + 4 * (g1 - g2) ** 2 + (2 + (255 - red) / 256) * (b1 - b2) ** 2
}
