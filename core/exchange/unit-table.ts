import { codeLabel, codesInOrder } from '../codebook.ts'
import { textOf } from '../commands/document.ts'
import type { Document, Project, Segment } from '../model.ts'
import { codingsId, documentsInOrder } from '../model.ts'
import { overlaps, type Span } from '../span.ts'
import { type Unit, unitsOf } from '../units.ts'
import type { Selection } from './codings-csv.ts'
import type { DataTable } from './dataset.ts'
import { type Column, chosenCoders } from './exported.ts'

const fixed: readonly Column[] = [
  { name: 'document_id', type: 'string', description: 'Identifies the document in the project' },
  { name: 'document', type: 'string', description: 'Title of the document' },
  { name: 'unit', type: 'integer', description: 'Number of the unit in the document, from 1' },
  {
    name: 'start_utf16',
    type: 'integer',
    description: 'Start of the unit in the text, in UTF-16 code units from 0',
  },
  {
    name: 'end_utf16',
    type: 'integer',
    description: 'End of the unit, the position behind its last character',
  },
  { name: 'code', type: 'string', description: 'The code that is decided on' },
]

/**
 * Units by coders, as agreement is computed from: a row a unit and code, a column a coder with 1 where any of the
 * unit’s characters has the code from them and 0 where not. A character counts alone only in the agreement itself.
 */
export function unitTable(
  project: Project,
  selection: Selection,
  unit: Exclude<Unit, 'character'>,
): DataTable {
  const coders = chosenCoders(project, selection)
  const documents = documentsInOrder(project).filter(({ id }) => selection.documents?.includes(id) ?? true)
  const codes = codesInOrder(project.codes).map(({ code }) => ({
    id: code.id,
    name: codeLabel(project.codes, code),
  }))
  const rows: (string | number)[][] = []
  for (const document of documents) {
    const units = unitsOf(textOf(project, document.id), document.language, unit)
    const coded = coders.map((coder) => codedUnits(segmentsIn(project, coder.id, document), units))
    for (const [n, { start, end }] of units.entries()) {
      for (const { id, name } of codes) {
        rows.push([
          document.id,
          document.title,
          n + 1,
          start,
          end,
          name,
          ...coded.map((found) => (found.has(`${n}/${id}`) ? 1 : 0)),
        ])
      }
    }
  }
  const ofCoders = coders.map(
    ({ name }): Column => ({
      name: `coder:${name}`,
      type: 'integer',
      description: `1 where ${name} coded the unit with the code, else 0`,
    }),
  )
  return { columns: [...fixed, ...ofCoders], rows }
}

function segmentsIn(project: Project, coder: Segment['coder'], document: Document): Segment[] {
  return [...(project.segments.get(codingsId(coder, document.id))?.values() ?? [])]
}

/** `unit number/code` of every unit that a segment touches; units are in order and do not overlap. */
function codedUnits(segments: readonly Segment[], units: readonly Span[]): Set<string> {
  const found = new Set<string>()
  for (const segment of segments) {
    for (
      let n = firstEndingBehind(units, segment.start);
      n < units.length && units[n]!.start < segment.end;
      n++
    ) {
      if (overlaps(units[n]!, segment)) found.add(`${n}/${segment.code}`)
    }
  }
  return found
}

function firstEndingBehind(units: readonly Span[], offset: number): number {
  let [low, high] = [0, units.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (units[middle]!.end <= offset) low = middle + 1
    else high = middle
  }
  return low
}
