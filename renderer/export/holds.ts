import type { FormatChoice } from '../../core/exchange-contract.ts'

/** Formats of the codebook alone ask for neither coders nor documents. */
export function holdsNoSegments({ cannotHold }: FormatChoice): boolean {
  return cannotHold.includes('segments')
}
