import { apply, type Change, type Diff, diffOf, isEmpty, squash } from './change.ts'
import { codesByName } from './codebook.ts'
import type { Decision } from './decision.ts'
import { documentsByName } from './document-name.ts'
import type { MemoTarget } from './memo-links.ts'
import { idOf, isSame, linkOpening, linkPattern, nameIn, segmentTarget, targetOf } from './memo-links.ts'
import type { CodeId, DocumentId, Project, Segment, SegmentId } from './model.ts'

type AnyId = CodeId | DocumentId | SegmentId

/** What became one with something else, and what that is. */
export type Became = ReadonlyMap<AnyId, AnyId>

/**
 * The decision, with which links in memos go on leading where they led: where a name means something else after it,
 * what is written in them is changed in the same step. All memos must be loaded if mayMislead says so.
 */
export function withLinksKept(project: Project, decision: Decision, now: string): Decision {
  if (!mayMislead(project, decision)) return decision
  const { change, became } = decision
  const after = apply(project, change)
  const renamed = renaming(project, after, became)
  const kept = <R extends { readonly id: string; readonly memo: string }>(
    before: ReadonlyMap<string, R> | undefined,
    records: ReadonlyMap<string, R>,
    more: Partial<R> = {},
  ): [R, R][] =>
    [...records.values()].flatMap((record): [R, R][] => {
      if (!record.memo.includes(linkOpening)) return []
      const was = before?.get(record.id)
      // What is written only now means what is called so now; only memos that were joined speak of before.
      if (was === undefined || (was.memo !== record.memo && became === undefined)) return []
      const memo = withNames(record.memo, renamed)
      return memo === record.memo ? [] : [[record, { ...record, ...more, memo }]]
    })
  const segments = [...after.segments].flatMap(([id, table]) =>
    kept<Segment>(project.segments.get(id), table, { changed: now }),
  )
  const memos = {
    settings: diffOf({ updated: kept(project.settings, after.settings) }),
    codes: diffOf({ updated: kept(project.codes, after.codes) }),
    documents: diffOf({ updated: kept(project.documents, after.documents) }),
    segments: diffOf({ updated: segments }),
  }
  return isEmpty(memos) ? decision : { ...decision, change: squash(change, memos) }
}

/** Whether a link may lead elsewhere after the change than before. Looks at names, not at memos. */
export function mayMislead(project: Project, { change, became }: Decision): boolean {
  if (became !== undefined) return true
  if (!changesNames(change)) return false
  const { codes, documents } = change
  const after = apply(project, { ...(codes && { codes }), ...(documents && { documents }) })
  const renamed = renaming(project, after)
  const both = [project, after]
  const names = [
    ...(codes === undefined ? [] : both.flatMap((one) => [...codesByName(one.codes).keys()])),
    ...(documents === undefined ? [] : both.flatMap((one) => [...documentsByName(one).keys()])),
  ]
  return names.some((name) => renamed(name) !== name)
}

/** Whether anything is called otherwise after the change, or comes or goes with its name. */
export function changesNames({ codes, documents }: Change): boolean {
  return (
    changesIn(codes, ({ name, parent }) => `${parent} ${name}`) || changesIn(documents, ({ title }) => title)
  )
}

function changesIn<R>(diff: Diff<R> | undefined, nameOf: (record: R) => string): boolean {
  if (diff === undefined) return false
  if (diff.added.length + diff.removed.length > 0) return true
  return diff.updated.some(([before, after]) => nameOf(before) !== nameOf(after))
}

/** The memo with other names in its links. */
export function withNames(memo: string, renamed: (written: string) => string): string {
  return memo.replace(linkPattern, (whole, between: string) => {
    const written = between.trim()
    const name = renamed(written)
    return name === written ? whole : `[[${name}]]`
  })
}

/**
 * What is written between the brackets in the one project to lead where this led in the other. Where that is gone and
 * the words would lead elsewhere, it is its id, which leads nowhere. What led nowhere may find something.
 */
export function renaming(before: Project, after: Project, became?: Became): (written: string) => string {
  const known = new Map<string, string>()
  return (written) => {
    const found = known.get(written) ?? nameAfter(before, after, written, became ?? new Map())
    known.set(written, found)
    return found
  }
}

function nameAfter(before: Project, after: Project, written: string, became: Became): string {
  const led = targetOf(before, written)
  if (led.kind === 'gone') return written
  const target = afterwards(after, led, became)
  if (isSame(targetOf(after, written), target)) return written
  return target.kind === 'gone' ? idOf(led) : nameIn(after, target)
}

function afterwards(after: Project, target: MemoTarget, became: Became): MemoTarget {
  if (target.kind === 'gone') return target
  if (target.kind === 'code') {
    const { id } = target.code
    const code = after.codes.get((became.get(id) ?? id) as CodeId)
    return code === undefined ? { kind: 'gone' } : { kind: 'code', code }
  }
  const { id } = target.document
  const document = after.documents.get((became.get(id) ?? id) as DocumentId)
  if (document === undefined) return { kind: 'gone' }
  if (target.kind === 'document') return { kind: 'document', document }
  const still = segmentTarget(after, document, target.id)
  const other = became.get(target.id)
  return still.kind !== 'gone' || other === undefined
    ? still
    : segmentTarget(after, document, other as SegmentId)
}
