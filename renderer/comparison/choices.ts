import type { Disagreement } from '../../core/comparison.ts'
import type { CoderId } from '../../core/model.ts'
import { keepChoices } from '../choices.ts'

/** Which disagreements the list shows. */
export type Kind = Disagreement['kind'] | 'all'

/** What a person chose here; it stays while they are in another view. */
interface Choices {
  /** Null where nobody has chosen: the first two with work. */
  readonly coders: readonly [CoderId, CoderId] | null
  readonly kind: Kind
  /** Whether the whole entry of the codebook is shown, or only what the code includes. */
  readonly definition: boolean
}

export const {
  get: getChoices,
  choose,
  use: useChoices,
} = keepChoices<Choices>({ coders: null, kind: 'all', definition: false })
