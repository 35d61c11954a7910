import type { KeyboardEvent } from 'react'
import { Fragment, useEffect, useMemo, useRef } from 'react'
import { codeLabel } from '../../core/codebook.ts'
import { counted } from '../../core/counted.ts'
import type { Wanted } from '../../core/find.ts'
import { findIn } from '../../core/find.ts'
import type { SegmentRow } from '../../core/finding-contract.ts'
import { settingsOf } from '../../core/model.ts'
import type { Query } from '../../core/query.ts'
import { useActions } from '../actions.ts'
import { ask, choose, clearFilters, isFiltered, useChoices } from '../segment-choices.ts'
import { useProject } from '../store.ts'
import { jumpToSegment } from '../trail.ts'
import { ActionButton, Button } from '../ui/Button.tsx'
import { useFirstFocus } from '../ui/first-focus.ts'
import { Panes } from '../ui/Panes.tsx'
import { useRowWindow } from '../ui/row-window.ts'
import { Swatch } from '../ui/signs.tsx'
import { Filters } from './Filters.tsx'
import { segmentActions } from './segment-actions.ts'
import type { Pages } from './use-pages.ts'
import { usePages } from './use-pages.ts'
import './segments.css'

/** All segments that may be seen, filtered and in order; Enter goes to one in its text, Ctrl+Alt+ArrowLeft comes back. */
export function SegmentsView() {
  useActions(segmentActions)
  const { query } = useChoices()
  const pages = usePages(query)
  return (
    <div className="segmentsview">
      <Panes
        label="Segments"
        left={{
          name: 'segment filters',
          width: 280,
          label: 'Filters',
          narrow: 'gone',
          content: <Filters query={query} />,
        }}
      >
        <div className="strip">
          <b role="status">{inWords(pages)}</b>
          <fieldset className="choice end" aria-label="In which order">
            <button
              type="button"
              aria-pressed={query.order === 'place'}
              onClick={() => ask({ order: 'place' })}
            >
              By place
            </button>
            <button
              type="button"
              aria-pressed={query.order === 'code'}
              onClick={() => ask({ order: 'code' })}
            >
              By code
            </button>
          </fieldset>
          <ActionButton look="plain" disabled={pages.segments === 0} action="segments.export">
            Save as CSV
          </ActionButton>
        </div>
        <div className="scroll">
          <Rows pages={pages} />
          {pages.answered && pages.segments === 0 && <Nothing query={query} />}
        </div>
      </Panes>
    </div>
  )
}

function inWords({ answered, segments, documents }: Pages): string {
  if (!answered && segments === 0) return 'Reading the segments'
  return `${counted(segments, 'segment')} in ${counted(documents, 'document')}`
}

/** Why the list is empty, and what to do: the filters are to blame, or nothing that may be seen was coded. */
function Nothing({ query }: { query: Query }) {
  const project = useProject((open) => open.project)
  if (isFiltered(query))
    return (
      <div className="empty">
        <p>No segment fits all the filters.</p>
        <p className="acts">
          <Button
            onClick={() => {
              clearFilters()
              document.querySelector<HTMLElement>('.segmentrows')?.focus()
            }}
          >
            Clear the filters
          </Button>
        </p>
      </div>
    )
  const [lead, go] =
    project.documents.size === 0
      ? [
          'No documents yet.',
          <ActionButton key="go" action="view.documents">
            Go to Documents
          </ActionButton>,
        ]
      : [
          settingsOf(project).blind ? 'You have coded nothing yet.' : 'Nothing is coded yet.',
          <ActionButton key="go" action="view.code">
            Go to Code
          </ActionButton>,
        ]
  return (
    <div className="empty">
      <p>{lead} A segment is a stretch of a text that has a code; all of them are listed here.</p>
      <p className="acts">{go}</p>
    </div>
  )
}

function Rows({ pages }: { pages: Pages }) {
  const { at, query } = useChoices()
  const list = useFirstFocus<HTMLDivElement>()
  const scrolled = useRef(at)
  const { first, end, rowHeight } = useRowWindow(list, pages.segments, pages.segments === 0 ? undefined : at)
  const { want } = pages
  // biome-ignore lint/correctness/useExhaustiveDependencies: pages are gone when the answer is another
  useEffect(() => want(first, end), [want, first, end, pages.answered])
  const stand = (to: number) => {
    // Before the rows are there nobody can be meant, and the row that was come back to stays.
    if (!pages.answered) return
    const next = Math.max(0, Math.min(pages.segments - 1, to))
    scrolled.current = next
    choose({ at: next, segment: pages.row(next)?.id ?? null })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, (end - first) >> 1)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: pages.segments - 1,
    }[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (to !== undefined) stand(to)
    else return
    event.preventDefault()
  }
  const row = pages.row(at)
  useActions(
    useMemo(
      () => [
        {
          id: 'segments.open',
          label: 'Show the segment in its text',
          keys: ['Enter'],
          view: 'segments',
          hint: 'show it in the text',
          run: () => open(row, at),
        },
      ],
      [row, at],
    ),
  )
  /** Where the segments of another code begin, it heads them. */
  const heads = (index: number) =>
    query.order === 'code' && (index === 0 || pages.row(index)?.code !== pages.row(index - 1)?.code)
  const rows = useMemo(
    () => Array.from({ length: Math.max(0, end - first) }, (_, n) => first + n),
    [first, end],
  )
  return (
    <div
      ref={list}
      className="segmentrows"
      role="listbox"
      tabIndex={0}
      aria-label="Segments"
      aria-activedescendant={at >= first && at < end && at < pages.segments ? `segment-row-${at}` : undefined}
      style={{ height: Math.max(1, pages.segments) * rowHeight }}
      onKeyDown={onKeyDown}
    >
      {rows.map((index) => (
        <Row
          key={index}
          row={pages.row(index)}
          index={index}
          count={pages.segments}
          current={index === at}
          heads={heads(index)}
          top={index * rowHeight}
          onStand={() => stand(index)}
        />
      ))}
    </div>
  )
}

/** The segment in its text; the row stays the one that is come back to. */
function open(row: SegmentRow | undefined, at: number): void {
  if (row === undefined) return
  choose({ at, segment: row.id })
  jumpToSegment(row)
}

function Row({
  row,
  index,
  count,
  current,
  heads,
  top,
  onStand,
}: {
  row: SegmentRow | undefined
  index: number
  count: number
  current: boolean
  heads: boolean
  top: number
  onStand(): void
}) {
  const project = useProject((state) => state.project)
  const code = row && project.codes.get(row.code)
  const words = useChoices().query.words.trim()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked with the arrow keys
    <div
      role="option"
      id={`segment-row-${index}`}
      className={`${current ? 'current' : ''} ${heads ? 'heads' : ''}`}
      aria-selected={current}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top }}
      onClick={onStand}
      onDoubleClick={() => open(row, index)}
    >
      {row !== undefined && (
        <>
          <span className="code">
            <Swatch colour={code?.colour ?? 12} />
            <span>{code === undefined ? row.code : codeLabel(project.codes, code)}</span>
          </span>
          <span className="quote">
            <Found text={row.quote.replace(/\s+/g, ' ')} words={words} />
          </span>
          <span className="meta">
            <span>{project.documents.get(row.document)?.title}</span>
            <span>{project.coders.get(row.coder)?.name}</span>
            {row.certainty !== null && <span>{row.certainty}</span>}
            {row.memo !== '' && (
              <span className="memo">
                Memo: <Found text={row.memo.replace(/\s+/g, ' ')} words={words} />
              </span>
            )}
          </span>
        </>
      )}
    </div>
  )
}

/** Text with the words marked that the list was asked for. */
function Found({ text, words }: { text: string; words: string }) {
  const hits = useMemo(() => [...findIn({ text, language: '' }, asListed(words))], [text, words])
  if (hits.length === 0) return text
  return (
    <>
      {hits.map(({ start, end }, n) => (
        <Fragment key={start}>
          {text.slice(hits[n - 1]?.end ?? 0, start)}
          <b className="foundwords">{text.slice(start, end)}</b>
        </Fragment>
      ))}
      {text.slice(hits.at(-1)?.end)}
    </>
  )
}

/** As the list itself looks for words. */
function asListed(words: string): Wanted {
  return { words, expression: false, wholeWord: false, ignoreCase: true, ignoreAccents: true }
}
