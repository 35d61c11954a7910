import type { FieldChange } from '../../core/codebook-comparison.ts'
import './field-changes.css'

/** What fields of a code, or of a type of link, said and say. */
export function FieldChanges({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <dl className="fieldchanges">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== '' && <del dir="auto">{before}</del>}
            {after !== '' && <ins dir="auto">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
