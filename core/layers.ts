/**
 * A large table that changes a little at a time: the records as they were, and a few changes over them. Making one is
 * as much work as there are changes, not as there are records, and so is telling two of them apart. It reads as a Map
 * does; a record that was taken out and put back stands where it stood.
 */
class Layers<K, V> implements ReadonlyMap<K, V> {
  readonly size: number

  constructor(
    readonly ground: ReadonlyMap<K, V>,
    /** What is otherwise; undefined is gone. */
    readonly changes: ReadonlyMap<K, V | undefined>,
  ) {
    let size = ground.size
    for (const [key, value] of changes) size += Number(value !== undefined) - Number(ground.has(key))
    this.size = size
  }

  get(key: K): V | undefined {
    return this.changes.has(key) ? this.changes.get(key) : this.ground.get(key)
  }

  has(key: K): boolean {
    return this.get(key) !== undefined
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.ground) {
      const shown = this.changes.has(key) ? this.changes.get(key) : value
      if (shown !== undefined) yield [key, shown]
    }
    for (const [key, value] of this.changes)
      if (value !== undefined && !this.ground.has(key)) yield [key, value]
  }

  *keys(): MapIterator<K> {
    for (const key of this.ground.keys()) if (this.has(key)) yield key
    for (const [key, value] of this.changes) if (value !== undefined && !this.ground.has(key)) yield key
  }

  *values(): MapIterator<V> {
    for (const [key, value] of this.ground) {
      const shown = this.changes.has(key) ? this.changes.get(key) : value
      if (shown !== undefined) yield shown
    }
    for (const [key, value] of this.changes) if (value !== undefined && !this.ground.has(key)) yield value
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this)
  }
}

/** Below the first a table is copied whole; above the second the changes are worked in. */
const [large, many] = [2_000, 256]

/** The table with some entries set, or taken out where the value is undefined. The given one stays as it is. */
export function withChanges<K, V extends object | number>(
  table: ReadonlyMap<K, V>,
  changes: ReadonlyMap<K, V | undefined>,
): ReadonlyMap<K, V> {
  const { ground, changes: before } = table instanceof Layers ? table : { ground: table, changes: none }
  if (ground.size >= large && before.size + changes.size <= many) {
    const all = new Map<K, V | undefined>(before)
    for (const [key, value] of changes) all.set(key, value)
    return new Layers(ground, all)
  }
  const next = new Map(table)
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}

// biome-ignore lint/suspicious/noExplicitAny: empty, it is a map of anything to anything
const none: ReadonlyMap<any, any> = new Map()

/** The values of either table that the other does not have under the same key. */
export function differenceOf<K, V>(
  before: ReadonlyMap<K, V>,
  after: ReadonlyMap<K, V>,
): { gone: V[]; come: V[] } {
  const gone: V[] = []
  const come: V[] = []
  for (const key of differingKeys(before, after)) {
    const [old, now] = [before.get(key), after.get(key)]
    if (old !== undefined) gone.push(old)
    if (now !== undefined) come.push(now)
  }
  return { gone, come }
}

/** The keys under which the tables have different values, or only one of them has one. */
export function* differingKeys<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): Generator<K> {
  for (const key of keysThatMayDiffer(before, after)) if (before.get(key) !== after.get(key)) yield key
}

function* keysThatMayDiffer<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): Generator<K> {
  if (before === after) return
  const [a, b] = [before, after].map((table) => (table instanceof Layers ? table : new Layers(table, none)))
  if (a!.ground === b!.ground) {
    yield* new Set([...a!.changes.keys(), ...b!.changes.keys()])
    return
  }
  yield* before.keys()
  for (const key of after.keys()) if (!before.has(key)) yield key
}

/** Indexes of tables that stay, by what they are indexed by. */
const indexes = new WeakMap<object, Map<unknown, ReadonlyMap<number, unknown[]>>>()

/**
 * The values for which `by` gives the number. A large table is indexed once, and its few changes are looked through,
 * so it is no work to ask again after a change. Give the same function each time.
 */
export function lookUp<K, V>(table: ReadonlyMap<K, V>, by: (value: V) => number, wanted: number): V[] {
  if (!(table instanceof Layers)) {
    if (table.size >= large) return indexOf(table, by).get(wanted) ?? []
    return [...table.values()].filter((value) => by(value) === wanted)
  }
  const { ground, changes } = table as Layers<K, V>
  const there = indexOf(ground, by).get(wanted) ?? []
  const found = there.filter((value) => !isChanged(ground, changes, value))
  for (const value of changes.values()) if (value !== undefined && by(value) === wanted) found.push(value)
  return found
}

function isChanged<K, V>(
  ground: ReadonlyMap<K, V>,
  changes: ReadonlyMap<K, V | undefined>,
  value: V,
): boolean {
  for (const key of changes.keys()) if (ground.get(key) === value) return true
  return false
}

function indexOf<K, V>(table: ReadonlyMap<K, V>, by: (value: V) => number): ReadonlyMap<number, V[]> {
  const known = indexes.get(table) ?? new Map<unknown, ReadonlyMap<number, unknown[]>>()
  indexes.set(table, known)
  const found = known.get(by) as ReadonlyMap<number, V[]> | undefined
  if (found !== undefined) return found
  const index = new Map<number, V[]>()
  for (const value of table.values()) {
    const same = index.get(by(value))
    if (same === undefined) index.set(by(value), [value])
    else same.push(value)
  }
  known.set(by, index)
  return index
}
