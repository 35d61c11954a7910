/** How many files are read at once: enough that a disk is never idle, few enough for any limit of open files. */
const width = 32

/** What the work gives for each item, in their order, with some of them in progress at the same time. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  let next = 0
  const walk = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, walk))
  return results
}
