import type { CSSProperties, DragEvent, KeyboardEvent, ReactNode, RefObject } from 'react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Code, CodeId } from '../../core/model.ts'
import { useKeptFocus } from './kept-focus.ts'
import { Swatch } from './signs.tsx'
import type { TreeRow } from './tree-rows.ts'
import { treeRows } from './tree-rows.ts'

/** A column of numbers beside the codes, as `here` and `all`. */
export interface CountColumn {
  readonly title: string
  readonly counts: ReadonlyMap<CodeId, number>
  readonly quiet?: boolean
}

/** Where a dragged code is let go, seen from the code under it. */
export type DropPlace = 'before' | 'into' | 'after'

interface TreeProps {
  readonly codes: Codebook
  readonly chosen: CodeId | null
  /** Shows only codes whose name has this in it, and those above them. */
  readonly typed?: string
  /** Shows only codes that pass, and those above them. */
  readonly only?: ((code: Code) => boolean) | undefined
  readonly columns: readonly CountColumn[]
  onChoose(code: CodeId): void
  /** Enter, or two clicks. */
  onRun?(code: CodeId): void
  /** Codes that are not highlighted; with a way to change that, by a click on the swatch or the space bar. */
  readonly hidden?: ReadonlySet<CodeId>
  onToggle?(code: CodeId): void
  /** Codes can be dragged where this is given. */
  onDrop?(dragged: CodeId, place: DropPlace, target: CodeId): void
}

/** The codebook as a tree with counts and keys. Arrow keys walk and fold it. */
export function CodebookTree({
  codes,
  chosen,
  typed = '',
  only,
  columns,
  onChoose,
  onRun,
  onDrop,
  hidden,
  onToggle,
}: TreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<CodeId>>(new Set())
  const list = useRef<HTMLUListElement>(null)
  const rows = useMemo(() => treeRows(codes, folded, typed, only), [codes, folded, typed, only])
  const current = rows.find(({ code }) => code.id === chosen) ?? rows[0]
  const kept = useKeptFocus(list, codes)
  const at = current?.code.id
  useEffect(() => {
    if (at !== undefined)
      list.current?.querySelector(`[data-id="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const fold = (code: CodeId, shut: boolean) => {
    const next = new Set(folded)
    if (shut) next.add(code)
    else next.delete(code)
    setFolded(next)
  }
  const does = useRef<RowActs>(null!)
  does.current = { fold, onChoose, onRun, onDrop, onToggle }
  const choose = (row: TreeRow | undefined) => {
    if (row === undefined) return
    onChoose(row.code.id)
    list.current?.querySelector<HTMLElement>(`[data-id="${row.code.id}"]`)?.focus()
  }
  const walk = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || current === undefined) return
    const at = rows.indexOf(current)
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (step !== undefined) choose(rows[Math.max(0, step)])
    else if (event.key === 'ArrowRight' && current.open === false) fold(current.code.id, false)
    else if (event.key === 'ArrowRight' && current.open === true) choose(rows[at + 1])
    else if (event.key === 'ArrowLeft' && current.open === true && typed === '') fold(current.code.id, true)
    else if (event.key === 'ArrowLeft') choose(rows.find(({ code }) => code.id === current.code.parent))
    else if (event.key === 'Enter' && onRun !== undefined) onRun(current.code.id)
    else if (event.key === ' ' && onToggle !== undefined) onToggle(current.code.id)
    else return
    event.preventDefault()
  }
  return (
    <div className="tree" style={{ '--columns': columns.length } as CSSProperties}>
      <div className="top meta" aria-hidden="true">
        <span />
        {columns.map(({ title }) => (
          <span key={title} className="num">
            {title}
          </span>
        ))}
        <span className="num">key</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is a list of its items */}
      <ul ref={list} role="tree" aria-label="Codes" onKeyDown={walk} {...kept}>
        {rows.map((row) => (
          <Row
            key={row.code.id}
            row={row}
            columns={columns}
            current={row === current}
            chosen={row.code.id === chosen}
            shown={hidden === undefined ? undefined : !hidden.has(row.code.id)}
            does={does}
          />
        ))}
      </ul>
    </div>
  )
}

type RowActs = Pick<TreeProps, 'onChoose'> & {
  readonly [Act in 'onRun' | 'onDrop' | 'onToggle']: TreeProps[Act] | undefined
} & { fold(code: CodeId, shut: boolean): void }

interface RowProps {
  readonly row: TreeRow
  readonly columns: readonly CountColumn[]
  /** Where Tab comes to. */
  readonly current: boolean
  readonly chosen: boolean
  /** Whether its highlights are shown, where that can be chosen. */
  readonly shown: boolean | undefined
  /** By reference, because it is made anew each time. */
  readonly does: RefObject<RowActs>
}

/** Remembered, because each coding changes the counts of one row of what may be hundreds. */
const Row = memo(function Row({ row, columns, current, chosen, shown, does }: RowProps) {
  const { code, depth, open } = row
  const [over, setOver] = useState<DropPlace | null>(null)
  const drag = does.current.onDrop === undefined ? {} : dragging(code, setOver, does)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    <li
      role="treeitem"
      data-id={code.id}
      className={`${chosen ? 'current' : ''} ${over === null ? '' : `drop-${over}`}`}
      style={{ '--level': depth } as CSSProperties}
      tabIndex={current ? 0 : -1}
      aria-level={depth + 1}
      aria-selected={chosen}
      aria-expanded={open ?? undefined}
      aria-checked={shown}
      onClick={() => does.current.onChoose(code.id)}
      onDoubleClick={() => does.current.onRun?.(code.id)}
      {...drag}
    >
      <span className="name">
        <Twist open={open} onFold={() => does.current.fold(code.id, open === true)} />
        <Toggle shown={shown} onToggle={() => does.current.onToggle?.(code.id)}>
          <Swatch colour={code.colour} />
        </Toggle>
        <b title={code.definition === '' ? code.name : `${code.name}: ${code.definition}`}>{code.name}</b>
      </span>
      {columns.map(({ title, counts, quiet }) => (
        <span key={title} className={quiet === true ? 'num meta' : 'num'}>
          {counts.get(code.id) || ''}
          <span className="hidden">{counts.get(code.id) ? title : `none ${title}`}</span>
        </span>
      ))}
      <kbd>
        <span className="hidden">{code.key === '' ? 'no key' : 'key'}</span>
        {code.key}
      </kbd>
    </li>
  )
}, isSameRow)

/** Counts are compared one by one: the columns are others whenever anything was coded. */
function isSameRow(a: RowProps, b: RowProps): boolean {
  const { id } = a.row.code
  return (
    a.row === b.row &&
    a.current === b.current &&
    a.chosen === b.chosen &&
    a.shown === b.shown &&
    a.columns.length === b.columns.length &&
    a.columns.every(
      ({ title, counts }, n) =>
        title === b.columns[n]!.title && counts.get(id) === b.columns[n]!.counts.get(id),
    )
  )
}

/** Shows and hides by mouse; the space bar does by keyboard. */
function Toggle({
  shown,
  onToggle,
  children,
}: {
  shown: boolean | undefined
  onToggle(): void
  children: ReactNode
}) {
  if (shown === undefined) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tree item has aria-checked and the space bar
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <span
      className={shown === false ? 'toggle off' : 'toggle'}
      title={shown === false ? 'Show its highlights' : 'Hide its highlights'}
      onClick={(event) => {
        event.stopPropagation()
        onToggle()
      }}
    >
      {children}
    </span>
  )
}

/** Folds by mouse; the arrow keys do by keyboard. */
function Twist({ open, onFold }: { open: boolean | null; onFold(): void }) {
  return (
    <svg
      className="twist"
      viewBox="0 0 10 10"
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation()
        if (open !== null) onFold()
      }}
    >
      {open === true && <path d="M1.5 3.2 5 6.8l3.5-3.6" />}
      {open === false && <path d="M3.2 1.5 6.8 5l-3.6 3.5" />}
    </svg>
  )
}

const dragType = 'application/x-intercoder-code'

/** The outer quarters of a row are before and after it, the middle is into it. */
function dragging(code: Code, setOver: (place: DropPlace | null) => void, does: RefObject<RowActs>) {
  const placeAt = (event: DragEvent<HTMLElement>): DropPlace => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const part = (event.clientY - top) / height
    return part < 0.25 ? 'before' : part > 0.75 ? 'after' : 'into'
  }
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(dragType, code.id),
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      setOver(placeAt(event))
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent<HTMLElement>) => {
      event.preventDefault()
      setOver(null)
      const dragged = event.dataTransfer.getData(dragType) as CodeId
      if (dragged !== code.id) does.current.onDrop?.(dragged, placeAt(event), code.id)
    },
  }
}
