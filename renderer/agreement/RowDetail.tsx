import { useState } from 'react'
import { counted } from '../../core/agreement/number.ts'
import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'
import { codeCell } from '../../core/report/code-tables.ts'
import { coefficientTable } from '../../core/report/scope-tables.ts'
import { ActionButton } from '../ui/Button.tsx'
import { Swatch } from '../ui/signs.tsx'
import { Behind } from './Behind.tsx'
import { Decisions } from './Decisions.tsx'
import { ReportTable } from './ReportTable.tsx'
import { Warnings } from './Warnings.tsx'

/** What is behind a row: the table of decisions, the passages of each of its cells, and every coefficient. */
export function RowDetail({
  result,
  scope,
  final,
}: {
  result: AgreementResult
  scope: ScopeResult
  final: boolean
}) {
  const { text, colour } = codeCell(result, scope.scope.code)
  const [pattern, setPattern] = useState<string | null>(null)
  const { unit } = result.settings
  const noun = scope.scope.code === null ? 'decision' : unit
  return (
    <section className="detail" aria-label={`Behind the row: ${text}`}>
      <h2>
        {colour !== undefined && <Swatch colour={colour} />}
        <b>{text}</b>
        <span className="quiet">n = {counted(scope.units, noun)}</span>
        <ActionButton look="plain" className="end" action="agreement.close">
          Close
        </ActionButton>
      </h2>
      <Warnings sentences={scope.warnings} />
      <Decisions result={result} scope={scope} pattern={pattern} onPattern={setPattern} />
      {pattern !== null && (
        <Behind key={pattern} result={result} scope={scope} pattern={pattern} final={final} />
      )}
      <ReportTable table={coefficientTable(result, scope)} />
    </section>
  )
}
