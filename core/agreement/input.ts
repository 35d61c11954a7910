import type { Unit } from '../units.ts'

/** What agreement is computed from; everything is passed in, nothing is read. */
export interface AgreementInput {
  readonly documents: readonly InputDocument[]
  /** In the order of the codebook. */
  readonly codes: readonly InputCode[]
  readonly coders: readonly { readonly id: string; readonly name: string }[]
  /** Half-open, in UTF-16 code units of the document's text. */
  readonly segments: readonly InputSegment[]
  readonly hashes: {
    readonly codebook: string
    /** `coder` is the coder's name. */
    readonly codings: readonly { readonly coder: string; readonly sha256: string }[]
  }
  readonly program: { readonly name: string; readonly version: string }
}

export interface InputDocument {
  readonly id: string
  readonly title: string
  /** BCP 47; decides where tokens and sentences end. */
  readonly language: string
  readonly text: string
  readonly sha256: string
  /** Ids of coders. A document that a coder was never given is missing for that coder, not empty. */
  readonly givenTo: readonly string[]
  /** Ids of the coders who marked it as done. */
  readonly doneBy: readonly string[]
}

export interface InputCode {
  readonly id: string
  readonly name: string
  /** One of the twelve colour slots, 1 to 12. */
  readonly colour: number
  readonly key: string
}

export interface InputSegment {
  readonly document: string
  readonly coder: string
  readonly code: string
  readonly start: number
  readonly end: number
}

/**
 * Which units count: all of the text, paragraphs that anyone touched with a code under comparison, or,
 * per code, only units that somebody gave that code.
 */
export type PopulationName = 'all' | 'touched-paragraphs' | 'union'
export const populationNames: readonly PopulationName[] = ['all', 'touched-paragraphs', 'union']

/** What is drawn again and again for an interval. */
export type Resample = 'document' | 'paragraph' | 'unit'

export interface Bootstrap {
  /** 0 for no intervals. */
  readonly replicates: number
  /** A whole number from 0 on. */
  readonly seed: number
  /** Confidence level between 0 and 1. */
  readonly level: number
  readonly resample: Resample
}

/** What an interval is wanted to be; one of the two at least. */
export interface WantedInterval {
  readonly width?: number
  readonly lowerBound?: number
}

/** Other programs whose figures can be reproduced. */
export type PresetName = 'nvivo' | 'maxqda' | 'atlasti' | 'qdaminer' | 'dedoose' | 'inception'

export interface AgreementSettings {
  /** Ids of two or more coders, in the order of the report. */
  readonly coders: readonly string[]
  /** Ids; all documents where absent. */
  readonly documents?: readonly string[]
  /** Ids; all codes where absent. */
  readonly codes?: readonly string[]
  readonly unit: Unit
  readonly population: PopulationName
  /** Keys; every coefficient that applies and does not simulate where absent. */
  readonly coefficients?: readonly string[]
  /** All documents and codes together always come first. */
  readonly by: readonly ('code' | 'document')[]
  readonly bootstrap: Bootstrap
  /** For the estimate of how much more material is needed; the customary limits where absent. */
  readonly wanted?: WantedInterval
  readonly preset?: PresetName
  /** Printed in reports as given; without it a report carries no date. */
  readonly date?: string
}

/** From this many documents on, whole documents are resampled; with fewer, paragraphs. */
const DOCUMENTS_TO_RESAMPLE = 10

/** What to resample where nobody said: documents are what a study draws, if there are enough of them. */
export function defaultResample(documents: number): Resample {
  return documents >= DOCUMENTS_TO_RESAMPLE ? 'document' : 'paragraph'
}
