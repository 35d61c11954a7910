import type { Change } from '../../core/change.ts'
import type { Command } from '../../core/command.ts'
import type { DocumentId, Project } from '../../core/model.ts'

/** The documents whose texts and segments a command must see to be decided. */
export function reachOf(project: Project, command: Command): Iterable<DocumentId> {
  switch (command.type) {
    case 'applyCode':
    case 'applyNewCode':
    case 'giveNewCode':
    case 'changeSegment':
    case 'deleteSegments':
    case 'splitSegment':
    case 'joinSegments':
    case 'copySegment':
    case 'linkSegments':
    case 'unlinkSegments':
    case 'deleteDocument':
      return [command.document]
    case 'deleteCode':
    case 'mergeCodes':
    case 'deleteLinkType':
    case 'addCodings':
    case 'importCodings':
    case 'merge':
      return project.documents.keys()
    case 'applyCodeToSpans':
      return new Set(command.spans.map(({ document }) => document))
    case 'splitCode':
      return new Set(command.moves.map(({ document }) => document))
    default:
      return []
  }
}

/** The documents whose codings files a change writes: a file is written whole, so what it holds must be loaded. */
export function documentsTouched({ codings, segments }: Change): Set<DocumentId> {
  const records = [codings, segments].flatMap((diff) =>
    diff === undefined ? [] : [...diff.added, ...diff.updated.map(([before]) => before), ...diff.removed],
  )
  return new Set(records.map(({ document }) => document))
}
