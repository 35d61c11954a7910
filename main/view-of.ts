import type { Change, Diff } from '../core/change.ts'
import { diffOf } from '../core/change.ts'
import type { Counts } from '../core/counts.ts'
import type { Step } from '../core/history.ts'
import { isCalledMerge } from '../core/merge/knowledge.ts'
import type { HistoryAsk, HistoryPage } from '../core/merge-contract.ts'
import type { CoderId, DocumentId, Project, Segment, TableName } from '../core/model.ts'
import { settingsOf } from '../core/model.ts'
import type { CodingsCount, Snapshot } from '../core/project-contract.ts'
import { type LogLine, namesIn, type ReadLog } from './project/history-log.ts'

/**
 * What a window may see of a project. While coding is blind, that is everything but the segments of other coders:
 * who is how far is shown, what they coded is not, not even as a number.
 */
export function maySee(project: Project, coder: CoderId | null, owner: CoderId): boolean {
  return owner === coder || !settingsOf(project).blind
}

/** The project as the change that makes it out of nothing, without texts and segments, which come by the document. */
export function projectView(
  project: Project,
  counts: Counts,
  coder: CoderId | null,
): Pick<Snapshot, 'project' | 'counts'> {
  return {
    project: {
      settings: all(project.settings),
      coders: all(project.coders),
      codes: all(project.codes),
      linkTypes: all(project.linkTypes),
      versions: all(project.versions),
      documents: all(project.documents),
      codings: all(project.codings),
    },
    counts: countsView(project, counts, coder),
  }
}

/** The counts of the codings that may be seen. */
export function countsView(project: Project, counts: Counts, coder: CoderId | null): CodingsCount[] {
  return [...counts]
    .filter(([id]) => {
      const codings = project.codings.get(id)
      return codings !== undefined && maySee(project, coder, codings.coder)
    })
    .map(([codings, codes]) => ({ codings, codes }))
}

function all<R>(table: ReadonlyMap<string, R>): Diff<R> {
  return diffOf({ added: [...table.values()] })
}

/** A change without texts, which don't change, and without segments that may not be seen. */
export function changeView(project: Project, change: Change, coder: CoderId | null): Change {
  const { texts: _, segments, ...others } = change
  if (segments === undefined) return others
  const seen = (segment: Segment) => maySee(project, coder, segment.coder)
  return {
    ...others,
    segments: {
      added: segments.added.filter(seen),
      updated: segments.updated.filter(([before]) => seen(before)),
      removed: segments.removed.filter(seen),
    },
  }
}

/** A document's text and the segments in it that may be seen. */
export function documentView(project: Project, document: DocumentId, coder: CoderId | null): Change {
  const text = project.texts.get(document)
  const segments = [...project.codings.values()]
    .filter((codings) => codings.document === document && maySee(project, coder, codings.coder))
    .flatMap((codings) => [...(project.segments.get(codings.id)?.values() ?? [])])
  return {
    texts: diffOf({ added: text === undefined ? [] : [text] }),
    segments: diffOf({ added: segments }),
  }
}

/** The project without the segments that may not be seen, for what is answered out of it. */
export function projectSeenBy(project: Project, coder: CoderId | null): Project {
  const segments = [...project.segments].filter(([id]) => {
    const codings = project.codings.get(id)
    return codings !== undefined && maySee(project, coder, codings.coder)
  })
  return { ...project, segments: new Map(segments) }
}

/**
 * Problems in words, or what was done about them; of work that may not be seen, whose file it is and `instead`: the
 * words of it may be quoted. That there is a conflict copy says nothing of what is in it.
 */
export function problemsView(
  project: Project,
  problems: readonly { readonly file: string; readonly what: string; readonly copyOf?: string }[],
  coder: CoderId | null,
  instead = 'something is wrong with this file; its coder sees what',
): string[] {
  return problems.map(({ file, what, copyOf }) => {
    const [folder, owner] = file.split('/')
    const seen = folder !== 'codings' || copyOf !== undefined || maySee(project, coder, owner as CoderId)
    return `${file}: ${seen ? what : instead}`
  })
}

/**
 * What the menu calls a step; its words are a segment's, so of segments that may not be seen they are not said. Another
 * coder who did it in this window is named.
 */
export function stepView(project: Project, step: Step | null, coder: CoderId | null): string | null {
  if (step === null) return null
  const { segments } = step.change
  const touched = [...(segments?.added ?? []), ...(segments?.updated ?? []).map(([before]) => before)]
  const owners = [...touched, ...(segments?.removed ?? [])].map((segment) => segment.coder)
  const about = { label: step.label, tables: Object.keys(step.change) as TableName[], owners }
  const doer = step.coder == null || step.coder === coder ? undefined : project.coders.get(step.coder)?.name
  if (tellsOfOthers(project, about, coder))
    return doer === undefined ? 'another coder’s work' : `${doer}’s work`
  return doer === undefined ? step.label : `${step.label} (done by ${doer})`
}

/** Whether the words of a step are those of segments that may not be seen. */
function tellsOfOthers(
  project: Project,
  { label, tables, owners }: Pick<LogLine, 'label' | 'tables' | 'owners'>,
  coder: CoderId | null,
): boolean {
  // Segments may bring along their coder, who works where, and the codebook as it stands; the step is called after them.
  const aboutSegments = tables.every((name) => ['segments', 'codings', 'versions', 'coders'].includes(name))
  return aboutSegments && !isCalledMerge(label) && owners.some((owner) => !maySee(project, coder, owner))
}

/** So many lines of the history are shown at once. */
export const historyPage = 200

/** Lines of the history, newest first. While coding is blind, others' segments are not there, not even as lines. */
export function historyView(
  project: Project,
  { lines, damaged }: ReadLog,
  { text, coder: whose, from }: HistoryAsk,
  coder: CoderId | null,
): HistoryPage {
  const words = text.trim().toLowerCase()
  const names = namesIn(lines)
  const found = lines.filter(
    (line) =>
      (whose === null || line.coder === whose) &&
      line.label.toLowerCase().includes(words) &&
      !tellsOfOthers(project, line, coder),
  )
  const end = Math.max(0, found.length - from)
  return {
    lines: found
      .slice(Math.max(0, end - historyPage), end)
      .reverse()
      .map(({ at, coder: by, label }) => ({
        at,
        coder: by === null ? null : (project.coders.get(by)?.name ?? names.get(by) ?? by),
        label,
      })),
    of: found.length,
    damaged,
    blind: settingsOf(project).blind,
  }
}
