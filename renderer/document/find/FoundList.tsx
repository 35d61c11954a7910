import type { KeyboardEvent } from 'react'
import { useMemo, useRef } from 'react'
import { useProject } from '../../store.ts'
import { useRowWindow } from '../../ui/row-window.ts'
import { currentReader } from '../remembered.ts'
import type { DocumentHit, Finding } from './finding.ts'
import { goToHit, oneLine } from './walking-hits.ts'

/** In rem; the same as in the style. */
export const hitRow = 1.75

/** The hits, document by document, each with what stands around it; only the rows near the screen are drawn. */
export function FoundList({ finding: { hits, at, scope } }: { finding: Finding }) {
  const list = useRef<HTMLDivElement>(null)
  const { first, end, rowHeight } = useRowWindow(list, hits.length, at < 0 ? undefined : at, hitRow)
  const counts = useMemo(() => countByDocument(hits), [hits])
  const walk = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hits.length - 1 }[event.key]
    if (to !== undefined) goToHit(Math.max(0, Math.min(hits.length - 1, to)))
    else if (event.key === 'Enter') currentReader()?.focus()
    else return
    event.preventDefault()
  }
  return (
    <div className="scroll foundlist">
      <div
        ref={list}
        className={scope === 'all' ? 'hits titled' : 'hits'}
        role="listbox"
        tabIndex={0}
        aria-label="Hits"
        aria-activedescendant={at >= first && at < end ? `hit-${at}` : undefined}
        style={{ height: hits.length * rowHeight }}
        onKeyDown={walk}
      >
        {hits.slice(first, end).map((hit, n) => (
          <Row
            key={`${hit.document} ${hit.start}`}
            hit={hit}
            at={first + n}
            count={hits.length}
            current={first + n === at}
            titled={scope === 'all'}
            among={hits[first + n - 1]?.document === hit.document ? null : (counts.get(hit.document) ?? 0)}
            top={(first + n) * rowHeight}
          />
        ))}
      </div>
    </div>
  )
}

function Row({
  hit,
  at,
  count,
  current,
  titled,
  among,
  top,
}: {
  hit: DocumentHit
  at: number
  count: number
  current: boolean
  titled: boolean
  /** How many hits the document has, at the first of them. */
  among: number | null
  top: number
}) {
  const title = useProject(({ project }) => project.documents.get(hit.document)?.title ?? hit.document)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked with the arrow keys
    <div
      role="option"
      id={`hit-${at}`}
      className={current ? 'current' : ''}
      aria-selected={current}
      aria-posinset={at + 1}
      aria-setsize={count}
      style={{ top }}
      onClick={() => goToHit(at)}
    >
      {titled && (
        <span className="title" title={title}>
          <b className={among === null ? 'hidden' : ''}>{title}</b>
          {among !== null && <span>{among}</span>}
        </span>
      )}
      <HitWords hit={hit} />
    </div>
  )
}

/** A hit with what stands around it, in one line with the hit in its middle. */
export function HitWords({
  hit: { before, words, after },
}: {
  hit: Pick<DocumentHit, 'before' | 'words' | 'after'>
}) {
  return (
    <span className="hit">
      <span className="before">
        {/* A space at its end would not be drawn. */}
        <bdi>{oneLine(before).replace(/ $/, '\u00a0')}</bdi>
      </span>
      <span className="words">
        <b>{oneLine(words)}</b>
        {oneLine(after)}
      </span>
    </span>
  )
}

function countByDocument(hits: readonly DocumentHit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { document } of hits) counts.set(document, (counts.get(document) ?? 0) + 1)
  return counts
}
