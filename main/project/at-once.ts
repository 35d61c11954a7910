/** How many files are read at once: enough that a disk is never idle, few enough for any limit of open files. */
const width = 32

/**
 * What the work gives for each item, in their order, with some of them in progress at the same time. Where one fails,
 * none is begun any more, and its error is thrown once those in progress have ended.
 */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  const failures: unknown[] = []
  let next = 0
  const walk = async () => {
    try {
      for (let at = next++; at < items.length && failures.length === 0; at = next++)
        results[at] = await work(items[at]!)
    } catch (error) {
      failures.push(error)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, walk))
  if (failures.length > 0) throw failures[0]
  return results
}
