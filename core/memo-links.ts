import { codeLabel, codeNamed, codesInOrder } from './codebook.ts'
import { documentsNamed } from './document-name.ts'
import type { Code, Document, Project, Segment, SegmentId } from './model.ts'
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
    const name = nameIn(project, [document.title, document.id], { kind: 'document', document })
    offer(() => ({ kind: 'document', label: document.title, written: `[[${name}]]` }), document.title)
  }
  for (const { code } of codesInOrder(project.codes)) {
    const label = codeLabel(project.codes, code)
    offer(
      () => ({
        kind: 'code',
        label,
        written: `[[${nameIn(project, [label, code.id], { kind: 'code', code })}]]`,
      }),
      label,
    )
  }
  for (const segment of segments) {
    if (found.length === most) break
    const document = project.documents.get(segment.document)
    const code = project.codes.get(segment.code)
    if (document === undefined || code === undefined) continue
    const label = `${code.name}: ${excerpt(segment.quote, 60)}`
    offer(() => {
      const title = nameIn(project, [document.title, document.id], { kind: 'document', document })
      return { kind: 'segment', label, written: `[[segment ${segment.id} in ${title}]]` }
    }, label)
  }
  return found
}

/** The first of the names that leads there, written between brackets; the last always does. */
function nameIn(project: Project, names: readonly string[], wanted: MemoTarget): string {
  const leads = (name: string) => {
    if (/[[\]\n]/.test(name) || name.trim() !== name || name.length > longest - 100) return false
    const found = targetOf(project, name)
    if (wanted.kind === 'document')
      return found.kind === 'document' && found.document.id === wanted.document.id
    return wanted.kind === 'code' && found.kind === 'code' && found.code.id === wanted.code.id
  }
  return names.find(leads) ?? names.at(-1)!
}

/** The beginning of a link before the caret, without its brackets; undefined where there is none. */
export function linkBegun(text: string, caret: number): string | undefined {
  return /\[\[([^[\]\n]*)$/.exec(text.slice(Math.max(0, caret - longest), caret))?.[1]
}
