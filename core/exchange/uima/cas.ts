import type { Project } from '../../model.ts'
import type { Selection } from '../codings-csv.ts'
import { type Work, worksOf } from '../exported.ts'
import { labelsOf } from '../jsonl.ts'
import { sentencesOf } from '../tokens.ts'

/** The types that are written: codes in a layer of our own, and what INCEpTION would else make anew. */
export const codeType = 'webanno.custom.Code'
export const segmentation = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type'

/** A feature structure over a stretch of the text; positions are UTF-16 code units, end exclusive. */
export interface Structure {
  readonly type: string
  readonly begin: number
  readonly end: number
  readonly features: Readonly<Record<string, string>>
}

/** A coder’s work as UIMA has it: the document first, sentences and tokens, then the codings. */
export function structuresOf(
  { text, document, segments }: Work,
  labels: ReadonlyMap<string, string>,
): Structure[] {
  const sentences = sentencesOf(text, document.language)
  const plain = (type: string, { start, end }: { start: number; end: number }) => ({
    type,
    begin: start,
    end,
    features: {},
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
    ...segments.map(({ start, end, code, memo }) => ({
      type: codeType,
      begin: start,
      end,
      features: { label: labels.get(code)!, ...(memo === '' ? {} : { memo }) },
    })),
  ]
}

/** Every work of a selection with its structures. */
export function casesOf(project: Project, selection: Selection): { work: Work; structures: Structure[] }[] {
  const labels = labelsOf(project)
  return worksOf(project, selection).map((work) => ({ work, structures: structuresOf(work, labels) }))
}
