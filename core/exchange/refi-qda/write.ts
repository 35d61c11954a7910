import type { Coder, Document, Project, Segment } from '../../model.ts'
import { byPlace, codingsId, documentsInOrder, settingsOf } from '../../model.ts'
import { codersInOrder, type Selection } from '../codings-csv.ts'
import { type Loss, LossCount } from '../loss.ts'
import { PositionMap } from '../positions.ts'
import { element, keepable, textElement, wrapped } from '../xml.ts'
import { writeZip } from '../zip.ts'
import { codesXml, memosXml } from './codes-xml.ts'
import { descriptionOf } from './description.ts'
import { guidOf } from './guid.ts'
import { type Preset, type PresetName, presets } from './presets.ts'
import { type Guids, linksXml, selectionsXml } from './selections-xml.ts'
import { valueXml, variableXml } from './variables.ts'

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
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) {
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
    for (const segment of segments)
      if (segment.links.length > 0) this.links.push(...linksXml(this.project, segment))
    return element(
      'TextSource',
      attributes,
      [
        textElement('Description', document.memo),
        selectionsXml(this.project, segments, map, this.guids),
        ...values.map((name) => valueXml(name, document.variables[name]!)),
      ].join('\n'),
    )
  }

  private segmentsOf(document: Document): Segment[] {
    return this.coders
      .flatMap(({ id }) => [...(this.project.segments.get(codingsId(id, document.id))?.values() ?? [])])
      .sort(byPlace)
  }

  /** Of the project, its documents and their segments. */
  private memos(): string[] {
    const { documents, project } = this
    const ofSegments = documents.flatMap((document) =>
      this.segmentsOf(document).flatMap(({ memo }) => (memo === '' ? [] : [memo])),
    )
    return [settingsOf(project).memo, ...documents.map(({ memo }) => memo), ...ofSegments]
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
    const limited = [...project.linkTypes.values()].filter(
      ({ from, to }) => from?.length !== 0 || to?.length !== 0,
    )
    losses.add('types of link lose the codes that they are limited to', limited.length)
    losses.add(
      'codes lose control characters, which XML can’t hold',
      [...project.codes.values()].filter((code) => isCut(descriptionOf(code))).length,
    )
    losses.add('memos lose control characters, which XML can’t hold', this.memos().filter(isCut).length)
    const values = documents.flatMap(({ variables }) => Object.values(variables))
    losses.add(
      'values of variables lose control characters, which XML can’t hold',
      values.filter(isCut).length,
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

/** Whether XML can’t hold all of it. */
function isCut(text: string): boolean {
  return keepable(text) !== text
}

function lineFeeds(text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at)
  return found
}
