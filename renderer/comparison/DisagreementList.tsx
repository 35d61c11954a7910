import type { KeyboardEvent } from 'react'
import { memo, useMemo, useRef } from 'react'
import { codeLabel } from '../../core/codebook.ts'
import type { Disagreement } from '../../core/comparison.ts'
import { kindNames } from '../../core/comparison-words.ts'
import type { Coder, Document } from '../../core/model.ts'
import { go, useProject } from '../store.ts'
import { ActionButton } from '../ui/Button.tsx'
import { useFirstRow } from '../ui/first-focus.ts'
import { useRowWindow } from '../ui/row-window.ts'
import { Swatch } from '../ui/signs.tsx'
import type { Kind } from './choices.ts'
import { choose, useChoices } from './choices.ts'
import type { DocumentGroup } from './disagreements.ts'
import { ofKind } from './disagreements.ts'
import { KindSign } from './KindSign.tsx'
import { kinds } from './kinds.ts'
import { select } from './selecting.ts'
import type { OpenComparison } from './use-comparison.ts'

/** What differs, document by document: the rows of the current one, and of the others how many there are. */
export function DisagreementList({ open }: { open: OpenComparison }) {
  const { kind } = useChoices()
  const here = open.groups.find(({ document }) => document.id === open.document?.id)
  const rows = useFirstRow<HTMLDivElement>(open.complete || (here?.disagreements.length ?? 0) > 0)
  const total = open.groups.reduce((sum, { disagreements }) => sum + disagreements.length, 0)
  return (
    <>
      <div className="head">
        <h2>Disagreements</h2>
        <ActionButton look="plain" className="end" action="comparison.close">
          Close the comparison
        </ActionButton>
      </div>
      <Kinds groups={open.groups} kind={kind} />
      <div ref={rows} className="scroll">
        {open.complete && total === 0 && (
          <p className="group meta" tabIndex={-1} data-first>
            {open.coders[0].name} and {open.coders[1].name} agree on everything they coded.
          </p>
        )}
        <ul>
          {open.groups.map((group) => (
            <li key={group.document.id}>
              {group.document.id === open.document?.id ? (
                <CurrentDocument group={group} kind={kind} open={open} />
              ) : (
                <OtherDocument document={group.document} count={ofKind(group.disagreements, kind).length} />
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Kinds({ groups, kind }: { groups: readonly DocumentGroup[]; kind: Kind }) {
  const counts = new Map<Kind, number>()
  for (const { disagreements } of groups) {
    for (const one of disagreements) counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1)
  }
  counts.set(
    'all',
    [...counts.values()].reduce((sum, count) => sum + count, 0),
  )
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const tabs = [...event.currentTarget.querySelectorAll('button')]
    const to = (kinds.findIndex((one) => one.kind === kind) + by + kinds.length) % kinds.length
    choose({ kind: kinds[to]!.kind })
    tabs[to]?.focus()
  }
  return (
    <div className="kinds" role="tablist" aria-label="Kinds of disagreement" onKeyDown={move}>
      {kinds.map((one) => (
        <button
          type="button"
          role="tab"
          key={one.kind}
          aria-selected={one.kind === kind}
          tabIndex={one.kind === kind ? 0 : -1}
          onClick={() => choose({ kind: one.kind })}
        >
          {one.name} <span>{counts.get(one.kind) ?? 0}</span>
        </button>
      ))}
    </div>
  )
}

function CurrentDocument({ group, kind, open }: { group: DocumentGroup; kind: Kind; open: OpenComparison }) {
  const shown = useMemo(() => numbered(group.disagreements, kind), [group, kind])
  const { title } = group.document
  return (
    <>
      <p className="group meta" aria-hidden="true" title={title}>
        <b>{title}</b>
        <Count count={shown.length} />
      </p>
      {shown.length > 0 && <Rows key={group.document.id} title={title} shown={shown} open={open} />}
    </>
  )
}

interface Numbered {
  readonly disagreement: Disagreement
  readonly number: number
}

/** Disagreements of a kind keep the numbers they have among all of their document. */
function numbered(disagreements: readonly Disagreement[], kind: Kind): readonly Numbered[] {
  return disagreements
    .map((disagreement, index) => ({ disagreement, number: index + 1 }))
    .filter(({ disagreement }) => kind === 'all' || disagreement.kind === kind)
}

/** Only the rows near the screen are drawn: there may be thousands. */
function Rows({ title, shown, open }: { title: string; shown: readonly Numbered[]; open: OpenComparison }) {
  const { coders, current } = open
  const list = useRef<HTMLDivElement>(null)
  const at = shown.findIndex(({ disagreement }) => disagreement.id === current?.id)
  const { first, end, rowHeight } = useRowWindow(list, shown.length, at < 0 ? undefined : at)
  return (
    <div
      ref={list}
      className="disagreements"
      role="listbox"
      tabIndex={0}
      aria-label={`Disagreements in ${title}`}
      aria-activedescendant={current && rowId(current)}
      style={{ height: shown.length * rowHeight }}
    >
      {shown.slice(first, end).map(({ disagreement, number }, index) => (
        <Row
          key={disagreement.id}
          disagreement={disagreement}
          number={number}
          coders={coders}
          selected={disagreement.id === current?.id}
          position={first + index}
          count={shown.length}
          top={(first + index) * rowHeight}
        />
      ))}
    </div>
  )
}

function OtherDocument({ document, count }: { document: Document; count: number }) {
  const open = () => go({ document: document.id, segment: null, selection: null })
  return (
    <button type="button" className="otherdocument meta" title={document.title} onClick={open}>
      <span>{document.title}</span>
      <Count count={count} />
    </button>
  )
}

/** Set apart by room on the screen, and by a comma where it is read out. */
function Count({ count }: { count: number }) {
  return (
    <em className="count">
      <i className="hidden">, </i>
      {count}
    </em>
  )
}

export function rowId({ id }: Disagreement): string {
  return `disagreement ${id}`.replaceAll(' ', '-')
}

const Row = memo(function Row({
  disagreement,
  number,
  coders,
  selected,
  position,
  count,
  top,
}: {
  disagreement: Disagreement
  number: number
  coders: readonly [Coder, Coder]
  selected: boolean
  /** Among the rows of the list, from 0. */
  position: number
  count: number
  /** Pixels from the top of the list. */
  top: number
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked with the arrow keys
    <div
      role="option"
      id={rowId(disagreement)}
      className={selected ? 'disagreement current' : 'disagreement'}
      aria-selected={selected}
      aria-posinset={position + 1}
      aria-setsize={count}
      style={{ top }}
      onClick={() => select(disagreement)}
    >
      <span className="n">{number}</span>
      <KindSign disagreement={disagreement} />
      <span className="t">{oneLine(disagreement.quote)}</span>
      <span className="m meta">
        <span className="hidden">{kindNames[disagreement.kind]}: </span>
        <Codes disagreement={disagreement} coders={coders} />
      </span>
    </div>
  )
})

/** As much of a quote as a row could show. */
function oneLine(quote: string): string {
  return quote.slice(0, 120).replace(/\s+/g, ' ')
}

function Codes({
  disagreement: { kind, sides },
  coders,
}: {
  disagreement: Disagreement
  coders: readonly [Coder, Coder]
}) {
  const codes = useProject(({ project }) => project.codes)
  const named = sides.map((side) => {
    const code = side === null ? undefined : codes.get(side.code)
    return code && { colour: code.colour, name: codeLabel(codes, code) }
  })
  const [first, second] = named
  const one = first ?? second
  if (one === undefined) return null
  return (
    <>
      <Swatch colour={one.colour} />
      <span>{one.name}</span>
      {kind === 'missed' && <span>only {coders[first === undefined ? 1 : 0].name}</span>}
      {kind === 'code' && second !== undefined && (
        <>
          <span>or</span>
          <Swatch colour={second.colour} />
          <span>{second.name}</span>
        </>
      )}
    </>
  )
}
