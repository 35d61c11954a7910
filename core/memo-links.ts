import { codeLabel, codeNamed, codesInOrder, pathOf, pathSeparator } from './codebook.ts'
import { documentsNamed } from './document-name.ts'
import type { Code, Document, DocumentId, Project, Segment, SegmentId } from './model.ts'
import { documentsInOrder } from './model.ts'
import { excerpt } from './text.ts'

/**
 * A memo is text; a link in it is a name in two pairs of brackets: `[[title of a document]]`, `[[code]]` or
 * `[[parent / code]]`, and `[[segment ID in title of its document]]`. Ids do instead of names, and go before them.
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
/** A link with what stands between its brackets. */
export const linkPattern = /\[\[([^[\]\n]{1,500})\]\]/g

/** The links of a memo in their order, each once. */
export function memoLinks(project: Project, memo: string): MemoLink[] {
  const written = new Set([...memo.matchAll(linkPattern)].map(([, name]) => name!.trim()))
  return [...written].map((name) => ({ written: name, target: targetOf(project, name) }))
}

/** Where what stands between the brackets leads. */
export function targetOf(project: Project, name: string): MemoTarget {
  const byId = project.codes.get(name as Code['id'])
  if (byId !== undefined && !project.documents.has(name as DocumentId)) return { kind: 'code', code: byId }
  const document = onlyDocument(project, name)
  if (document !== undefined) return { kind: 'document', document }
  const code = codeNamed(project.codes, name)
  if (code !== undefined) return { kind: 'code', code }
  const [, id, title] = /^segment ([a-z0-9-]+) in (.+)$/.exec(name) ?? []
  const around = title === undefined ? undefined : onlyDocument(project, title)
  return around === undefined ? { kind: 'gone' } : segmentTarget(project, around, id as SegmentId)
}

export function segmentTarget(project: Project, document: Document, id: SegmentId): MemoTarget {
  const segment = segmentIn(project, document, id)
  // In a text that was read, what is not there is gone.
  if (segment === undefined && project.texts.has(document.id)) return { kind: 'gone' }
  return { kind: 'segment', document, id, ...(segment && { segment }) }
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

export type Found = Exclude<MemoTarget, { kind: 'gone' }>

/** What to write between the brackets to lead there: its name where that does, else its id, which always does. */
export function nameIn(project: Project, target: Found): string {
  const names = namesOf(project, target)
  const leads = (name: string) => {
    if (/[[\]\n]/.test(name) || name.trim() !== name || name.length > longest - 100) return false
    return isSame(targetOf(project, name), target)
  }
  return names.find(leads) ?? idOf(target)
}

function namesOf(project: Project, target: Found): string[] {
  if (target.kind === 'code') {
    const { codes } = project
    return [codeLabel(codes, target.code), pathOf(codes, target.code).join(pathSeparator)]
  }
  const names = [target.document.title, target.document.source.name]
  return target.kind === 'document' ? names : names.map((name) => `segment ${target.id} in ${name}`)
}

/** What leads to it whatever things are called, and to nothing where it is gone. */
export function idOf(target: Found): string {
  if (target.kind === 'code') return target.code.id
  return target.kind === 'document' ? target.document.id : `segment ${target.id} in ${target.document.id}`
}

export function isSame(one: MemoTarget, other: MemoTarget): boolean {
  if (one.kind === 'gone' || other.kind === 'gone') return one.kind === other.kind
  return one.kind === other.kind && idOf(one) === idOf(other)
}

/** The beginning of a link before the caret, without its brackets; undefined where there is none. */
export function linkBegun(text: string, caret: number): string | undefined {
  return /\[\[([^[\]\n]*)$/.exec(text.slice(Math.max(0, caret - longest), caret))?.[1]
}
