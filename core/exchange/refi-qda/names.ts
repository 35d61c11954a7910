import { slug } from '../../name.ts'

const longest = 200

/** A name from another program as one of ours: one line, at most 200 characters; the fallback where nothing is left. */
export function tidyName(written: string | undefined, fallback: string): string {
  const name = (written ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()
  if (name === '') return fallback
  return name.length <= longest
    ? name
    : `${name
        .slice(0, longest - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

/** The number that a name got last, so that a file of one name a hundred thousand times is not counted through. */
const numbers = new WeakMap<Set<string>, Map<string, number>>()

/** The name, with a number behind it where it is taken; `taken` holds names in lower case and gets the new one. */
export function freeName(name: string, taken: Set<string>): string {
  const counted = numbers.get(taken) ?? new Map<string, number>()
  numbers.set(taken, counted)
  const key = name.toLowerCase()
  let free = name
  let n = counted.get(key) ?? 1
  while (taken.has(free.toLowerCase())) {
    const behind = ` (${++n})`
    free = `${name.slice(0, longest - behind.length).replace(/[\ud800-\udbff]$/, '')}${behind}`
  }
  counted.set(key, n)
  taken.add(free.toLowerCase())
  return free
}

/** An id that is not in use: the GUID of the file, or one made of the name. */
export function freeId(
  guid: string | undefined,
  name: string,
  kind: string,
  taken: { has(id: string): boolean },
  newId: () => string,
): string {
  return guid !== undefined && !taken.has(guid) ? guid : `${slug(name, kind)}-${newId().slice(0, 6)}`
}
