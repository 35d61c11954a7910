import type { AgreementResult, CodeMatrix } from '../../core/agreement/result.ts'
import { Swatch } from '../ui/signs.tsx'

/** Who said what: rows the first coder's codes, columns the second's, each segment in one cell. */
export function Matrix({
  matrix: { coders, counts },
  codes,
}: {
  matrix: CodeMatrix
  codes: AgreementResult['codes']
}) {
  const last = codes.length
  const most = Math.max(1, ...counts.flat())
  const used = codes
    .map((code, index) => ({ code, index }))
    .filter(({ index }) => counts[index]!.some(Boolean) || counts.some((row) => row[index]! > 0))
  return (
    <table className="matrix" tabIndex={-1}>
      <caption>
        <b>Who said what</b>
        <span className="quiet">
          rows {coders[0]}, columns {coders[1]}; segments
        </span>
      </caption>
      <thead>
        <tr>
          <td />
          {used.map(({ code, index }) => (
            <th scope="col" key={index} title={code.name}>
              <Swatch colour={code.colour} />
              <span aria-hidden="true">{code.key === '' ? code.name.slice(0, 2) : code.key}</span>
              <span className="hidden">{code.name}</span>
            </th>
          ))}
          <th scope="col" className="no">
            none
          </th>
        </tr>
      </thead>
      <tbody>
        {[...used, { code: null, index: last }].map((row) => (
          <tr key={row.index}>
            <th scope="row" title={row.code?.name}>
              {row.code === null ? (
                'nothing'
              ) : (
                <span className="rowname">
                  <span>{row.code.name}</span>
                  <i aria-hidden="true">{row.code.key}</i>
                </span>
              )}
            </th>
            {[...used.map(({ index }) => index), last].map((column) => (
              <MatrixCell
                key={column}
                count={counts[row.index]![column]!}
                most={most}
                place={
                  row.index === last && column === last ? 'corner' : row.index === column ? 'diagonal' : 'off'
                }
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MatrixCell({
  count,
  most,
  place,
}: {
  count: number
  most: number
  place: 'corner' | 'diagonal' | 'off'
}) {
  if (place === 'corner') return <td />
  // Three depths, as under words: a single segment can be seen, and where most are is darkest.
  const depth = count === 0 ? '' : `t${1 + Math.min(2, Math.floor((3 * count) / (most + 1)))}`
  return (
    <td className={`${depth} ${place === 'diagonal' ? 'diag' : count > 0 ? 'off' : ''}`}>
      {count === 0 && place === 'off' ? <Nought /> : count}
    </td>
  )
}

/** A point to the eye, a nought to the ear. */
function Nought() {
  return (
    <>
      <span aria-hidden="true">·</span>
      <span className="hidden">0</span>
    </>
  )
}
