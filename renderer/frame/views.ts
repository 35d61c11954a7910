import type { ViewName } from '../store.ts'

/** The views in the order of their tabs; the first is Ctrl+1. */
export const views: readonly { name: ViewName; title: string; closedWhileBlind: boolean }[] = [
  { name: 'documents', title: 'Documents', closedWhileBlind: false },
  { name: 'codebook', title: 'Codebook', closedWhileBlind: false },
  { name: 'code', title: 'Code', closedWhileBlind: false },
  { name: 'compare', title: 'Compare', closedWhileBlind: true },
  { name: 'agreement', title: 'Agreement', closedWhileBlind: true },
  { name: 'export', title: 'Export', closedWhileBlind: false },
  { name: 'segments', title: 'Segments', closedWhileBlind: false },
]
