import type { DatasetFormat } from '../../core/contract.ts'
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
