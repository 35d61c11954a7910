import { shownValues } from '../../attributes.ts'
import { documentLabel } from '../../document-name.ts'
import type { Project } from '../../model.ts'
import { splitsSurrogatePair } from '../../offset.ts'
import { namedAttributes, valueText } from '../attribute-names.ts'
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
  const attributeNames = new Map(namedAttributes(project).map(({ attribute, name }) => [attribute.id, name]))
  const names = new Map([...project.documents.values()].map((one) => [one.id, documentLabel(project, one)]))
  const annotations = worksOf(project, selection).flatMap(({ coder, document, text, segments }) => {
    const map = positionsIn(text, codePoints)
    const creator = { id: urn('coder', coder.id), type: 'Person', name: coder.name }
    return segments.map(({ id, code, start, end, quote, memo, certainty, attributes, created, changed }) => ({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: urn('segment', id),
      type: 'Annotation',
      created,
      ...(changed === created ? {} : { modified: changed }),
      creator,
      motivation: 'classifying',
      body: [
        { type: 'SpecificResource', source: urn('code', code), purpose: 'classifying' },
        textual('tagging', labels.get(code)!),
        ...(memo === '' ? [] : [textual('commenting', memo)]),
        ...(certainty === null ? [] : [textual('assessing', certainty)]),
        ...shownValues(project.codes, { code, attributes }).map(({ attribute, value }) => ({
          ...textual('describing', valueText(value)),
          label: attributeNames.get(attribute.id)!,
        })),
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
            prefix: text.slice(wholeFrom(text, Math.max(0, start - context)), start),
            suffix: text.slice(end, wholeFrom(text, Math.min(text.length, end + context))),
          },
        ],
      },
    }))
  })
  const all = [...annotations, ...linksOf(project, selection)]
  return {
    files: [{ path: 'annotations.json', content: `${JSON.stringify(all, null, 1)}\n` }],
    losses: [],
  }
}

function textual(purpose: string, value: string) {
  return { type: 'TextualBody', value, purpose, format: 'text/plain' }
}

/** A link is an annotation whose targets are the two it joins, in its direction, as INCEpTION writes them. */
function linksOf(project: Project, selection: Selection): object[] {
  return worksOf(project, selection).flatMap(({ coder, segments }) =>
    segments.flatMap(({ id, links, changed }) =>
      links.map(({ type, to }) => ({
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id: urn('link', `${id}/${type}/${to}`),
        type: 'Annotation',
        created: changed,
        creator: { id: urn('coder', coder.id), type: 'Person', name: coder.name },
        motivation: 'linking',
        body: [textual('tagging', project.linkTypes.get(type)?.name ?? '')],
        target: [{ id: urn('segment', id) }, { id: urn('segment', to) }],
      })),
    ),
  )
}

/** The offset, or one before it where it would cut a surrogate pair. */
function wholeFrom(text: string, offset: number): number {
  return splitsSurrogatePair(text, offset) ? offset - 1 : offset
}

function urn(kind: string, id: string): string {
  return `urn:uuid:${guidOf(kind, id)}`
}
