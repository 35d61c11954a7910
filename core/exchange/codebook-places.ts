import { pathSeparator } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import type { LineProblem } from './line-problem.ts'

/** A row of a table of codes, with what it says of where the code stands. */
export interface CodeRow {
  readonly line: number
  /** Its name is '' where the table has only paths. */
  readonly code: Omit<NewCode, 'children'>
  readonly path: string
  readonly parent: string
}

/** A code while those below it are still being found. */
type Growing = Omit<NewCode, 'children'> & { children?: Growing[] }

interface Entry {
  readonly line: number
  readonly code: Growing
  /** What names the code above it; '' at the top. */
  readonly above: string
  /** As the row writes it; '' where it names its parent. */
  readonly path: string
}

/**
 * The codes as a tree, each list in the order of the rows, which may stand in any order. The path is the names from the
 * top, joined with ` / ` or `/`; a parent is the name of the code above, or its path where several have that name.
 */
export function treeOf(
  rows: readonly CodeRow[],
  by: 'path' | 'parent',
): { codes: NewCode[]; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const entries = rows.flatMap((row) => {
    const entry = by === 'path' ? entryByPath(row) : entryByParent(row)
    if (typeof entry !== 'string') return [entry]
    problems.push({ line: row.line, message: entry })
    return []
  })
  const { up, lost } = by === 'path' ? parentsByPath(entries) : parentsByName(entries)
  problems.push(...lost)
  const codes: Growing[] = []
  const taken = new Set<string>()
  const ids = new Map(entries.map((entry, at) => [entry, at]))
  for (const entry of entries) {
    const parent = up.get(entry)
    if (parent === undefined) continue
    const key = `${parent === null ? '' : ids.get(parent)} ${entry.code.name.toLowerCase()}`
    if (taken.has(key)) problems.push({ line: entry.line, message: twice(entry, parent) })
    taken.add(key)
    if (parent !== null) parent.code.children ??= []
    const siblings = parent === null ? codes : parent.code.children!
    siblings.push(entry.code)
  }
  return { codes, problems: problems.sort((a, b) => a.line - b.line) }
}

function twice({ path, code }: Entry, parent: Entry | null): string {
  if (path !== '') return `the path “${path}” is there twice`
  return `the name “${code.name}” is there twice ${parent === null ? 'at the top' : `under ${parent.code.name}`}`
}

function entryByPath({ line, code, path }: CodeRow): Entry | string {
  if (path === '') return 'the path is empty'
  const name = code.name === '' ? lastOf(path) : code.name
  const above = abovePath(path, name)
  if (above === undefined || name === '')
    return `the path “${path}” is not the name “${name}”, nor does it end with “${pathSeparator}${name}”`
  return { line, path, above, code: { ...code, name } }
}

function entryByParent({ line, code, parent }: CodeRow): Entry | string {
  return code.name === '' ? 'the name is empty' : { line, code: { ...code }, above: parent, path: '' }
}

/** What stands before the name in a path; undefined where the path does not end with it. */
function abovePath(path: string, name: string): string | undefined {
  if (path === name) return ''
  if (!path.endsWith(name)) return undefined
  const before = path.slice(0, path.length - name.length).trimEnd()
  return before.endsWith('/') ? before.slice(0, -1).trimEnd() : undefined
}

/** The name at the end of a path, which may hold a bare slash where the others stand apart. */
function lastOf(path: string): string {
  const sign = path.includes(pathSeparator) ? pathSeparator : '/'
  return path.split(sign).at(-1)!.trim()
}

/** A path however its slashes are spaced, and whatever its letters' case. */
function loose(path: string): string {
  const names = path.split('/').map((name) => name.trim())
  return names
    .filter((name) => name !== '')
    .join('/')
    .toLowerCase()
}

/** The entry above each, null at the top, and those for which there is none. */
interface Parents {
  readonly up: ReadonlyMap<Entry, Entry | null>
  readonly lost: LineProblem[]
}

function parentsByPath(entries: readonly Entry[]): Parents {
  const byPath = grouped(entries, ({ path }) => loose(path))
  const up = new Map<Entry, Entry | null>()
  const lost: LineProblem[] = []
  for (const entry of entries) {
    const { line, above, path } = entry
    // A name of nothing but slashes would lead to itself.
    const all = loose(above) === loose(path) ? [] : (byPath.get(loose(above)) ?? [])
    const exact = all.filter((one) => one.path.toLowerCase() === above.toLowerCase())
    const found = exact.length > 0 ? exact : all
    const names = new Set(found.map(({ code }) => code.name.toLowerCase()))
    if (above === '') up.set(entry, null)
    else if (names.size === 1) up.set(entry, found[0]!)
    else if (names.size > 1)
      lost.push({
        line,
        message: `“${above}” in the path “${path}” may be several codes; name them otherwise`,
      })
    else
      lost.push({ line, message: `no line has the path “${above}”, which “${path}” belongs under; add one` })
  }
  return { up, lost }
}

function parentsByName(entries: readonly Entry[]): Parents {
  const byName = grouped(entries, ({ code }) => code.name.toLowerCase())
  const up = new Map<Entry, Entry | null>()
  // Paths are known once it is known what stands above.
  const byPath = new Map<string, Entry[]>()
  const placedByPath: Entry[] = []
  const paths = new Map<Entry, string>()
  const isPlaced = (entry: Entry): boolean => {
    const { above, code } = entry
    const found = byName.get(above.toLowerCase()) ?? []
    const parent = above === '' ? null : found.length === 0 ? byPath.get(loose(above))?.[0] : found[0]
    if (parent === undefined || found.length > 1 || (parent !== null && !paths.has(parent))) return false
    const path = parent === null ? code.name : `${paths.get(parent)}/${code.name}`
    up.set(entry, parent)
    paths.set(entry, path)
    const same = byPath.get(loose(path))
    if (same === undefined) byPath.set(loose(path), [entry])
    else same.push(entry)
    if (above !== '' && found.length === 0) placedByPath.push(entry)
    return true
  }
  let left = entries
  for (let before = -1; left.length !== before; ) {
    before = left.length
    left = left.filter((entry) => !isPlaced(entry))
  }
  // Only now it is known whether a path is that of another code too.
  const several = placedByPath
    .filter(({ above }) => byPath.get(loose(above))!.length > 1)
    .map(({ line, above }) => ({
      line,
      message: `the parent “${above}” may be several codes; name them otherwise`,
    }))
  const missing = left.flatMap(({ line, above }): LineProblem[] => {
    const many = byName.get(above.toLowerCase())?.length ?? 0
    if (many > 1)
      return [
        { line, message: `${many} lines have the name of its parent “${above}”; give its path instead` },
      ]
    return many === 1
      ? []
      : [{ line, message: `no line has the name or path of its parent “${above}”; add one` }]
  })
  // Where nothing else is wrong, those that are left wait for each other.
  const around = left.map(({ line, code }) => ({ line, message: `“${code.name}” stands under itself` }))
  const lost = [...several, ...missing]
  return { up, lost: lost.length > 0 ? lost : around }
}

function grouped(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group === undefined) groups.set(keyOf(entry), [entry])
    else group.push(entry)
  }
  return groups
}
