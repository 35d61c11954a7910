import { Refusal } from './refusal.ts'

const longest = 200

/**
 * A name as it is kept: one line, trimmed, of 1 to 200 characters.
 * Throws a Refusal that says what kind of thing has no name.
 */
export function nameFor(kind: string, wanted: string): string {
  const name = wanted
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed()
  if (name === '') throw new Refusal('invalid', `A ${kind} needs a name.`)
  if (name.length > longest) {
    throw new Refusal(
      'invalid',
      `The name of a ${kind} may have ${longest} characters; this one has ${name.length}.`,
    )
  }
  return name
}

/** The name, with a number behind it where it is taken (in lower case). */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n++) {
    const suffix = ` (${n})`
    free =
      name
        .slice(0, longest - suffix.length)
        .toWellFormed()
        .trimEnd() + suffix
  }
  return free
}

/** A name as part of a file name and id: a to z, 0 to 9 and hyphens, at most 40; the fallback where nothing is left. */
export function slug(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? fallback : plain
}
