import type { Code, CodeId, Project, Table } from './model.ts'

/** The tree of codes. A codebook is a table of codes; this file knows the tree in it. */
export type Codebook = Table<Code>

/** How many colour slots there are. The first six lie furthest apart, so they are handed out first. */
export const colourCount = 12

/** A code's children in their order; of null, the codes at the top. */
export function childrenOf(codes: Codebook, parent: CodeId | null): Code[] {
  return [...codes.values()].filter((code) => code.parent === parent).sort(byOrder)
}

function byOrder(a: Code, b: Code): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1)
}

/** Every code with its depth, parents before their children: the order in which the codebook is shown. */
export function codesInOrder(codes: Codebook): { code: Code; depth: number }[] {
  const children = childrenByParent(codes)
  const walk = (parent: CodeId | null, depth: number): { code: Code; depth: number }[] =>
    (children.get(parent) ?? []).flatMap((code) => [{ code, depth }, ...walk(code.id, depth + 1)])
  return walk(null, 0)
}

/** All children in their order, looked at once: a large codebook is walked in every view. */
function childrenByParent(codes: Codebook): Map<CodeId | null, Code[]> {
  const children = new Map<CodeId | null, Code[]>()
  for (const code of [...codes.values()].sort(byOrder)) {
    const siblings = children.get(code.parent)
    if (siblings === undefined) children.set(code.parent, [code])
    else siblings.push(code)
  }
  return children
}

/** A code and all codes below it. */
export function withDescendants(codes: Codebook, code: Code): Code[] {
  return [code, ...childrenOf(codes, code.id).flatMap((child) => withDescendants(codes, child))]
}

/** Names from the top down: `['actor', 'state']`. */
export function pathOf(codes: Codebook, code: Code): string[] {
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  return parent === undefined ? [code.name] : [...pathOf(codes, parent), code.name]
}

/** How a code is named where one line must do: its path joined with ` / `. */
export const pathSeparator = ' / '

/**
 * The code with this name. A bare name finds a code anywhere in the tree as long as it is the only one; a path
 * (`actor / state`) names one exactly. The table is not to change afterwards: its names are kept.
 */
export function codeNamed(codes: Codebook, name: string): Code | undefined {
  return codesByName(codes).get(name)
}

const byName = new WeakMap<Codebook, ReadonlyMap<string, Code>>()

/** Every text by which codeNamed finds a code. What several codes are called finds none of them. */
export function codesByName(codes: Codebook): ReadonlyMap<string, Code> {
  const known = byName.get(codes)
  if (known !== undefined) return known
  const all = [...codes.values()]
  const found = new Map([
    ...onlyOnes(all.map((code) => [code.name, code])),
    ...onlyOnes(all.map((code) => [pathOf(codes, code).join(pathSeparator), code])),
  ])
  byName.set(codes, found)
  return found
}

/** What has a name that nothing else has. */
function* onlyOnes(named: readonly [string, Code][]): Generator<[string, Code]> {
  const times = new Map<string, number>()
  for (const [name] of named) times.set(name, (times.get(name) ?? 0) + 1)
  for (const each of named) if (times.get(each[0]) === 1) yield each
}

/** The shortest text by which codeNamed finds the code again. */
export function codeLabel(codes: Codebook, code: Code): string {
  return codeNamed(codes, code.name)?.id === code.id ? code.name : pathOf(codes, code).join(pathSeparator)
}

/**
 * The slot for the next code: of those that its siblings and its parent use least, the one least used at all. Codes
 * that stand together are the ones to be told apart, and every slot keeps its contrast, which no tint of one would.
 */
export function nextColour(codes: Codebook, parent: CodeId | null): number {
  const near = new Array<number>(colourCount).fill(0)
  const all = new Array<number>(colourCount).fill(0)
  for (const code of codes.values()) {
    all[code.colour - 1]!++
    if (code.parent === parent || code.id === parent) near[code.colour - 1]!++
  }
  const slots = all.map((_, slot) => slot)
  const best = (a: number, b: number) => near[a]! - near[b]! || all[a]! - all[b]! || a - b
  return slots.sort(best)[0]! + 1
}

/** Segments of every coder that carry the code; only those that are loaded. */
export function segmentsWith(project: Project, codes: ReadonlySet<CodeId>) {
  return [...project.segments.values()].flatMap((table) =>
    [...table.values()].filter((s) => codes.has(s.code)),
  )
}
