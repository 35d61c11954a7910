import type { PresetName } from './input.ts'
import { atlasti } from './presets/atlasti.ts'
import { dedoose } from './presets/dedoose.ts'
import { inception } from './presets/inception.ts'
import { maxqda } from './presets/maxqda.ts'
import { nvivo } from './presets/nvivo.ts'
import type { Preset, PresetInput } from './presets/preset.ts'
import { qdaminer } from './presets/qdaminer.ts'
import type { PresetResult } from './result.ts'

const presets: Readonly<Record<PresetName, Preset>> = { nvivo, maxqda, atlasti, qdaminer, dedoose, inception }

/** Every preset by name. */
export const presetNames = Object.keys(presets) as readonly PresetName[]

/**
 * What another program would print of the same segments, over all of the text, with its rule in a line. Where
 * a rule of that program is not certain, the title says "after".
 */
export function presetOf(name: PresetName, input: PresetInput): PresetResult {
  return { name, ...presets[name](input) }
}
