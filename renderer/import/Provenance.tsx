import type { Source } from '../../core/model.ts'
import { Field } from './Field.tsx'

/** Where a text comes from, as it is kept with the document. */
export function Provenance({ source: { name, sha256, importer } }: { source: Source }) {
  const [kind, version] = importer.split('/')
  return (
    <Field label="from">
      <span className="meta provenance">
        {name}, read as {kind}
        {version === undefined ? '' : ` (importer version ${version})`}, fingerprint (SHA-256){' '}
        <span title={sha256}>{sha256.slice(0, 12).replace(/(.{4})/g, '$1 ')}…</span>
      </span>
    </Field>
  )
}
