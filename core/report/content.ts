/**
 * What a report says, apart from how it looks: sections of blocks, made once from a result and rendered as
 * HTML, Markdown, a text document or a workbook.
 */
export interface Report {
  readonly title: string
  /** One sentence: who, on what, counted how. */
  readonly summary: string
  readonly date?: string
  readonly sections: readonly Section[]
}

export interface Section {
  readonly heading: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'warnings'; readonly sentences: readonly string[] }
  | Table
  | Stripes
  | Methods

export interface Table {
  readonly kind: 'table'
  /** What it shows, for people who can't see how it is laid out. */
  readonly caption: string
  /** A shorter name, for the tab of a sheet. */
  readonly short?: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly note?: string
  /** The scale that the column of plots shares. */
  readonly axis?: Axis
  /** A square of counts, drawn darker where there are more. */
  readonly shaded?: boolean
}

export interface Column {
  readonly name: string
  readonly kind: 'text' | 'number' | 'plot'
}

export interface Cell {
  readonly text: string
  /** The number behind the text in full precision. */
  readonly value?: number
  /** Colour slot of a code, 1 to 12. */
  readonly colour?: number
  readonly strong?: boolean
  readonly quiet?: boolean
  readonly plot?: Plot
  /** Both ends of the interval that the text tells, in full precision. */
  readonly ends?: readonly [number, number]
  /** Depth of shading, 0 to 3; `framed` marks the diagonal of a square. */
  readonly depth?: number
  readonly framed?: boolean
}

/** A value with its interval, drawn on the table's axis. */
export interface Plot {
  readonly value: number
  readonly low?: number
  readonly high?: number
}

export interface Axis {
  readonly from: number
  readonly to: number
  readonly marks: readonly number[]
}

/** Where the coders' segments lie in a document: per code one lane for each coder. */
export interface Stripes {
  readonly kind: 'stripes'
  readonly document: string
  readonly characters: number
  readonly coders: readonly string[]
  readonly lanes: readonly {
    readonly code: string
    readonly colour: number
    /** Per coder, half-open stretches in UTF-16 code units. */
    readonly stretches: readonly (readonly { readonly start: number; readonly end: number }[])[]
  }[]
}

/** The paragraph for a methods section, plain and for LaTeX, with its references. */
export interface Methods {
  readonly kind: 'methods'
  readonly text: string
  readonly latex: string
  readonly references: readonly string[]
  readonly bibtex: string
}

export function text(content: string): Cell {
  return { text: content }
}
