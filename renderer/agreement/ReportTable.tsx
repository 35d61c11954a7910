import type { KeyboardEvent } from 'react'
import type { Axis, Cell, Column, Table } from '../../core/report/content.ts'
import { Swatch } from '../ui/signs.tsx'
import { AxisMarks, Forest } from './Forest.tsx'

/** Rows that are opened: which one is current, and what Enter or a click does. */
export interface OpensRows {
  readonly current: number | null
  /** The row whose content is shown beside the table. */
  readonly open: number | null
  walk(row: number): void
  show(row: number): void
}

/** A table of the report, as it stands in the report. Its caption is read aloud; give one that is seen elsewhere. */
export function ReportTable({
  table,
  rows,
  className = '',
}: {
  table: Table
  rows?: OpensRows
  className?: string
}) {
  return (
    <>
      <table className={`table report ${className}`}>
        <caption className="hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name that is surely its own
              <Head key={index} column={column} axis={table.axis} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={rows && ((event) => walkRows(event, table.rows.length, rows))}>
          {table.rows.map((cells, row) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: the same
              key={row}
              cells={cells}
              table={table}
              opens={
                rows && {
                  tabbed: row === (rows.current ?? 0),
                  current: row === rows.open,
                  walk: () => rows.walk(row),
                  show: () => rows.show(row),
                }
              }
            />
          ))}
        </tbody>
      </table>
      {table.note !== undefined && <p className="note under">{table.note}</p>}
    </>
  )
}

function walkRows(event: KeyboardEvent<HTMLElement>, count: number, rows: OpensRows): void {
  const at = rows.current ?? 0
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key]
  if (to === undefined || to < 0 || to >= count) return
  event.preventDefault()
  rows.walk(to)
  event.currentTarget.querySelectorAll<HTMLElement>('tr')[to]?.focus()
  // Once a row is open, walking opens the next.
  if (rows.open !== null) rows.show(to)
}

function Head({ column: { name, kind }, axis }: { column: Column; axis: Axis | undefined }) {
  if (kind === 'plot')
    return (
      <td className="axis" aria-hidden="true">
        {axis && <AxisMarks axis={axis} />}
      </td>
    )
  return (
    <th scope="col" className={kind === 'number' ? 'num' : undefined}>
      {name}
    </th>
  )
}

interface RowOpens {
  readonly tabbed: boolean
  readonly current: boolean
  walk(): void
  show(): void
}

function Row({ cells, table, opens }: { cells: readonly Cell[]; table: Table; opens: RowOpens | undefined }) {
  const behaviour = opens && {
    tabIndex: opens.tabbed ? 0 : -1,
    className: opens.current ? 'opens current' : 'opens',
    'aria-current': opens.current ? ('true' as const) : undefined,
    onFocus: opens.walk,
    onClick: opens.show,
  }
  return (
    <tr {...behaviour}>
      {cells.map((cell, index) => {
        const column = table.columns[index]!
        const next = cells[index + 1]
        // A reason for no value needs the room of the plot that there is not.
        const spans = next !== undefined && isEmptyPlot(next, table.columns[index + 1]) && cell.quiet === true
        if (isEmptyPlot(cell, column) && cells[index - 1]?.quiet === true && index > 0) return null
        return (
          <TableCell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell's name is its column
            key={index}
            cell={cell}
            column={column}
            axis={table.axis}
            first={index === 0}
            wide={spans}
          />
        )
      })}
    </tr>
  )
}

function isEmptyPlot(cell: Cell, column: Column | undefined): boolean {
  return column?.kind === 'plot' && cell.plot === undefined && cell.text === ''
}

function TableCell({
  cell,
  column,
  axis,
  first,
  wide,
}: {
  cell: Cell
  column: Column
  axis: Axis | undefined
  first: boolean
  wide: boolean
}) {
  const names = [
    column.kind === 'number' && 'num',
    cell.quiet && 'quiet',
    cell.strong && 'val',
    cell.plot && 'plotted',
  ]
  const className = names.filter(Boolean).join(' ') || undefined
  const content =
    cell.plot && axis ? (
      <Forest plot={cell.plot} axis={axis} />
    ) : (
      <>
        {cell.colour !== undefined && <Swatch colour={cell.colour} />}
        {cell.text}
      </>
    )
  if (first)
    return (
      <th scope="row" className={className}>
        <span className="code">{content}</span>
      </th>
    )
  return (
    <td className={className} colSpan={wide ? 2 : undefined}>
      {content}
    </td>
  )
}
