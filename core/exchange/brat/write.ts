import { shownValues } from '../../attributes.ts'
import { withDescendants } from '../../codebook.ts'
import { linkTypesInOrder } from '../../links.ts'
import type { Attribute, AttributeValue, LinkEnd, Project, Segment } from '../../model.ts'
import { certainties } from '../../model.ts'
import { namedAttributes, valueOfText, valueText, valueWord } from '../attribute-names.ts'
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
import { type BratLabels, bratLabels, certaintyLabel } from './labels.ts'

/**
 * brat standoff, a folder a coder: the text and the annotations of each document, with annotation.conf, and visual.conf
 * for the names that brat can't hold. Positions are code points. A segment over line breaks is written in fragments,
 * as brat demands; a value of several words stands in a note.
 */
export function writeBrat(project: Project, selection: Selection): Exported {
  const [coders, documents, labels] = [
    coderFileNames(project),
    documentFileNames(project),
    bratLabels(project),
  ]
  const losses = new LossCount()
  const works = worksOf(project, selection)
  const files = works.flatMap((work): ExportedFile[] => {
    const path = `${coders.get(work.coder.id)}/${documents.get(work.document.id)}`
    return [
      { path: `${path}.txt`, content: work.text },
      { path: `${path}.ann`, content: new Annotating(project, work, labels, losses).lines() },
    ]
  })
  const folders = [...new Set(files.map(({ path }) => path.replace(/\/.*$/, '')))]
  for (const folder of folders) {
    files.push({ path: `${folder}/annotation.conf`, content: annotationConf(project, labels, works) })
    files.push({ path: `${folder}/visual.conf`, content: visualConf(labels) })
  }
  return { files, losses: losses.list }
}

/** The annotations of one document by one coder. */
class Annotating {
  private readonly map
  private readonly entities = new Map<string, string>()
  private readonly counts = { T: 0, A: 0, R: 0, '#': 0 }

  constructor(
    private readonly project: Project,
    private readonly work: Work,
    private readonly labels: BratLabels,
    private readonly losses: LossCount,
  ) {
    this.map = positionsIn(work.text, codePoints)
  }

  lines(): string {
    const entities = this.work.segments.map((segment) => this.entity(segment))
    const relations = this.work.segments.map((segment) => this.relations(segment))
    return [...entities, ...relations].join('')
  }

  private next(kind: keyof Annotating['counts']): string {
    return `${kind}${++this.counts[kind]}`
  }

  private entity(segment: Segment): string {
    const { start, end, code, memo, certainty } = segment
    const { text } = this.work
    const fragments = fragmentsOf(text, start, end)
    if (fragments.length === 0) {
      this.losses.add('segments hold nothing but line breaks, which brat can’t mark')
      return ''
    }
    if (fragments[0]!.start !== start || fragments.at(-1)!.end !== end)
      this.losses.add('segments lost a line break at their beginning or end, which brat can’t mark')
    const id = this.next('T')
    this.entities.set(segment.id, id)
    const places = fragments.map((part) => `${this.map.toFile(part.start)} ${this.map.toFile(part.end)}`)
    const words = fragments.map((part) => text.slice(part.start, part.end)).join(' ')
    return [
      `${id}\t${this.labels.codes.get(code)} ${places.join(';')}\t${words}\n`,
      ...(memo === '' ? [] : [this.note('AnnotatorNotes', id, memo, 'memos lost their line breaks')]),
      ...(certainty === null ? [] : [`${this.next('A')}\t${certaintyLabel} ${id} ${certainty}\n`]),
      ...shownValues(this.project.codes, segment).map(({ attribute, value }) =>
        this.value(id, attribute, value),
      ),
    ].join('')
  }

  private value(id: string, attribute: Attribute, value: AttributeValue): string {
    const label = this.labels.attributes.get(attribute.id)!
    return isWord(attribute, value)
      ? `${this.next('A')}\t${label} ${id} ${valueWord(value)}\n`
      : this.note(label, id, valueText(value), 'values lost their line breaks')
  }

  private note(type: string, id: string, text: string, loss: string): string {
    if (/[\n\t]/.test(text)) this.losses.add(loss)
    return `${this.next('#')}\t${type} ${id}\t${text.replace(/\s+/g, ' ').trim()}\n`
  }

  private relations({ id, links }: Segment): string {
    return links
      .map(({ type, to }) => {
        const [source, target] = [this.entities.get(id), this.entities.get(to)]
        if (source === undefined || target === undefined) {
          this.losses.add('links of segments that brat can’t mark are not written')
          return ''
        }
        return `${this.next('R')}\t${this.labels.links.get(type)} Arg1:${source} Arg2:${target}\n`
      })
      .join('')
  }
}

/** Whether one word says the value, so that it is found again. */
function isWord(attribute: Attribute, value: AttributeValue): boolean {
  const word = valueWord(value)
  return word !== '' && valueOfText(attribute, word) === value
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

/** What may be annotated, with the values that were: brat needs to know them all. */
function annotationConf(project: Project, labels: BratLabels, works: readonly Work[]): string {
  const segments = works.flatMap((work) => work.segments)
  const entity = (codes: LinkEnd) => {
    // Links that stand must be shown, so an end that no code may stand at any more is open here.
    const all = (codes ?? []).flatMap((id) => {
      const code = project.codes.get(id)
      return code === undefined ? [] : withDescendants(project.codes, code)
    })
    return all.length === 0 ? '<ENTITY>' : [...new Set(all.map(({ id }) => labels.codes.get(id)))].join('|')
  }
  const relations = linkTypesInOrder(project).map(
    ({ id, from, to }) => `${labels.links.get(id)}\tArg1:${entity(from)}, Arg2:${entity(to)}`,
  )
  const attributes = namedAttributes(project).flatMap(({ attribute, code }) => {
    const used = segments.flatMap((segment) =>
      shownValues(project.codes, segment).flatMap((shown) =>
        shown.attribute.id === attribute.id && isWord(attribute, shown.value) ? [valueWord(shown.value)] : [],
      ),
    )
    const values = [...new Set([...attribute.choices.map(valueWord), ...used])].filter((word) => word !== '')
    return values.length === 0
      ? []
      : [`${labels.attributes.get(attribute.id)}\tArg:${entity([code.id])}, Value:${values.join('|')}`]
  })
  const sections = {
    entities: [...labels.codes.values()],
    relations,
    events: [],
    attributes: [`${certaintyLabel}\tArg:<ENTITY>, Value:${certainties.join('|')}`, ...attributes],
  }
  return Object.entries(sections)
    .map(([name, lines]) => `[${name}]\n${lines.map((line) => `${line}\n`).join('')}`)
    .join('\n')
}

function visualConf({ shown }: BratLabels): string {
  const lines = [...shown].map(([label, name]) => `${label} | ${name}\n`)
  return `[labels]\n${lines.join('')}\n[drawing]\n`
}
