import { childrenOf, pathOf, pathSeparator } from '../codebook.ts'
import type { Code, CodeId } from '../model.ts'
import { freeName } from '../name.ts'
import { byId } from './canonical.ts'
import type { CodeFate } from './codes.ts'

/**
 * Puts merged codes in order, so that they are a codebook again: no code below itself, no two siblings of one name,
 * no two codes with one key, no two in one place. Who gives way depends on the ids alone. What had to change is told.
 */
export function tidyCodes(fates: readonly CodeFate[], notes: string[]): Map<CodeId, Code> {
  const codes = new Map(fates.map(({ record }) => [record.id, record]))
  raiseOrphans(codes, notes)
  breakCircles(codes, notes)
  giveNames(codes, notes)
  giveKeys(codes, fates, notes)
  giveAttributeNames(codes, notes)
  for (const parent of new Set([...codes.values()].map((code) => code.parent))) {
    for (const code of pushApart(childrenOf(codes, parent))) codes.set(code.id, code)
  }
  return codes
}

/** A code whose parent somebody chose to delete goes to the top. */
function raiseOrphans(codes: Map<CodeId, Code>, notes: string[]): void {
  for (const code of codes.values()) {
    if (code.parent === null || codes.has(code.parent)) continue
    codes.set(code.id, { ...code, parent: null })
    notes.push(
      `The code ${code.name} stood below one that is deleted, so it was put at the top of the codebook.`,
    )
  }
}

/** Each side moved a code below the other's: the one with the smallest id goes to the top. */
function breakCircles(codes: Map<CodeId, Code>, notes: string[]): void {
  for (const code of [...codes.values()].sort(byId)) {
    if (!isBelowItself(codes, code)) continue
    codes.set(code.id, { ...code, parent: null })
    notes.push(`The code ${code.name} would stand below itself, so it was put at the top of the codebook.`)
  }
}

function isBelowItself(codes: ReadonlyMap<CodeId, Code>, code: Code): boolean {
  const seen = new Set<CodeId>()
  for (let at = code.parent; at !== null && !seen.has(at); at = codes.get(at)!.parent) {
    if (at === code.id) return true
    seen.add(at)
  }
  return false
}

function giveNames(codes: Map<CodeId, Code>, notes: string[]): void {
  for (const parent of new Set([...codes.values()].map((code) => code.parent))) {
    const taken = new Set<string>()
    for (const code of childrenOf(codes, parent).sort(byId)) {
      const name = freeName(code.name, taken)
      taken.add(name.toLowerCase())
      if (name === code.name) continue
      codes.set(code.id, { ...code, name })
      notes.push(`There are two codes ${code.name} in one place; one is called ${name} now.`)
    }
  }
}

function giveKeys(codes: Map<CodeId, Code>, fates: readonly CodeFate[], notes: string[]): void {
  const owners = new Map<string, CodeId>()
  for (const { record, keys } of [...fates].sort((a, b) => byId(a.record, b.record))) {
    const code = codes.get(record.id)!
    const key = keys.find((one) => !owners.has(one)) ?? ''
    owners.set(key, code.id)
    if (key !== code.key) codes.set(code.id, { ...code, key })
    const [wanted = ''] = keys
    if (key === wanted) continue
    const owner = pathOf(codes, codes.get(owners.get(wanted)!)!).join(pathSeparator)
    const instead = key === '' ? 'has none now' : `has ${key} now`
    notes.push(
      `The key ${wanted} applies ${owner}; the code ${pathOf(codes, code).join(pathSeparator)} ${instead}.`,
    )
  }
}

/** Attributes of one code, or of one that stands above it, under one name; one that stands above is enough. */
function giveAttributeNames(codes: Map<CodeId, Code>, notes: string[]): void {
  const give = (parent: CodeId | null, above: ReadonlySet<string>, declared: ReadonlySet<string>) => {
    for (const found of childrenOf(codes, parent)) {
      const own = found.attributes.filter(({ id }) => !declared.has(id))
      const code = own.length === found.attributes.length ? found : { ...found, attributes: own }
      if (code !== found) codes.set(code.id, code)
      const taken = new Set(above)
      const names = new Map<string, string>()
      for (const { id, name } of [...code.attributes].sort(byId)) {
        const free = freeName(name, taken)
        taken.add(free.toLowerCase())
        names.set(id, free)
        if (free !== name)
          notes.push(`The code ${code.name} has two attributes ${name}; one is called ${free} now.`)
      }
      if (code.attributes.some(({ id, name }) => names.get(id) !== name)) {
        const attributes = code.attributes.map((one) => ({ ...one, name: names.get(one.id)! }))
        codes.set(code.id, { ...code, attributes })
      }
      give(code.id, taken, new Set([...declared, ...names.keys()]))
    }
  }
  give(null, new Set(), new Set())
}

/** The records that have to move on so that each has a place of its own, in the order given. */
export function pushApart<R extends { readonly order: number }>(inOrder: readonly R[]): R[] {
  const pushed: R[] = []
  let free = 0
  for (const record of inOrder) {
    const order = Math.max(record.order, free)
    if (order !== record.order) pushed.push({ ...record, order })
    free = order + 1
  }
  return pushed
}
