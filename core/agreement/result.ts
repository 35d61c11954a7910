import type { AgreementSettings, PopulationName, PresetName } from './input.ts'

/** What agreement answers; printed as JSON it is the format "intercoder-agreement/1". */
export interface AgreementResult {
  readonly format: 'intercoder-agreement/1'
  readonly program: { readonly name: string; readonly version: string }
  readonly inputs: {
    readonly documents: readonly { readonly id: string; readonly title: string; readonly sha256: string }[]
    /** How many documents the project has, compared or not. */
    readonly documentsInProject: number
    readonly codebook: { readonly sha256: string }
    readonly codings: readonly { readonly coder: string; readonly sha256: string }[]
  }
  readonly settings: ResultSettings
  /** Documents that entered no figure, and why. */
  readonly leftOut: readonly { readonly document: string; readonly reason: string }[]
  /** Who had not marked which of the compared documents as done. What is not marked there counts as read. */
  readonly notDone: readonly NotDone[]
  /** What to know before reading any of the figures, in sentences. */
  readonly warnings: readonly string[]
  readonly results: readonly ScopeResult[]
  /** Per pair of coders: which segments of the one met which of the other. */
  readonly matrices: readonly CodeMatrix[]
  /** The codes under comparison in the order of the codebook. */
  readonly codes: readonly { readonly name: string; readonly colour: number; readonly key: string }[]
  /** Where the coders' segments lie in each document. */
  readonly stripes: readonly DocumentStripes[]
  readonly preset?: PresetResult
}

/** By name. `begun`: with a segment of any code; without one, nothing tells that the coder has seen the document. */
export interface NotDone {
  readonly document: string
  readonly coder: string
  readonly begun: boolean
}

/** As they were given, but with coders, documents and codes by name instead of by id. */
export type ResultSettings = AgreementSettings

/** `code` null: all codes pooled. `document` null: all documents, laid end to end. */
export interface ScopeName {
  readonly code: string | null
  readonly document: string | null
}

export interface ScopeResult {
  readonly scope: ScopeName
  /** Units in the population; pooled, every unit × code is one decision. */
  readonly units: number
  /** Per coder, the units with the code. */
  readonly coded: Readonly<Record<string, number>>
  readonly coefficients: Readonly<Record<string, CoefficientResult>>
  /** The table behind the figures: one digit per coder, 1 with the code, 0 without, "-" not given the text. */
  readonly table: Readonly<Record<string, number>>
  readonly diagnostics: Diagnostics
  readonly warnings: readonly string[]
}

export type CoefficientResult =
  | { readonly value: null; readonly reason: string }
  | {
      readonly value: number
      readonly low?: number
      readonly high?: number
      /** Replicates in which the coefficient was not defined; they are not in the interval. */
      readonly dropped?: number
      /** Why there is no interval although one was asked for. */
      readonly noInterval?: string
    }

export interface Diagnostics {
  /** Share of all decisions that are "with the code". */
  readonly prevalence: number | null
  /** Two coders: |both − neither| / units and |only A − only B| / units (Byrt, Bishop & Carlin 1993). */
  readonly prevalenceIndex?: number
  readonly biasIndex?: number
  /** Two coders: kappa with prevalence and bias evened out, 2 p_o − 1. */
  readonly pabak?: number
  /** The same coefficients over the three populations. */
  readonly populations?: Readonly<Record<PopulationName, PopulationFigures>>
  /** How much more material a narrower interval needs. */
  readonly more?: readonly MoreMaterial[]
}

export interface PopulationFigures {
  readonly units: number
  readonly coefficients: Readonly<Record<string, CoefficientResult>>
}

export interface MoreMaterial {
  readonly coefficient: string
  /** What is wanted: an interval of this width, or one that begins at this value. */
  readonly width?: number
  readonly lowerBound?: number
  /** Documents, paragraphs or units coded by both, those at hand included. */
  readonly needed: number
  readonly atHand: number
  readonly what: 'document' | 'paragraph' | 'unit'
}

/**
 * Segments of two coders, each in exactly one cell: `counts[a][b]` pairs of segments of codes a and b, the
 * last row and column for segments that met none. Rows are the first coder's codes.
 */
export interface CodeMatrix {
  readonly coders: readonly [string, string]
  readonly counts: readonly (readonly number[])[]
}

export interface DocumentStripes {
  readonly document: string
  readonly characters: number
  /** Coders and codes are indexes into settings.coders and codes. */
  readonly segments: readonly {
    readonly coder: number
    readonly code: number
    readonly start: number
    readonly end: number
  }[]
}

/** What another program would print of the same data. */
export interface PresetResult {
  readonly name: PresetName
  /** The program's name, with "after" before it where a rule of it is not certain. */
  readonly title: string
  /** Its rule in one line. */
  readonly rule: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Sentences under the table. */
  readonly notes: readonly string[]
}
