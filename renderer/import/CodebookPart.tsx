import { lossLine } from '../../core/exchange/loss.ts'
import type { CodebookPreview } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { FieldChanges } from '../ui/FieldChanges.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { Remarks } from './Field.tsx'
import { TakenFor } from './TakenFor.tsx'

/** The codes that a codebook brings, or of which it says something else. */
export function CodebookPart({
  file,
  preview: { codes, linkTypes, losses },
}: {
  file: DoorFile
  preview: CodebookPreview
}) {
  const rows = [
    ...codes.map((code) => ({ ...code, key: `code ${code.path}`, name: code.path })),
    ...linkTypes.map((type) => ({ ...type, key: `link ${type.name}`, name: `type of link ${type.name}` })),
  ]
  const fresh = rows.filter(({ becomes }) => becomes === 'new').length
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
      </dl>
      <p className="why">
        {rows.length === 0
          ? 'The codebook says all that the file says; there is nothing to import.'
          : `${fresh} new, ${rows.length - fresh} changed. Codes are the same by their path of names. Of these, what is not listed stays as it is: what the file leaves empty, or has no column for, too.`}
      </p>
      <Remarks label="What can’t be held" lines={losses.map(lossLine)} />
      <ScrollRegion label="Codes">
        <table className="table rows">
          <thead>
            <tr>
              <th scope="col">code</th>
              <th scope="col">becomes</th>
              <th scope="col">what it said and will say</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, becomes, fields }) => (
              <tr key={key}>
                <td>{name}</td>
                <td>{becomes}</td>
                <td className="said">
                  <FieldChanges fields={fields} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
