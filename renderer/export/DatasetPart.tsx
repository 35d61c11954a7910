import { useState } from 'react'
import type { DatasetFormat } from '../../core/contract.ts'
import type { CoderId, DocumentId } from '../../core/model.ts'
import { documentsInOrder, settingsOf } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { exportDataset } from './exporting.ts'
import { Picks } from './Picks.tsx'

const formats: readonly { name: DatasetFormat; title: string; what: string }[] = [
  {
    name: 'csv',
    title: 'CSV',
    what: 'One row per segment: document, its variables, coder, code and its path, start and end in UTF-16 code units, quote, memo. For statistics and spreadsheets.',
  },
  {
    name: 'json',
    title: 'JSON',
    what: 'The same with the codebook, and with documents and coders that have no segment. The texts stay behind; each document has the SHA-256 of its text.',
  },
]

/** The coded data of the coders and documents that are chosen. */
export function DatasetPart() {
  const project = useProject((open) => open.project)
  const coder = useProject((open) => open.coder)
  const blind = settingsOf(project).blind
  const [format, setFormat] = useState<DatasetFormat>('csv')
  // What was taken out; so that a new coder or document is in it unless somebody says otherwise.
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const possible = [...project.coders.values()].filter(({ id }) => !blind || id === coder)
  const coders = possible.map(({ id }) => id).filter((id) => !without.has(id))
  const documents = documentsInOrder(project).filter(({ id }) => !without.has(id))
  const pick = (ids: readonly string[], picked: boolean) => {
    const next = new Set(without)
    for (const id of ids) {
      if (picked) next.delete(id)
      else next.add(id)
    }
    setWithout(next)
  }
  return (
    <section aria-labelledby="dataset">
      <h2 id="dataset">Dataset</h2>
      <fieldset className="formats">
        <legend className="hidden">Format</legend>
        {formats.map(({ name, title, what }) => (
          <label key={name}>
            <input type="radio" name="format" checked={format === name} onChange={() => setFormat(name)} />
            <span>
              {title}
              <span className="note">{what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="picks">
        <Picks<CoderId>
          title="coders"
          items={possible.map(({ id, name }) => ({ id, name }))}
          without={without}
          onPick={pick}
          note={blindNote(blind, coder !== null)}
        />
        <Picks<DocumentId>
          title="documents"
          items={documentsInOrder(project).map(({ id, title }) => ({ id, name: title }))}
          without={without}
          onPick={pick}
        />
      </div>
      <div className="acts">
        <Button
          look="main"
          disabled={coders.length === 0 || documents.length === 0}
          onClick={() =>
            void exportDataset(
              format,
              coders,
              documents.map(({ id }) => id),
            )
          }
        >
          Export the dataset
        </Button>
        <span className="meta">
          {counted(coders.length, 'coder')}, {counted(documents.length, 'document')}
        </span>
      </div>
    </section>
  )
}

function blindNote(blind: boolean, chosen: boolean): string | undefined {
  if (!blind) return undefined
  return chosen
    ? 'Coding is blind: your own segments can be exported, everybody’s once the lead opens the comparison.'
    : 'Coding is blind: choose who codes in this window to export their segments.'
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`
}
