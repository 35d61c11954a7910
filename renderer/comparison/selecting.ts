import type { Disagreement } from '../../core/comparison.ts'
import { go } from '../store.ts'

/** A disagreement is selected by one of its segments, so that the text of the Code view has it too. */
export function select({ document, sides }: Disagreement): void {
  go({ document, segment: (sides[0] ?? sides[1])!.segment, selection: null })
}
