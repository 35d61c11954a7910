import { useEffect, useState } from 'react'
import { counted, grouped, percent } from '../../core/agreement/number.ts'
import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'
import type { DocumentId } from '../../core/model.ts'
import type { Passage, Passages } from '../../core/passages.ts'
import { codeCell } from '../../core/report/code-tables.ts'
import { coefficientTable } from '../../core/report/scope-tables.ts'
import { go, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Swatch } from '../ui/signs.tsx'
import { patternsOf } from './patterns.ts'
import { ReportTable } from './ReportTable.tsx'
import { passages } from './run.ts'
import { Warnings } from './Warnings.tsx'

/** What is behind a row: the table of decisions, the passages of each of its cells, and every coefficient. */
export function RowDetail({
  result,
  scope,
  final,
  onClose,
}: {
  result: AgreementResult
  scope: ScopeResult
  final: boolean
  onClose(): void
}) {
  const { text, colour } = codeCell(result, scope.scope.code)
  const [pattern, setPattern] = useState<string | null>(null)
  const { unit } = result.settings
  const noun = scope.scope.code === null ? 'decision' : unit
  return (
    <section className="detail" aria-label={`Behind the row: ${text}`}>
      <h3>
        {colour !== undefined && <Swatch colour={colour} />}
        <b>{text}</b>
        <span className="quiet">n = {counted(scope.units, noun)}</span>
        <Button look="plain" className="end" keys="Escape" onClick={onClose}>
          Close
        </Button>
      </h3>
      <Warnings sentences={scope.warnings} />
      <Decisions result={result} scope={scope} pattern={pattern} onPattern={setPattern} />
      {pattern !== null && (
        <Behind key={pattern} result={result} scope={scope} pattern={pattern} final={final} />
      )}
      <ReportTable table={coefficientTable(result, scope)} />
    </section>
  )
}

/** Two coders: two by two, with the sums; more: every pattern that occurs. Each count opens its passages. */
function Decisions({
  result,
  scope: { table, units },
  pattern,
  onPattern,
}: {
  result: AgreementResult
  scope: ScopeResult
  pattern: string | null
  onPattern(pattern: string | null): void
}) {
  const { coders } = result.settings
  const cell = (of: string) => {
    const count = table[of] ?? 0
    return (
      <td className="num">
        <button
          type="button"
          className="count"
          disabled={count === 0}
          aria-pressed={of === pattern}
          title="Show these passages"
          onClick={() => onPattern(of === pattern ? null : of)}
        >
          {grouped(count)}
        </button>
      </td>
    )
  }
  const [first = '', second = ''] = coders
  if (coders.length !== 2)
    return (
      <table className="table decisions">
        <caption className="hidden">Who gave the code</caption>
        <thead>
          <tr>
            <th scope="col">with the code</th>
            <th scope="col" className="num">
              units
            </th>
            <th scope="col" className="num">
              share
            </th>
          </tr>
        </thead>
        <tbody>
          {patternsOf(table, coders).map((one) => (
            <tr key={one.pattern}>
              <th scope="row">{one.words}</th>
              {cell(one.pattern)}
              <td className="num quiet">{percent(one.count / units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )
  const sum = (...patterns: string[]) => grouped(patterns.reduce((total, of) => total + (table[of] ?? 0), 0))
  return (
    <table className="table decisions square">
      <caption className="hidden">Who gave the code</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" className="num">
            {second} with
          </th>
          <th scope="col" className="num">
            {second} without
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{first} with</th>
          {cell('11')}
          {cell('10')}
          <td className="num quiet">{sum('11', '10')}</td>
        </tr>
        <tr>
          <th scope="row">{first} without</th>
          {cell('01')}
          {cell('00')}
          <td className="num quiet">{sum('01', '00')}</td>
        </tr>
        <tr>
          <td />
          <td className="num quiet">{sum('11', '01')}</td>
          <td className="num quiet">{sum('10', '00')}</td>
          <td className="num quiet">{grouped(units)}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** So many passages are listed; a cell may have thousands. */
const most = 200

/** The passages behind one cell; each leads to its place in the text. */
function Behind({
  result,
  scope,
  pattern,
  final,
}: {
  result: AgreementResult
  scope: ScopeResult
  pattern: string
  final: boolean
}) {
  const [found, setFound] = useState<Passages>()
  const { code } = scope.scope
  const index = code === null ? null : result.codes.findIndex(({ name }) => name === code)
  useEffect(() => {
    let late = false
    if (final) void passages(index, pattern, most).then((answer) => late || setFound(answer))
    return () => {
      late = true
    }
  }, [index, pattern, final])
  const words = patternsOf({ [pattern]: 1 }, result.settings.coders)[0]!.words
  if (found === undefined)
    return (
      <p className="quiet">
        {final ? 'Looking for the passages.' : 'The passages come when all is counted.'}
      </p>
    )
  const same = found.units === found.count
  return (
    <div className="behind">
      <p className="quiet">
        {words}: {counted(found.count, 'passage')}
        {same ? '' : `, ${counted(found.units, result.settings.unit)}`}
        {found.count > most ? `; the first ${most}` : ''}
      </p>
      <ul>
        {found.passages.map((passage) => (
          <li key={`${passage.document} ${passage.code} ${passage.start}`}>
            <PassageRow passage={passage} code={code === null ? result.codes[passage.code] : undefined} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Longer quotes are cut; the place in the text has the rest. */
const longestQuote = 240

function PassageRow({
  passage: { document, start, end, quote },
  code,
}: {
  passage: Passage
  code: AgreementResult['codes'][number] | undefined
}) {
  const title = useProject(({ project }) => project.documents.get(document as DocumentId)?.title)
  const open = () =>
    go({ view: 'compare', document: document as DocumentId, segment: null, selection: { start, end } })
  return (
    <button type="button" className="passage" onClick={open}>
      <span className="meta">
        {title}
        {code && (
          <>
            {' '}
            <Swatch colour={code.colour} /> {code.name}
          </>
        )}
      </span>
      <q>{quote.length > longestQuote ? `${quote.slice(0, longestQuote)} …` : quote.trim()}</q>
    </button>
  )
}
