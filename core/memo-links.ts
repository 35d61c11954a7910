import { apply, type Change, diffOf, isEmpty, squash } from './change.ts'
import { codeLabel, codeNamed, codesInOrder } from './codebook.ts'
import { documentsNamed } from './document-name.ts'
import type { Code, CodeId, Document, Project, Segment, SegmentId } from './model.ts'
import { documentsInOrder } from './model.ts'
import { excerpt } from './text.ts'

/**
 * A memo is text; a link in it is a name in two pairs of brackets: `[[title of a document]]`, `[[code]]` or
 * `[[parent / code]]`, and `[[segment ID in title of its document]]`. Ids do instead of names.
 */
export type MemoTarget =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'code'; readonly code: Code }
  /** Without the segment where it can't be seen from here: gone, or its document not read yet. */
  | {
      readonly kind: 'segment'
      readonly document: Document
      readonly id: SegmentId
      readonly segment?: Segment
    }
  | { readonly kind: 'gone' }

export interface MemoLink {
  /** What stands between the brackets. */
  readonly written: string
  readonly target: MemoTarget
}

/** How a link begins: a memo without it has none. */
export const linkOpening = '[['
const longest = 500
const link = /\[\[([^[\]\n]{1,500})\]\]/g

/** The links of a memo in their order, each once. */
export function memoLinks(project: Project, memo: string): MemoLink[] {
  const written = new Set([...memo.matchAll(link)].map(([, name]) => name!.trim()))
  return [...written].map((name) => ({ written: name, target: targetOf(project, name) }))
}

function targetOf(project: Project, name: string): MemoTarget {
  const document = onlyDocument(project, name)
  if (document !== undefined) return { kind: 'document', document }
  const code = project.codes.get(name as Code['id']) ?? codeNamed(project.codes, name)
  if (code !== undefined) return { kind: 'code', code }
  const [, id, title] = /^segment ([a-z0-9-]+) in (.+)$/.exec(name) ?? []
  const around = title === undefined ? undefined : onlyDocument(project, title)
  if (around === undefined) return { kind: 'gone' }
  const segment = segmentIn(project, around, id as SegmentId)
  // In a text that was read, what is not there is gone.
  if (segment === undefined && project.texts.has(around.id)) return { kind: 'gone' }
  return { kind: 'segment', document: around, id: id as SegmentId, ...(segment && { segment }) }
}

function onlyDocument(project: Project, name: string): Document | undefined {
  const [found, another] = documentsNamed(project, name)
  return another === undefined ? found : undefined
}

function segmentIn(project: Project, { id: document }: Document, id: SegmentId): Segment | undefined {
  for (const table of project.segments.values()) {
    const found = table.get(id)
    if (found?.document === document) return found
  }
  return undefined
}

/** Something that a memo may link to. */
export interface MemoChoice {
  readonly kind: 'document' | 'code' | 'segment'
  /** What people call it. */
  readonly label: string
  /** The link, brackets included. */
  readonly written: string
}

/** What the beginning of a link may become: documents, codes and the given segments that have the words in them. */
export function memoChoices(
  project: Project,
  segments: Iterable<Segment>,
  typed: string,
  most = 8,
): MemoChoice[] {
  const words = typed.trim().toLowerCase()
  const found: MemoChoice[] = []
  const offer = (choice: () => MemoChoice, ...texts: string[]) => {
    if (found.length < most && texts.some((text) => text.toLowerCase().includes(words))) found.push(choice())
  }
  for (const document of documentsInOrder(project)) {
    if (found.length === most) break
    const written = () => `[[${nameIn(project, { kind: 'document', document })}]]`
    offer(() => ({ kind: 'document', label: document.title, written: written() }), document.title)
  }
  for (const { code } of codesInOrder(project.codes)) {
    const label = codeLabel(project.codes, code)
    offer(() => ({ kind: 'code', label, written: `[[${nameIn(project, { kind: 'code', code })}]]` }), label)
  }
  for (const segment of segments) {
    if (found.length === most) break
    const document = project.documents.get(segment.document)
    const code = project.codes.get(segment.code)
    if (document === undefined || code === undefined) continue
    const label = `${code.name}: ${excerpt(segment.quote, 60)}`
    const written = () => `[[${nameIn(project, { kind: 'segment', document, id: segment.id })}]]`
    offer(() => ({ kind: 'segment', label, written: written() }), label)
  }
  return found
}

type Found = Exclude<MemoTarget, { kind: 'gone' }>

/** What to write between the brackets to lead there: its name where that does, else its id, which always does. */
function nameIn(project: Project, target: Found): string {
  const names = namesOf(project, target)
  const leads = (name: string) => {
    if (/[[\]\n]/.test(name) || name.trim() !== name || name.length > longest - 100) return false
    return isSame(targetOf(project, name), target)
  }
  return names.find(leads) ?? names.at(-1)!
}

function namesOf(project: Project, target: Found): string[] {
  if (target.kind === 'code') return [codeLabel(project.codes, target.code), target.code.id]
  const names = [target.document.title, target.document.id]
  return target.kind === 'document' ? names : names.map((name) => `segment ${target.id} in ${name}`)
}

function isSame(one: MemoTarget, other: MemoTarget): boolean {
  const id = (target: MemoTarget) => {
    if (target.kind === 'gone') return ''
    if (target.kind === 'code') return target.code.id
    return target.kind === 'document' ? target.document.id : `${target.document.id} ${target.id}`
  }
  return one.kind === other.kind && id(one) === id(other)
}

/**
 * The change, with which links in memos go on leading where they led: what is called otherwise after it is written
 * otherwise in them, in all memos that are loaded. `became`: codes that are others from then on.
 */
export function withMemoLinks(
  project: Project,
  change: Change,
  now: string,
  became: ReadonlyMap<CodeId, CodeId> = new Map(),
): Change {
  const after = apply(project, change)
  const known = new Map<string, string>()
  const renamed = (written: string): string => {
    const found = known.get(written) ?? nameAfter(project, after, written, became)
    known.set(written, found)
    return found
  }
  const carried = <R extends { readonly memo: string }>(
    records: Iterable<R>,
    more: Partial<R> = {},
  ): [R, R][] =>
    [...records].flatMap((before): [R, R][] => {
      if (!before.memo.includes(linkOpening)) return []
      const memo = before.memo.replace(link, (whole, written: string) => {
        const name = renamed(written.trim())
        return name === written.trim() ? whole : `[[${name}]]`
      })
      return memo === before.memo ? [] : [[before, { ...before, ...more, memo }]]
    })
  const segments = [...after.segments.values()].flatMap((table) => carried(table.values(), { changed: now }))
  const memos = {
    settings: diffOf({ updated: carried(after.settings.values()) }),
    codes: diffOf({ updated: carried(after.codes.values()) }),
    documents: diffOf({ updated: carried(after.documents.values()) }),
    segments: diffOf({ updated: segments }),
  }
  return isEmpty(memos) ? change : squash(change, memos)
}

/** What is written between the brackets after a change to lead where this led before it. */
function nameAfter(
  before: Project,
  after: Project,
  written: string,
  became: ReadonlyMap<CodeId, CodeId>,
): string {
  const target = afterwards(after, targetOf(before, written), became)
  if (target.kind === 'gone' || isSame(targetOf(after, written), target)) return written
  return nameIn(after, target)
}

function afterwards(after: Project, target: MemoTarget, became: ReadonlyMap<CodeId, CodeId>): MemoTarget {
  if (target.kind === 'gone') return target
  if (target.kind === 'code') {
    const code = after.codes.get(became.get(target.code.id) ?? target.code.id)
    return code === undefined ? { kind: 'gone' } : { kind: 'code', code }
  }
  const document = after.documents.get(target.document.id)
  return document === undefined ? { kind: 'gone' } : { ...target, document }
}

/** The beginning of a link before the caret, without its brackets; undefined where there is none. */
export function linkBegun(text: string, caret: number): string | undefined {
  return /\[\[([^[\]\n]*)$/.exec(text.slice(Math.max(0, caret - longest), caret))?.[1]
}
