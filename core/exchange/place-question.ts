import type { DocumentId } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import type { FoundCoding } from './found.ts'

/** What only a person can say, where an answer would let the coding come in. */
export type PlaceQuestion =
  | { readonly what: 'coder' }
  | { readonly what: 'code'; readonly name: string }
  | { readonly what: 'document'; readonly name: string | undefined }
  | {
      readonly what: 'place'
      readonly key: string
      readonly document: DocumentId
      readonly places: readonly Span[]
    }

/** One coding among those of a file, for an answer about it. */
export function codingKey({ file, line, code, coder, quote }: FoundCoding): string {
  return [file ?? '', line, coder ?? '', code, quote ?? ''].join('\u0000')
}

/** A refusal of one coding that an answer would take back. */
export class Asked extends Refusal {
  constructor(
    message: string,
    readonly question: PlaceQuestion,
  ) {
    super('invalid', message)
  }
}
