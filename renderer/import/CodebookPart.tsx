import { lossLine } from '../../core/exchange/loss.ts'
import type { CodebookPreview } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
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
  const fresh = codes.filter(({ becomes }) => becomes === 'new').length
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
      </dl>
      <p className="why">
        {codes.length + linkTypes.length === 0
          ? 'Every code is in the project as the file has it; there is nothing to import.'
          : `${fresh} new, ${codes.length - fresh} that get what the file says of them. Codes are the same by their path of names.`}
      </p>
      <Remarks label="What can’t be held" lines={losses.map(lossLine)} />
      <ScrollRegion label="Codes">
        <table className="table rows">
          <thead>
            <tr>
              <th scope="col">code</th>
              <th scope="col">becomes</th>
              <th scope="col">definition</th>
              <th scope="col">attributes</th>
            </tr>
          </thead>
          <tbody>
            {codes.map(({ path, definition, attributes, becomes }) => (
              <tr key={path}>
                <td>{path}</td>
                <td>{becomes}</td>
                <td className="said">{definition}</td>
                <td>{attributes.join(', ')}</td>
              </tr>
            ))}
            {linkTypes.map(({ name, becomes }) => (
              <tr key={`link ${name}`}>
                <td>{name}</td>
                <td>{becomes}</td>
                <td className="said">a type of link</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
