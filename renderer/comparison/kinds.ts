import type { Kind } from './choices.ts'

/** The kinds in the order of their tabs. */
export const kinds: readonly { kind: Kind; name: string }[] = [
  { kind: 'all', name: 'all' },
  { kind: 'missed', name: 'missed' },
  { kind: 'code', name: 'code' },
  { kind: 'boundary', name: 'border' },
]
