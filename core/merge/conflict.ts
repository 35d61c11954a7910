import type { CoderId } from '../model.ts'
import { Refusal } from '../refusal.ts'

/** Choices of a person, by the conflict's id. */
export type Choices = Readonly<Record<string, string>>

/** What a version of a record is shown as. */
export type Shown = Readonly<Record<string, string | number | boolean>>

/** Something that the two copies say differently, and neither is known to come after the other. */
export interface Conflict {
  /** The same in a preview and in the merge after it. */
  readonly id: string
  readonly kind: 'project' | 'coder' | 'document' | 'text' | 'code' | 'link type' | 'segment' | 'deletion'
  readonly sentence: string
  /** Whose segment it is about, and so whose words it shows. */
  readonly owner?: CoderId
  /** Both versions; null where it is not there. */
  readonly mine: Shown | null
  readonly other: Shown | null
  readonly choices: readonly string[]
  /** What is done unless somebody chooses; it does not depend on which copy is merged into which. */
  readonly default: string
  readonly chosen: string
}

/** Where conflicts are laid down, each with the choice that was made. */
export class Desk {
  readonly conflicts: Conflict[] = []
  /** What else a person should know, a sentence each. */
  readonly notes: string[] = []

  constructor(private readonly choices: Choices) {}

  /** The choice in this conflict. Throws a Refusal where there is no such choice. */
  ask(conflict: Omit<Conflict, 'chosen'>): string {
    const chosen = this.choices[conflict.id] ?? conflict.default
    if (!conflict.choices.includes(chosen)) {
      throw new Refusal(
        'invalid',
        `The conflict ${conflict.id} has the choices ${conflict.choices.join(' and ')}; “${chosen}” is none of them.`,
      )
    }
    this.conflicts.push({ ...conflict, chosen })
    return chosen
  }

  /** Shows what the two versions say in other words. */
  rewrite(said: (side: 'mine' | 'other', text: string) => string): void {
    const shown = (side: 'mine' | 'other', version: Shown | null) =>
      version &&
      Object.fromEntries(
        Object.entries(version).map(([key, value]) => [
          key,
          typeof value === 'string' ? said(side, value) : value,
        ]),
      )
    for (const [n, conflict] of this.conflicts.entries())
      this.conflicts[n] = {
        ...conflict,
        mine: shown('mine', conflict.mine),
        other: shown('other', conflict.other),
      }
  }

  /** Throws a Refusal where a choice was made about something that is no conflict. */
  close(): void {
    const ids = new Set(this.conflicts.map(({ id }) => id))
    const stray = Object.keys(this.choices).find((id) => !ids.has(id))
    if (stray !== undefined)
      throw new Refusal(
        'missing',
        `This merge has no conflict ${stray}; look at the plan for the conflicts it has.`,
      )
  }
}
