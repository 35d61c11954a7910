import { codeLabel } from '../codebook.ts'
import type { Project } from '../model.ts'
import type { Selection } from './codings-csv.ts'
import { chosenCoders, type Exported, type Work, worksOf } from './exported.ts'
import { LossCount, unwritten } from './loss.ts'
import { codePoints, positionsIn } from './positions.ts'

/** JSON Lines of one coder’s work on one document each, for tools that train models. */
type Shape = (work: Work, labels: ReadonlyMap<string, string>) => object

/** Prodigy’s and spaCy’s span task: code points, end exclusive; spans may overlap (spaCy: a span group). */
const prodigy: Shape = ({ text, segments, document, coder }, labels) => {
  const map = positionsIn(text, codePoints)
  return {
    text,
    spans: segments.map((segment) => ({ ...map.spanToFile(segment), label: labels.get(segment.code) })),
    meta: { document: document.id, title: document.title, coder: coder.name },
  }
}

/** doccano’s sequence labelling, out and in: code points, end exclusive. */
const doccano: Shape = ({ text, segments, document, coder }, labels) => {
  const map = positionsIn(text, codePoints)
  return {
    text,
    label: segments.map((segment) => {
      const { start, end } = map.spanToFile(segment)
      return [start, end, labels.get(segment.code)]
    }),
    document: document.id,
    title: document.title,
    coder: coder.name,
  }
}

export function writeProdigy(project: Project, selection: Selection): Exported {
  return lines(project, selection, prodigy)
}

export function writeDoccano(project: Project, selection: Selection): Exported {
  return lines(project, selection, doccano)
}

function lines(project: Project, selection: Selection, shape: Shape): Exported {
  const labels = labelsOf(project)
  const works = worksOf(project, selection)
  const content = works.map((work) => `${JSON.stringify(shape(work, labels))}\n`).join('')
  return { files: [{ path: 'codings.jsonl', content }], losses: lossesOf(works) }
}

/**
 * Label Studio’s tasks with annotations: one task a document, one annotation a coder, UTF-16 code units. The labelling
 * configuration that it needs stands in the README.
 */
export function writeLabelStudio(project: Project, selection: Selection): Exported {
  const labels = labelsOf(project)
  const works = worksOf(project, selection)
  const coders = chosenCoders(project, selection).map(({ id }) => id)
  const documents = [...new Set(works.map(({ document }) => document))]
  const tasks = documents.map((document) => {
    const ofDocument = works.filter((work) => work.document === document)
    return {
      data: { text: ofDocument[0]!.text, document: document.id, title: document.title },
      annotations: ofDocument.map(({ coder, segments, text }) => ({
        completed_by: 1 + coders.indexOf(coder.id),
        coder: coder.name,
        result: segments.map(({ id, start, end, code, memo }) => ({
          id,
          from_name: 'label',
          to_name: 'text',
          type: 'labels',
          value: { start, end, text: text.slice(start, end), labels: [labels.get(code)] },
          ...(memo === '' ? {} : { meta: { text: [memo] } }),
        })),
      })),
    }
  })
  const content = `${JSON.stringify(tasks, null, 1)}\n`
  return { files: [{ path: 'tasks.json', content }], losses: lossesOf(works, ['said']) }
}

export function labelsOf(project: Project): ReadonlyMap<string, string> {
  return new Map([...project.codes.values()].map((code) => [code.id, codeLabel(project.codes, code)]))
}

function lossesOf(works: readonly Work[], what?: Parameters<typeof unwritten>[2]) {
  const losses = new LossCount()
  unwritten(
    works.flatMap(({ segments }) => segments),
    losses,
    what,
  )
  return losses.list
}
