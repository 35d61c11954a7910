import type { CodebookFormat, DatasetFormat } from '../../core/contract.ts'
import type { CoderId, DocumentId } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, notify } from '../store.ts'

export async function exportDataset(
  format: DatasetFormat,
  coders: CoderId[],
  documents: DocumentId[],
): Promise<void> {
  const file = await attempt(() => ask.exportDataset({ format, coders, documents }))
  if (file) notify(`Exported the dataset to ${file}.`)
}

export async function exportCodebook(format: CodebookFormat): Promise<void> {
  const file = await attempt(() => ask.exportCodebook({ format }))
  if (file) notify(`Exported the codebook to ${file}.`)
}

export async function importCodebook(): Promise<void> {
  const file = await attempt(() => ask.importCodebook())
  if (file) notify(`Imported the codebook from ${file}. Undo takes it back.`)
}
