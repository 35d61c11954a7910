import { codeLabel } from '../../core/codebook.ts'
import type { MemoTarget } from '../../core/memo-links.ts'
import { memoLinks } from '../../core/memo-links.ts'
import type { Project, Segment } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import { getState, go, useProject } from '../store.ts'
import { jumpToSegment } from '../trail.ts'

/** What a memo links to, to go there; a link to something that is gone says so. */
export function MemoLinks({
  memo,
  onJump,
  onSegment,
}: {
  memo: string
  onJump?(): void
  /** Goes to a segment of the document before us. */
  onSegment?(segment: Segment): void
}) {
  const project = useProject((open) => open.project)
  const links = memo.includes('[[') ? memoLinks(project, memo) : []
  if (links.length === 0) return null
  return (
    <ul className="memolinks" aria-label="Links of the memo">
      {links.map(({ written, target }) => (
        <li key={written}>
          {target.kind === 'gone' ? (
            <span className="note">Nothing here is called “{written}”: it is gone or has another name.</span>
          ) : (
            <button
              type="button"
              className="plain"
              onClick={() => {
                onJump?.()
                jump(target, onSegment)
              }}
            >
              {inWords(project, target)}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

type There = Exclude<MemoTarget, { kind: 'gone' }>

function inWords({ codes }: Project, target: There): string {
  if (target.kind === 'document') return target.document.title
  if (target.kind === 'code') return `code ${codeLabel(codes, target.code)}`
  const { segment, document } = target
  if (segment === undefined) return `a segment in ${document.title}`
  return `${codes.get(segment.code)?.name ?? ''}: ${excerpt(segment.quote, 48)}`
}

function jump(target: There, onSegment?: (segment: Segment) => void): void {
  const { place } = getState()
  if (target.kind === 'code') go({ view: 'codebook', code: target.code.id })
  else if (target.kind === 'document')
    go({ view: 'code', document: target.document.id, segment: null, selection: null })
  else if (onSegment && target.segment !== undefined && place.document === target.document.id)
    onSegment(target.segment)
  else if (target.segment !== undefined) jumpToSegment(target.segment)
  else go({ view: 'code', document: target.document.id, segment: target.id, selection: null })
}
