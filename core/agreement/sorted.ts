/**
 * The items in ascending order of a whole number from 0 each, those with equal numbers in the order they had.
 * Several times as fast as comparing items: their numbers are sorted together with their places.
 */
export function sortedBy<T>(items: readonly T[], numberOf: (item: T) => number): T[] {
  const packed = new Float64Array(items.length)
  for (let place = 0; place < items.length; place++) {
    packed[place] = numberOf(items[place]!) * items.length + place
  }
  return Array.from(packed.sort(), (number) => items[number % items.length]!)
}
