import { useMemo } from 'react'
import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'
import { codeTable, documentTable, whereAndWhat } from '../../core/report/code-tables.ts'
import type { Block, Table } from '../../core/report/content.ts'
import { methodsOf } from '../../core/report/methods.ts'
import { reportOf } from '../../core/report/report.ts'
import { dialTable, moreTable, prevalenceTable } from '../../core/report/scope-tables.ts'
import { ActionButton } from '../ui/Button.tsx'
import { ActionKeys } from '../ui/Keys.tsx'
import { Matrix } from './Matrix.tsx'
import type { OpensRows } from './ReportTable.tsx'
import { ReportTable } from './ReportTable.tsx'
import { RowDetail } from './RowDetail.tsx'
import { scopesInOrder } from './scopes.ts'
import { Warnings } from './Warnings.tsx'

/** The figures: what was counted in a sentence, what to know first, per code on one axis, and who said what. */
export function Sheet({
  result,
  why,
  final,
  rows,
}: {
  result: AgreementResult
  /** Why not all documents of the project are compared, where nobody chose that. */
  why: string | undefined
  final: boolean
  rows: OpensRows
}) {
  const report = useMemo(() => reportOf(result), [result])
  const warnings = useMemo(
    () => [...result.warnings, ...scopesInOrder(result).flatMap((scope) => scope.warnings)],
    [result],
  )
  const scope = rows.open === null ? undefined : scopesInOrder(result)[rows.open]
  return (
    <>
      <p className="says">{report.summary}</p>
      {why !== undefined && <p className="why">{why}</p>}
      <Warnings sentences={warnings} />
      <div className="two">
        <section aria-label="Figures">
          <Figures result={result} final={final} rows={rows} />
          <Preset sections={report.sections} />
          <Further result={result} />
        </section>
        <section className="aside" aria-label={scope ? 'Behind the row' : 'Who said what, and methods'}>
          {scope ? (
            <RowDetail key={scope.scope.code ?? ''} result={result} scope={scope} final={final} />
          ) : (
            <Said result={result} />
          )}
        </section>
      </div>
    </>
  )
}

function Figures({ result, final, rows }: { result: AgreementResult; final: boolean; rows: OpensRows }) {
  const where = useMemo(() => whereAndWhat(result), [result])
  const codes = useMemo(() => codeTable(result), [result])
  const unused = result.results.every((one: ScopeResult) =>
    Object.values(one.coded).every((count) => count === 0),
  )
  return (
    <>
      {unused && <p className="quiet none">Nobody has coded anything in this population.</p>}
      {where && <ReportTable table={where} className="forest" />}
      <ReportTable table={codes} className="forest" rows={rows} />
      {!final && <p className="note under">Intervals are being drawn.</p>}
    </>
  )
}

/** What another program would print; only where one was chosen. */
function Preset({ sections }: { sections: readonly { heading: string; blocks: readonly Block[] }[] }) {
  const preset = sections.find(({ heading }) => heading.startsWith('As other programs count'))
  if (preset === undefined) return null
  return (
    <section className="preset">
      <h2>{preset.heading}</h2>
      {preset.blocks.map((block, index) =>
        block.kind === 'table' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name than their place
          <ReportTable key={index} table={block} />
        ) : (
          block.kind === 'paragraph' && (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <p key={index} className="note under">
              {block.text}
            </p>
          )
        ),
      )}
    </section>
  )
}

/** Tables that answer a second question, folded until somebody asks it. */
function Further({ result }: { result: AgreementResult }) {
  const tables: readonly [string, Table | undefined][] = useMemo(
    () => [
      [
        'Each document by itself',
        result.settings.by.includes('document') ? documentTable(result) : undefined,
      ],
      ['The same over three populations', dialTable(result)],
      ['Prevalence and bias', prevalenceTable(result)],
      ['How much more text an interval needs', moreTable(result)],
    ],
    [result],
  )
  return tables.map(
    ([title, table]) =>
      table && (
        <details key={title} className="further">
          <summary>{title}</summary>
          <div className="wide">
            <ReportTable table={table} className={table.axis ? 'forest' : ''} />
          </div>
        </details>
      ),
  )
}

function Said({ result }: { result: AgreementResult }) {
  const methods = useMemo(() => methodsOf(result), [result])
  return (
    <>
      {result.matrices.map((matrix) => (
        <div className="wide" key={matrix.coders.join()}>
          <Matrix matrix={matrix} codes={result.codes} />
        </div>
      ))}
      <div className="methods">
        <h2>
          For the methods section
          <span className="end">
            <ActionKeys action="agreement.methods" />{' '}
            <ActionButton look="plain" action="agreement.methods">
              Copy
            </ActionButton>
          </span>
        </h2>
        <p>{methods.text}</p>
        <details>
          <summary>References</summary>
          <ul>
            {methods.references.map((reference) => (
              <li key={reference}>{reference}</li>
            ))}
          </ul>
        </details>
        <p className="acts">
          <ActionButton action="agreement.report">Save the report</ActionButton>
        </p>
      </div>
    </>
  )
}
