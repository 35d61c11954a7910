import type { ExportChoice } from './exchange-contract.ts'

/** How one person likes their workbench; kept outside of any project. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly contrast: 'system' | 'more'
  /** Of the reader, in pixels at 100 %. */
  readonly textSize: number
  /** Widths of panes in pixels by name; 0 is folded. */
  readonly panes: Readonly<Record<string, number>>
  /** Whether the definition of the code at hand is shown while coding. */
  readonly definition: boolean
  readonly reading: Reading
  /** What was exported as last. */
  readonly exporting: Exporting
  /** Where documents were left, by project and document, the one left last at the end. */
  readonly spots: Readonly<Record<string, Spot>>
  /** Keys that were given to actions instead of their own, by the action's id, written as in renderer/ui/keys.ts. */
  readonly keys: Readonly<Record<string, readonly string[]>>
}

/** How texts are shown. */
export interface Reading {
  readonly font: 'serif' | 'sans' | 'own'
  /** The font of the person's own choice, as their system calls it. */
  readonly ownFont: string
  /** About how many characters a line holds. */
  readonly measure: number
  /** Height of a line, in heights of the text. */
  readonly leading: number
  readonly highlights: 'underline' | 'background'
  readonly stripes: 'code' | 'coder'
}

/** A format by its id, and what was chosen of what formats leave open. */
export interface Exporting {
  readonly format: string
  readonly preset: NonNullable<ExportChoice['preset']>
  readonly unit: NonNullable<ExportChoice['unit']>
  readonly mark: boolean
  readonly dictionary: boolean
}

/** Where a document was left: what was selected, in UTF-16 code units, and where the window stood. */
export interface Spot {
  readonly start: number
  readonly end: number
  /** The first line in the window, and how many pixels its top is below the window's. */
  readonly line: number
  readonly below: number
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  contrast: 'system',
  textSize: 18,
  panes: {},
  definition: false,
  reading: {
    font: 'serif',
    ownFont: '',
    measure: 68,
    leading: 5 / 3,
    highlights: 'underline',
    stripes: 'code',
  },
  exporting: { format: 'csv', preset: 'standard', unit: 'sentence', mark: false, dictionary: true },
  spots: {},
  keys: {},
}
