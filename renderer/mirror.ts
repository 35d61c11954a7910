import type { Change, Diff } from '../core/change.ts'
import { apply, diffOf } from '../core/change.ts'
import type { SegmentCommands } from '../core/commands/segment.ts'
import { segmentDeciders } from '../core/commands/segment.ts'
import type { WindowCommand } from '../core/contract.ts'
import type { Counts } from '../core/counts.ts'
import { applyToCounts } from '../core/counts.ts'
import type { Context } from '../core/decision.ts'
import type { CoderId, Project, Segment } from '../core/model.ts'
import { emptyProject } from '../core/model.ts'
import { Refusal } from '../core/refusal.ts'

/** What the window knows of the project. */
export interface Known {
  readonly project: Project
  readonly counts: Counts
}

/**
 * What the main process has told, which is the truth, and over it what this window's own commands about segments will
 * change. They are shown from the key press on, not only when the answer has come; a change that is told, or a
 * refusal, takes the place of what was foreseen.
 */
export interface Mirror {
  readonly told: Known
  /** In the order in which they were asked for. */
  readonly foreseen: readonly Change[]
}

export const emptyMirror: Mirror = { told: { project: emptyProject, counts: new Map() }, foreseen: [] }

/** What views show. */
export function shownOf({ told, foreseen }: Mirror): Known {
  return foreseen.reduce(changedBy, told)
}

const outcomes = new WeakMap<Change, { readonly before: Known; readonly after: Known }>()

/** The same change to the same is the same value, so that views whose guess comes true have nothing to draw again. */
function changedBy(before: Known, change: Change): Known {
  const known = outcomes.get(change)
  if (known?.before === before) return known.after
  const after = { project: apply(before.project, change), counts: applyToCounts(before.counts, change) }
  outcomes.set(change, { before, after })
  return after
}

/**
 * What a command will change, decided as the main process will decide it; undefined for commands that are not about
 * segments, and for those that will be refused, with the reason that the main process gives.
 */
export function foresee(project: Project, command: WindowCommand, coder: CoderId | null): Change | undefined {
  const decide = segmentDeciders[command.type as keyof SegmentCommands] as
    | ((project: Project, command: WindowCommand, context: Context) => { change: Change })
    | undefined
  try {
    return decide?.(project, command, { coder, now: new Date().toISOString(), newId }).change
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/**
 * A change was told. The first that was foreseen about the same segments has come true by it; where only its times are
 * others, by the milliseconds in between, what was foreseen stays, and nothing that is shown changes.
 */
export function tell({ told, foreseen }: Mirror, change: Change): Mirror {
  const fulfilled = foreseen.findIndex((each) => segmentsIn(each) === segmentsIn(change))
  const guess = foreseen[fulfilled]
  const rest = foreseen.filter((_, index) => index !== fulfilled)
  const read = onlyRead(told.project, change)
  if (guess !== undefined && timeless(guess) === timeless(read))
    return { told: changedBy(told, guess), foreseen: rest }
  return {
    told: { project: apply(told.project, read), counts: applyToCounts(told.counts, change) },
    foreseen: rest,
  }
}

/** A change as one word to compare, whenever it was made. */
function timeless(change: Change): string {
  const { added, updated, removed } = change.segments ?? diffOf<Segment>({})
  const each = (segment: Segment) => ({ ...segment, created: '', changed: '' })
  const segments = [added.map(each), updated.map((pair) => pair.map(each)), removed.map(each)]
  return JSON.stringify({ ...change, segments })
}

/** Segments of a document that was not read are left out: they come when it is. */
function onlyRead({ texts }: Project, change: Change): Change {
  const { segments } = change
  if (segments === undefined) return change
  const read = ({ document }: Segment) => texts.has(document)
  return {
    ...change,
    segments: {
      added: segments.added.filter(read),
      updated: segments.updated.filter(([before]) => read(before)),
      removed: segments.removed.filter(read),
    },
  }
}

/** Which segments come, change and go, as one word to compare. */
function segmentsIn({ segments }: Change): string | undefined {
  if (segments === undefined) return undefined
  const { added, updated, removed }: Diff<{ id: string }> = segments
  const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id).join()
  return [ids(added), ids(updated.map(([before]) => before)), ids(removed)].join(' ')
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** As the main process makes ids: twelve random characters of a to z and 0 to 9. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(12)), (n) => alphabet[n % alphabet.length]).join(
    '',
  )
}
