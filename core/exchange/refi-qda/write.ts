import { shownValues } from '../../attributes.ts'
import { childrenOf, codesInOrder } from '../../codebook.ts'
import { excerpt } from '../../commands/segment.ts'
import type { Code, CodeId, Coder, Document, Project, Segment } from '../../model.ts'
import { byPlace, codingsId, documentsInOrder, settingsOf } from '../../model.ts'
import { valueText } from '../attribute-names.ts'
import { codersInOrder, type Selection } from '../codings-csv.ts'
import { type Loss, LossCount } from '../loss.ts'
import { beyondBasicPlane, type Counting, PositionMap } from '../positions.ts'
import { element, escapeXml, keepable, textElement } from '../xml.ts'
import { writeZip } from '../zip.ts'
import { hueOf } from './colours.ts'
import { descriptionOf, saidInWords } from './description.ts'
import { guidOf } from './guid.ts'

/** How the text files and positions of a project are written, since programs read them differently (section 1). */
export interface Preset {
  readonly name: string
  /** What stands in `origin` behind our own name, so that we and others know how to count. */
  readonly origin: string
  readonly crlf: boolean
  readonly mark: boolean
  readonly counting: Counting
}

const standard: Counting = { unit: 'code-points', lineEnd: 1, mark: false, inclusive: false }

export const presets = {
  standard: { name: 'the standard', origin: '', crlf: false, mark: false, counting: standard },
  nvivo: {
    name: 'NVivo',
    origin: ' for NVivo',
    crlf: true,
    mark: true,
    counting: { unit: 'utf-16', lineEnd: 2, mark: false, inclusive: false },
  },
  maxqda: { name: 'MAXQDA', origin: ' for MAXQDA', crlf: true, mark: false, counting: standard },
  atlasti: { name: 'ATLAS.ti', origin: ' for ATLAS.ti', crlf: false, mark: false, counting: standard },
  qualcoder: { name: 'QualCoder', origin: ' for QualCoder', crlf: false, mark: false, counting: standard },
} as const satisfies Record<string, Preset>
export type PresetName = keyof typeof presets

export interface WriteOptions {
  readonly preset?: PresetName
  readonly program: { readonly name: string; readonly version: string }
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

/** The project as a REFI-QDA file (.qdpx), valid by the schema, the same bytes for the same project. */
export function writeQdpx(
  project: Project,
  selection: Selection,
  { preset = 'standard', program }: WriteOptions,
): { bytes: Uint8Array; losses: Loss[]; xml: string } {
  const writing = new Writing(project, selection, presets[preset], `${program.name} ${program.version}`)
  const xml = declaration + writing.projectXml()
  return {
    bytes: writeZip([{ path: 'project.qde', content: xml }, ...writing.files]),
    losses: writing.losses.list,
    xml,
  }
}

class Writing {
  readonly losses = new LossCount()
  readonly files: { path: string; content: string }[] = []
  private readonly links: string[] = []
  private readonly coders: readonly Coder[]
  private readonly documents: readonly Document[]
  private readonly variables: readonly string[]
  private readonly guids: Guids

  constructor(
    private readonly project: Project,
    selection: Selection,
    private readonly preset: Preset,
    private readonly program: string,
  ) {
    this.coders = codersInOrder(project).filter(({ id }) => selection.coders?.includes(id) ?? true)
    this.documents = documentsInOrder(project).filter(({ id }) => selection.documents?.includes(id) ?? true)
    this.variables = [...new Set(this.documents.flatMap(({ variables }) => Object.keys(variables)))].sort()
    this.guids = {
      coders: new Map(this.coders.map(({ id }) => [id, guidOf('coder', id)])),
      codes: new Map([...project.codes.keys()].map((id) => [id, guidOf('code', id)])),
    }
  }

  projectXml(): string {
    const { title, created, memo } = settingsOf(this.project)
    const attributes = {
      xmlns: 'urn:QDA-XML:project:1.0',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation':
        'urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd',
      name: title,
      origin: `Intercoder ${this.program.replace(/^\S+ /, '')}${this.preset.origin}`,
      creationDateTime: created,
    }
    // Read for what is lost before anything is written, so that the report is whole.
    const sources = this.documents.map((document) => this.sourceXml(document)).join('\n')
    this.countLosses()
    return element(
      'Project',
      attributes,
      [
        wrapped(
          'Users',
          this.coders
            .map((coder) => element('User', { guid: guidOf('coder', coder.id), name: coder.name }))
            .join(''),
        ),
        wrapped('CodeBook', codesXml(this.project.codes, 'notes')),
        wrapped('Variables', this.variables.map((name) => variableXml(name)).join('')),
        wrapped('Sources', sources),
        wrapped('Notes', memosXml(this.project.codes, created)),
        wrapped('Links', this.links.join('\n')),
        textElement('Description', memo),
      ].join('\n'),
    )
  }

  private sourceXml(document: Document): string {
    const text = this.project.texts.get(document.id)?.text ?? ''
    const guid = guidOf('document', document.id)
    const path = `${guidOf('text', document.id)}.txt`
    const pairs = this.preset.crlf ? lineFeeds(text) : []
    const content = this.preset.crlf ? text.replaceAll('\n', '\r\n') : text
    // A text that itself begins with the character of the mark needs one before it, or the reader takes it away.
    const marked = this.preset.mark || text.startsWith('\ufeff')
    this.files.push({ path: `sources/${path}`, content: (marked ? '\ufeff' : '') + content })
    const map = new PositionMap({ text, pairs, marked }, this.preset.counting)
    if (beyondBasicPlane(text) > 0) {
      this.losses.add(
        'documents hold characters beyond U+FFFF (such as emoji), which programs count differently: check that the codings behind them stand on their words',
      )
    }
    const attributes = {
      guid,
      name: document.title,
      plainTextPath: `internal://${path}`,
      creationDateTime: document.imported,
    }
    const values = this.variables.filter((name) => document.variables[name] !== undefined)
    const segments = this.segmentsOf(document)
    const { alone, words } = this.saying(segments)
    this.links.push(...segments.flatMap((segment) => this.linksXml(segment)))
    return element(
      'TextSource',
      attributes,
      [
        textElement('Description', document.memo),
        ...groupsOf(segments, alone).map((group) => selectionXml(group, words(group[0]!), map, this.guids)),
        ...values.map((name) => valueXml(name, document.variables[name]!)),
      ].join('\n'),
    )
  }

  /**
   * Which segments are a selection of their own, and what its description is: those with a memo, a certainty or values,
   * since these are the description, and those at either end of a link, which joins selections.
   */
  private saying(segments: readonly Segment[]) {
    const { codes } = this.project
    const linked = new Set(
      segments.flatMap(({ id, links }) => (links.length > 0 ? [id, ...links.map(({ to }) => to)] : [])),
    )
    const words = (segment: Segment): string => {
      const { memo, certainty } = segment
      const values = Object.keys(segment.attributes).length === 0 ? [] : shownValues(codes, segment)
      if (memo === '' && certainty === null && values.length === 0) return ''
      return saidInWords(
        segment,
        values.map(({ attribute, value }) => [attribute.name, valueText(value)]),
      )
    }
    return { words, alone: (segment: Segment) => linked.has(segment.id) || words(segment) !== '' }
  }

  private linksXml({ id, links }: Segment): string[] {
    return links.map(({ type, to }) =>
      element('Link', {
        guid: guidOf('link', `${id}/${type}/${to}`),
        name: this.project.linkTypes.get(type)?.name ?? '',
        direction: 'OneWay',
        originGUID: selectionGuid(id),
        targetGUID: selectionGuid(to),
      }),
    )
  }

  private segmentsOf(document: Document): Segment[] {
    return this.coders
      .flatMap(({ id }) => [...(this.project.segments.get(codingsId(id, document.id))?.values() ?? [])])
      .sort(byPlace)
  }

  private countLosses(): void {
    const { losses, documents, project } = this
    losses.add(
      'languages of documents are not written',
      documents.filter(({ language }) => language !== 'en').length,
    )
    losses.add('names of the files that documents came from are not written', documents.length)
    const chosen = new Set<string>(documents.map(({ id }) => id))
    const done = [...project.codings.values()].filter((work) => work.done && chosen.has(work.document)).length
    losses.add('marks that a coder is done with a document are not written', done)
    const limited = [...project.linkTypes.values()].filter(({ from, to }) => from.length + to.length > 0)
    losses.add('types of link lose the codes that they are limited to', limited.length)
    losses.add(
      'codes lose control characters, which XML can’t hold',
      [...project.codes.values()].filter((code) => descriptionOf(code) !== keepable(descriptionOf(code)))
        .length,
    )
    if (this.preset === presets.qualcoder) {
      const parents = new Set([...project.codes.values()].map(({ parent }) => parent))
      losses.add(
        'codes have codes below them, which QualCoder makes categories of',
        [...parents].filter((id) => id !== null).length,
      )
    }
  }
}

/** An element with something inside; none where there is nothing, which the schema does not allow. */
function wrapped(name: string, inside: string): string {
  return inside === '' ? '' : element(name, {}, inside)
}

/** The Codes element of a codebook, or nothing where there are no codes. */
export function codesXml(codes: ReadonlyMap<CodeId, Code>, memos: 'notes' | 'description'): string {
  const below = (parent: CodeId | null): string =>
    childrenOf(codes, parent)
      .map((code) => {
        const attributes = {
          guid: guidOf('code', code.id),
          name: keepable(code.name),
          isCodable: 'true',
          color: hueOf(code.colour),
        }
        const noted = memos === 'notes' && code.memo !== ''
        const description = textElement('Description', descriptionOf(noted ? { ...code, memo: '' } : code))
        const note = noted ? element('NoteRef', { targetGUID: guidOf('memo', `${code.id}/memo`) }) : ''
        return element('Code', attributes, description + note + below(code.id))
      })
      .join('\n')
  return wrapped('Codes', below(null))
}

/** The memos of codes, which the codes refer to: a code’s description is its definition. */
function memosXml(codes: ReadonlyMap<CodeId, Code>, created: string): string {
  return codesInOrder(codes)
    .filter(({ code }) => code.memo !== '')
    .map(({ code: { id, name, memo } }) => {
      const attributes = {
        guid: guidOf('memo', `${id}/memo`),
        name: keepable(name),
        creationDateTime: created,
      }
      return element('Note', attributes, textElement('PlainTextContent', memo))
    })
    .join('\n')
}

function variableXml(name: string): string {
  return element('Variable', { guid: guidOf('variable', name), name, typeOfVariable: 'Text' })
}

function valueXml(name: string, value: string): string {
  const reference = element('VariableRef', { targetGUID: guidOf('variable', name) })
  return element('VariableValue', {}, reference + element('TextValue', {}, textContent(value)))
}

function textContent(value: string): string {
  return textElement('x', value).replace(/^<x>|<\/x>$/g, '')
}

/** Segments on one span are one selection with a coding each, but for those that are one of their own. */
function groupsOf(segments: readonly Segment[], alone: (segment: Segment) => boolean): Segment[][] {
  const groups: Segment[][] = []
  let open: Segment[] | undefined
  for (const segment of segments) {
    const first = open?.[0]
    if (alone(segment)) groups.push([segment])
    else if (first !== undefined && first.start === segment.start && first.end === segment.end)
      open!.push(segment)
    else {
      open = [segment]
      groups.push(open)
    }
  }
  return groups
}

/** GUIDs of coders and codes, which stand in the file again and again. */
interface Guids {
  readonly coders: ReadonlyMap<string, string>
  readonly codes: ReadonlyMap<string, string>
}

/** Written by hand where `element` would be, since this is nearly all of a project. */
function selectionXml(group: readonly Segment[], said: string, map: PositionMap, guids: Guids): string {
  const first = group[0]!
  const { start, end } = map.spanToFile(first)
  let changed = ''
  for (const segment of group) if (segment.changed > changed) changed = segment.changed
  const times = `creationDateTime="${first.created}"${changed === first.created ? '' : ` modifiedDateTime="${changed}"`}`
  const name = escapeXml(nameOf(first.quote), 'attribute')
  let inside = textElement('Description', said)
  for (const segment of group) inside += codingXml(segment, guids)
  return `<PlainTextSelection guid="${selectionGuid(first.id)}" name="${name}" startPosition="${start}" endPosition="${end}" creatingUser="${guids.coders.get(first.coder)}" ${times}>${inside}</PlainTextSelection>`
}

/** Never the GUID of its coding, whose id the segment may have. */
function selectionGuid(segment: string): string {
  return guidOf('selection', segment.length === 36 ? `${segment}/selection` : segment)
}

function codingXml({ id, coder, code, created }: Segment, { coders, codes }: Guids): string {
  return `<Coding guid="${guidOf('coding', id)}" creatingUser="${coders.get(coder)}" creationDateTime="${created}"><CodeRef targetGUID="${codes.get(code)}"/></Coding>`
}

/** The beginning of the words, by which a program that reads the file can see how positions count. */
function nameOf(quote: string): string {
  return excerpt(quote.slice(0, 200), 60).slice(1, -1)
}

function lineFeeds(text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at)
  return found
}
