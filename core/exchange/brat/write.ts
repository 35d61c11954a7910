import type { Project } from '../../model.ts'
import type { Selection } from '../codings-csv.ts'
import {
  coderFileNames,
  documentFileNames,
  type Exported,
  type ExportedFile,
  type Work,
  worksOf,
} from '../exported.ts'
import { LossCount } from '../loss.ts'
import { codePoints, positionsIn } from '../positions.ts'
import { plainLabels } from './labels.ts'

/**
 * brat standoff, a folder a coder: the text and the annotations of each document, and annotation.conf. Positions are
 * code points. A segment over line breaks is written in fragments, as brat demands.
 */
export function writeBrat(project: Project, selection: Selection): Exported {
  const [coders, documents, labels] = [
    coderFileNames(project),
    documentFileNames(project),
    plainLabels(project),
  ]
  const losses = new LossCount()
  const files = worksOf(project, selection).flatMap((work): ExportedFile[] => {
    const path = `${coders.get(work.coder.id)}/${documents.get(work.document.id)}`
    return [
      { path: `${path}.txt`, content: work.text },
      { path: `${path}.ann`, content: annotations(work, labels, losses) },
    ]
  })
  const configured = [...labels.values()].join('\n')
  const configuration = `[entities]\n${configured}\n\n[relations]\n\n[events]\n\n[attributes]\n`
  const folders = [...new Set(files.map(({ path }) => path.replace(/\/.*$/, '')))]
  for (const folder of folders) files.push({ path: `${folder}/annotation.conf`, content: configuration })
  return { files, losses: losses.list }
}

function annotations(
  { text, segments }: Work,
  labels: ReadonlyMap<string, string>,
  losses: LossCount,
): string {
  const map = positionsIn(text, codePoints)
  let [n, notes] = [0, 0]
  return segments
    .map(({ start, end, code, memo }) => {
      const fragments = fragmentsOf(text, start, end)
      if (fragments.length === 0) {
        losses.add('segments hold nothing but line breaks, which brat can’t mark')
        return ''
      }
      if (fragments[0]!.start !== start || fragments.at(-1)!.end !== end)
        losses.add('segments lost a line break at their beginning or end, which brat can’t mark')
      const places = fragments.map((part) => `${map.toFile(part.start)} ${map.toFile(part.end)}`).join(';')
      const words = fragments.map((part) => text.slice(part.start, part.end)).join(' ')
      const line = `T${++n}\t${labels.get(code)} ${places}\t${words}\n`
      if (memo === '') return line
      if (/[\n\t]/.test(memo)) losses.add('memos lost their line breaks')
      return `${line}#${++notes}\tAnnotatorNotes T${n}\t${memo.replace(/\s+/g, ' ').trim()}\n`
    })
    .join('')
}

/** The stretches of a span between line breaks. */
function fragmentsOf(text: string, start: number, end: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let from = start; from < end; ) {
    const at = text.indexOf('\n', from)
    const to = at < 0 || at > end ? end : at
    if (to > from) found.push({ start: from, end: to })
    from = to + 1
  }
  return found
}
