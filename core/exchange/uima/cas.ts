import { shownValues } from '../../attributes.ts'
import type { Project, Segment } from '../../model.ts'
import { namedAttributes, valueText } from '../attribute-names.ts'
import type { Selection } from '../codings-csv.ts'
import { type Work, worksOf } from '../exported.ts'
import { labelsOf } from '../jsonl.ts'
import { sentencesOf } from '../tokens.ts'

/** The types that are written: codes in a layer of our own, and what INCEpTION would else make anew. */
export const codeType = 'webanno.custom.Code'
export const linkType = 'webanno.custom.CodeLink'
export const segmentation = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type'

/** A feature structure over a stretch of the text; positions are UTF-16 code units, end exclusive. */
export interface Structure {
  readonly type: string
  readonly begin: number
  readonly end: number
  readonly features: Readonly<Record<string, string>>
  /** Features that are other structures, by their places in the list. */
  readonly references?: Readonly<Record<string, number>>
}

/**
 * What a segment can say, as features of its structure. All are strings: of other types UIMA can’t tell “nothing” from
 * zero or no.
 */
export function featuresOf(project: Project): string[] {
  return ['label', 'memo', 'certainty', ...namedAttributes(project).map(({ feature }) => feature)]
}

/** Every work of a selection as UIMA has it: the document first, sentences and tokens, then the codings and links. */
export function casesOf(project: Project, selection: Selection): { work: Work; structures: Structure[] }[] {
  const labels = labelsOf(project)
  const features = new Map(namedAttributes(project).map(({ attribute, feature }) => [attribute.id, feature]))
  const said = (segment: Segment) => ({
    label: labels.get(segment.code)!,
    ...(segment.memo === '' ? {} : { memo: segment.memo }),
    ...(segment.certainty === null ? {} : { certainty: segment.certainty }),
    ...Object.fromEntries(
      shownValues(project.codes, segment).map(({ attribute, value }) => [
        features.get(attribute.id)!,
        valueText(value),
      ]),
    ),
  })
  return worksOf(project, selection).map((work) => {
    const segmented = segmentsAndTokens(work)
    const places = new Map(work.segments.map(({ id }, n) => [id, segmented.length + n]))
    const codings = work.segments.map((segment) => ({
      type: codeType,
      begin: segment.start,
      end: segment.end,
      features: said(segment),
    }))
    const links = work.segments.flatMap(({ id, links }) =>
      links.map(({ type, to }): Structure => {
        const target = codings[places.get(to)! - segmented.length]!
        return {
          type: linkType,
          begin: target.begin,
          end: target.end,
          features: { label: project.linkTypes.get(type)?.name ?? '' },
          references: { Governor: places.get(id)!, Dependent: places.get(to)! },
        }
      }),
    )
    return { work, structures: [...segmented, ...codings, ...links] }
  })
}

function segmentsAndTokens({ text, document }: Work): Structure[] {
  const sentences = sentencesOf(text, document.language)
  const plain = (type: string, { start, end }: { start: number; end: number }) => ({
    ...{ type, begin: start, end, features: {} },
  })
  return [
    {
      type: 'uima.tcas.DocumentAnnotation',
      begin: 0,
      end: text.length,
      features: { language: document.language },
    },
    ...sentences.map((sentence) => plain(`${segmentation}.Sentence`, sentence)),
    ...sentences.flatMap(({ tokens }) => tokens.map((token) => plain(`${segmentation}.Token`, token))),
  ]
}
