import { grouped, percent } from '../../core/agreement/number.ts'
import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'
import { patternsOf } from './patterns.ts'

/** Two coders: two by two, with the sums; more: every pattern that occurs. Each count opens its passages. */
export function Decisions({
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
