import type { DocumentsPreview, TableReading } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { readAgain } from '../import-door.ts'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { Choose } from './Field.tsx'

const none = '\u0000none'

/** How a table becomes documents, and the first rows as they would be. */
export function TablePart({
  file,
  preview,
  table,
}: {
  file: DoorFile
  preview: DocumentsPreview
  table: TableReading
}) {
  const { sheets, sheet, header, columns, textColumn, titleColumn } = table
  const again = (changes: Parameters<typeof readAgain>[1]) => void readAgain(file.token, changes)
  const named = columns.map((name) => ({ value: name, name }))
  const others = columns.filter((name) => name !== textColumn && name !== titleColumn)
  return (
    <>
      <dl className="form table-form">
        {sheets.length > 1 && (
          <Choose
            label="sheet"
            value={sheet ?? ''}
            options={sheets.map((name) => ({ value: name, name }))}
            onChoose={(name) => again({ sheet: name })}
          />
        )}
        <Choose
          label="first row"
          value={header ? 'names' : 'row'}
          options={[
            { value: 'names', name: 'names the columns' },
            { value: 'row', name: 'is a row like the others' },
          ]}
          onChoose={(is) => again({ header: is === 'names' })}
        />
        <Choose
          label="text column"
          value={textColumn}
          options={named}
          onChoose={(name) => again({ textColumn: name })}
        />
        <Choose
          label="title column"
          value={titleColumn ?? none}
          options={[
            ...(titleColumn === undefined
              ? [{ value: none, name: 'none: the file’s name and a number' }]
              : []),
            ...named.filter(({ value }) => value !== textColumn),
          ]}
          onChoose={(name) => again({ titleColumn: name })}
        />
      </dl>
      <Rows preview={preview} others={others} />
    </>
  )
}

function Rows({
  preview: { rows, count },
  others,
}: {
  preview: DocumentsPreview
  others: readonly string[]
}) {
  return (
    <ScrollRegion label="The rows as documents">
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">title</th>
            <th scope="col">text</th>
            {others.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, text, variables }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and stay in their order
            <tr key={n}>
              <td>{title}</td>
              <td className="said">{text}</td>
              {others.map((name) => (
                <td key={name}>{variables[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {count > rows.length && <p className="meta why">and {count - rows.length} more</p>}
    </ScrollRegion>
  )
}
