import { type Counting, codePoints } from '../../core/exchange/positions.ts'
import type { ProjectDraft, ReadReport } from '../../core/exchange/refi-qda/draft.ts'
import { saidBeyond } from '../../core/exchange/said-beyond.ts'
import type { ProjectPreview, ReadGiven } from '../../core/exchange-contract.ts'
import { type Entry, onlyFile, type Reading } from './import-desk.ts'

export interface KeptProject {
  readonly as: 'project'
  readonly draft: ProjectDraft
}

/** As many codings without a place as a person looks through. */
const shownUnplaced = 200

/** Reads another program’s project, in the thread. */
export async function readProjectPart(
  entry: Entry,
  { thread, options }: Reading,
): Promise<{ kept: KeptProject; shown: ReadGiven }> {
  const { name, bytes } = await onlyFile(entry)
  const job = { work: 'project' as const, name, bytes, language: options.language ?? 'en' }
  const { draft, report } = await thread.run(
    { ...job, now: new Date().toISOString(), ...countingOf(options) },
    { name, size: bytes.length },
  )
  return { kept: { as: 'project', draft }, shown: { as: 'project', project: previewOf(draft, report) } }
}

/** What a person says of how positions count; nothing where they leave it to be found out. */
export function countingOf({ unit, lineEnd }: Partial<Pick<Counting, 'unit' | 'lineEnd'>>): {
  counting?: Partial<Counting>
} {
  if (unit === undefined && lineEnd === undefined) return {}
  const { mark, inclusive } = codePoints
  return {
    counting: {
      ...(unit === undefined ? {} : { unit }),
      ...(lineEnd === undefined ? {} : { lineEnd }),
      ...{ mark, inclusive },
    },
  }
}

function previewOf({ title, ...draft }: ProjectDraft, report: ReadReport): ProjectPreview {
  const { origin, positions, losses, unplaced } = report
  const documents = draft.documents.map(({ document }) => document)
  const records = [...draft.segments, ...draft.codes, ...documents, draft]
  const variables = new Set(draft.documents.flatMap(({ document }) => Object.keys(document.variables)))
  return {
    ...{ title, origin, losses },
    counts: [
      { what: 'document', count: draft.documents.length },
      { what: 'code', count: draft.codes.length },
      { what: 'coder', count: draft.coders.length },
      { what: 'variable', count: variables.size },
      { what: 'coding', count: draft.segments.length },
      { what: 'memo', count: records.filter(({ memo }) => memo !== '').length },
      ...saidBeyond(draft.segments).filter(({ what }) => what !== 'memo'),
    ],
    positions: positions.filter(({ selections }) => selections > 0),
    unplaced: unplaced.slice(0, shownUnplaced),
    unplacedCount: unplaced.length,
  }
}
