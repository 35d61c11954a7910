import type { Counting } from '../positions.ts'

/** How the text files and positions of a project are written, since programs read them differently (section 1). */
export interface Preset {
  readonly name: string
  /** What stands in `origin` behind our own name, so that we and others know how to count. */
  readonly origin: string
  readonly crlf: boolean
  readonly mark: boolean
  readonly counting: Counting
}

const standard: Counting = { unit: 'code-points', lineEnd: 1, mark: false, inclusive: false }

export const presets = {
  standard: { name: 'the standard', origin: '', crlf: false, mark: false, counting: standard },
  nvivo: {
    name: 'NVivo',
    origin: ' for NVivo',
    crlf: true,
    mark: true,
    counting: { unit: 'utf-16', lineEnd: 2, mark: false, inclusive: false },
  },
  maxqda: { name: 'MAXQDA', origin: ' for MAXQDA', crlf: true, mark: false, counting: standard },
  atlasti: { name: 'ATLAS.ti', origin: ' for ATLAS.ti', crlf: false, mark: false, counting: standard },
  qualcoder: { name: 'QualCoder', origin: ' for QualCoder', crlf: false, mark: false, counting: standard },
} as const satisfies Record<string, Preset>
export type PresetName = keyof typeof presets
