import { documentLabel } from '../../document-name.ts'
import type { Project } from '../../model.ts'
import type { Selection } from '../codings-csv.ts'
import { type Exported, worksOf } from '../exported.ts'
import { labelsOf } from '../jsonl.ts'
import { codePoints, positionsIn } from '../positions.ts'
import { guidOf } from '../refi-qda/guid.ts'

/** How much text on either side of a quote is written, in UTF-16 code units. */
const context = 32

/**
 * W3C Web Annotations (Recommendation of 2017) as a JSON array: a position in code points, as section 4.2.5 demands,
 * and the quote with what stands around it. Nothing has to be fetched to read it.
 */
export function writeW3c(project: Project, selection: Selection): Exported {
  const labels = labelsOf(project)
  const names = new Map([...project.documents.values()].map((one) => [one.id, documentLabel(project, one)]))
  const annotations = worksOf(project, selection).flatMap(({ coder, document, text, segments }) => {
    const map = positionsIn(text, codePoints)
    const creator = { id: urn('coder', coder.id), type: 'Person', name: coder.name }
    return segments.map(({ id, code, start, end, quote, memo, created, changed }) => ({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: urn('segment', id),
      type: 'Annotation',
      created,
      ...(changed === created ? {} : { modified: changed }),
      creator,
      motivation: 'classifying',
      body: [
        { type: 'SpecificResource', source: urn('code', code), purpose: 'classifying' },
        { type: 'TextualBody', value: labels.get(code), purpose: 'tagging', format: 'text/plain' },
        ...(memo === ''
          ? []
          : [{ type: 'TextualBody', value: memo, purpose: 'commenting', format: 'text/plain' }]),
      ],
      target: {
        source: {
          id: urn('document', document.id),
          type: 'Text',
          format: 'text/plain',
          label: names.get(document.id),
        },
        selector: [
          { type: 'TextPositionSelector', ...map.spanToFile({ start, end }) },
          {
            type: 'TextQuoteSelector',
            exact: quote,
            prefix: text.slice(Math.max(0, start - context), start).toWellFormed(),
            suffix: text.slice(end, end + context).toWellFormed(),
          },
        ],
      },
    }))
  })
  return {
    files: [{ path: 'annotations.json', content: `${JSON.stringify(annotations, null, 1)}\n` }],
    losses: [],
  }
}

function urn(kind: string, id: string): string {
  return `urn:uuid:${guidOf(kind, id)}`
}
