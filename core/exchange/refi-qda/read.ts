import { attributesOf } from '../../attributes.ts'
import { codeLabel } from '../../codebook.ts'
import type { Code, Coder, Document, DocumentId, Segment, SegmentId } from '../../model.ts'
import { unsaid } from '../../model.ts'
import { Refusal } from '../../refusal.ts'
import { paragraphCount, quoteOf, sha256OfBytes, sha256OfText } from '../../text.ts'
import { LossCount } from '../loss.ts'
import type { Counting } from '../positions.ts'
import { PositionMap } from '../positions.ts'
import { childNamed, childrenNamed, readXml, type XmlElement } from '../xml.ts'
import { openZip, type ZipFile } from '../zip.ts'
import { readCodes } from './codes.ts'
import { saidOf } from './description.ts'
import { type Detected, detectCounting } from './detect.ts'
import type { DetectedPositions, DraftDocument, ProjectDraft, ReadReport, Unplaced } from './draft.ts'
import { plainGuid } from './guid.ts'
import { linkedSegments } from './links.ts'
import { freeId, tidyName } from './names.ts'
import { Notes, noteReferences } from './notes.ts'
import { People } from './people.ts'
import { collectSources, type SelectionIn, type TextOfSource } from './sources.ts'
import { SourceFiles } from './texts.ts'
import { variablesOf } from './variables.ts'

export interface ReadOptions {
  /** ISO 8601, UTC; the time of what carries none. */
  readonly now: string
  newId(): string
  /** BCP 47, of all texts: a REFI-QDA file does not say. */
  readonly language: string
  /** How positions count, where a person knows it better. */
  readonly counting?: Partial<Counting>
}

/**
 * A REFI-QDA project (.qdpx) as a draft of ours, with a report of what it held, what can't be held here and what has
 * no place. Tolerant of what programs write against the schema (design, section 2.5). Throws a Refusal where the file
 * is no project at all or is not safe to unpack.
 */
export function readQdpx(
  file: string,
  bytes: Uint8Array,
  options: ReadOptions,
): { draft: ProjectDraft; report: ReadReport } {
  const zip = openZip(file, bytes)
  const root = readXml(`${file}: ${mainFile(file, zip)}`, zip.read(mainFile(file, zip)))
  if (root.name !== 'Project') {
    throw new Refusal(
      'invalid',
      `${file}: the file inside is a ${root.name}, not a project; choose a .qdpx of a project`,
    )
  }
  return new Reading(file, root, new SourceFiles(file, zip), options).result()
}

/** The one .qde at the top, or else anywhere. */
function mainFile(file: string, zip: ZipFile): string {
  const all = zip.entries
    .map(({ name }) => name)
    .filter((name) => /\.qde$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name))
  const top = all.filter((name) => !name.includes('/'))
  const [found, another] = top.length > 0 ? top : all
  if (found !== undefined && another === undefined) return found
  const there = zip.entries
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ')
  throw new Refusal(
    'invalid',
    found === undefined
      ? `${file}: there is no project (.qde) in this file; it holds ${there === '' ? 'nothing' : there}`
      : `${file}: there are several projects (.qde) in this file; keep one of ${all.join(', ')}`,
  )
}

/** What a program is known to write where nothing else tells (design, section 1). */
function priorFor(origin: string): Counting {
  const base = { mark: false, inclusive: false }
  if (/nvivo/i.test(origin)) return { ...base, unit: 'utf-16', lineEnd: 2 }
  return { ...base, unit: 'code-points', lineEnd: /atlas|maxqda/i.test(origin) ? 1 : 2 }
}

/** One reading of one file, from its tree to the draft. */
class Reading {
  private readonly losses = new LossCount()
  private readonly unplaced: Unplaced[] = []
  private readonly positions: DetectedPositions[] = []
  private readonly documents: DraftDocument[] = []
  private readonly segments: Segment[] = []
  private readonly segmentIds = new Set<string>()
  private readonly documentIds = new Set<string>()
  private readonly people: People
  private readonly notes: Notes
  private readonly codes: ReturnType<typeof readCodes>
  private readonly byId: ReadonlyMap<Code['id'], Code>
  private readonly names: ReadonlyMap<string, string>
  /** Segments by the GUIDs of their selections and codings, for the links between them. */
  private readonly bySelection = new Map<string, Segment>()
  private readonly origin: string

  constructor(
    private readonly file: string,
    private readonly root: XmlElement,
    private readonly files: SourceFiles,
    private readonly options: ReadOptions,
  ) {
    const { newId } = options
    this.origin = root.attributes.origin ?? ''
    this.people = new People(root, this.losses, newId)
    this.notes = new Notes(root, files)
    this.codes = readCodes(childNamed(root, 'CodeBook'), this.losses, newId, (element, guid) =>
      this.notes.on(guid, noteReferences(element)).join('\n\n'),
    )
    this.byId = new Map(this.codes.codes.map((code) => [code.id, code]))
    this.names = new Map(this.codes.codes.map((code) => [code.id, codeLabel(this.byId, code)]))
  }

  result(): { draft: ProjectDraft; report: ReadReport } {
    const { texts, elsewhere } = collectSources(this.root, this.files, this.losses)
    const variables = variablesOf(this.root, this.losses)
    for (const text of texts) this.takeText(text, variables)
    for (const { selection, source, where, why } of elsewhere)
      this.listUnplaced(selection, source, where, why)
    const description = childNamed(this.root, 'Description')?.text ?? ''
    const memo = this.memoOf(description, this.notes.on(undefined, noteReferences(this.root)))
    const { segments, linkTypes, used } = linkedSegments(
      this.root,
      this.segments,
      this.bySelection,
      this.options,
    )
    this.countRest(used)
    const title = tidyName(this.root.attributes.name, tidyName(this.file.replace(/\.qdpx$/i, ''), 'Project'))
    return {
      draft: {
        title,
        memo,
        linkTypes,
        coders: this.people.coders,
        codes: this.codes.codes,
        documents: this.documents,
        segments,
      },
      report: {
        origin: this.origin,
        counts: countsOf(this.root),
        positions: this.positions,
        losses: this.losses.list,
        unplaced: this.unplaced,
      },
    }
  }

  private takeText(source: TextOfSource, variables: ReturnType<typeof variablesOf>): void {
    const { text, selections } = source
    const detected = this.countingOf(source)
    const document = this.addDocument(source, variables)
    this.positions.push({ document: document.title, ...detected, selections: selections.length })
    const map = new PositionMap(text.file, detected.counting)
    const seen = new Map<string, Segment>()
    for (const selection of selections) {
      const span = selection.span ?? map.spanFromFile(selection.start, selection.end)
      const why = whyNot(span, text.file.text)
      if (span === undefined || why !== undefined) {
        this.listUnplaced(
          selection,
          document.title,
          `${selection.start} to ${selection.end}`,
          why ?? 'it is no place in the text',
        )
      } else this.code(selection, document, span, text.file.text, seen)
    }
  }

  private countingOf({ text, selections }: TextOfSource): Detected {
    const prior = priorFor(this.origin)
    const { counting } = this.options
    if (counting !== undefined)
      return { counting: { ...prior, ...counting }, evidence: 'chosen', onBorders: undefined }
    // Our own files say how they count.
    if (this.origin.startsWith('Intercoder '))
      return { counting: prior, evidence: 'declared', onBorders: undefined }
    return detectCounting(
      text.file,
      selections.filter(({ span }) => span === undefined),
      prior,
    )
  }

  private addDocument(
    { element, text, title, guid }: TextOfSource,
    variables: ReturnType<typeof variablesOf>,
  ): Document {
    const name = tidyName(
      title,
      tidyName(text.name.replace(/\.\w+$/, ''), `Document ${this.documents.length + 1}`),
    )
    const content = text.file.text
    const document: Document = {
      id: freeId(guid, name, 'document', this.documentIds, this.options.newId) as DocumentId,
      title: name,
      order: this.documents.length,
      language: this.options.language,
      variables: variables.of(element, guid),
      memo: this.memoOf(
        childNamed(element, 'Description')?.text ?? '',
        this.notes.on(guid, noteReferences(element)),
      ),
      source: {
        name: fileNameOf(text.name, name),
        sha256: sha256OfBytes(text.bytes),
        encoding: text.encoding,
        importer: 'refi-qda/1',
      },
      sha256: sha256OfText(content),
      characters: content.length,
      paragraphs: paragraphCount(content),
      imported: this.options.now,
    }
    if (text.unverified)
      this.losses.add(
        'texts were only there as .docx; whether codings stand on their words can’t be verified',
      )
    if (text.encoding === 'windows-1252')
      this.losses.add('texts were not UTF-8 and were read as Windows-1252')
    this.documentIds.add(document.id)
    this.documents.push({ document, text: content })
    return document
  }

  /** Makes a segment of every coding of a selection that has its place. */
  private code(
    selection: SelectionIn,
    document: Document,
    span: { start: number; end: number },
    text: string,
    seen: Map<string, Segment>,
  ): void {
    if (selection.codings.length === 0) {
      this.losses.add('selections without a code were left out, with their comments')
      return
    }
    for (const [n, coding] of selection.codings.entries()) {
      const code = this.codes.byGuid.get(coding.code)
      const coder = this.people.coderOf(coding.user, selection.user, selection.sourceUser)
      if (code === undefined) {
        this.listCoding(
          undefined,
          coder,
          document.title,
          `${span.start} to ${span.end}`,
          text.slice(span.start, span.end),
          'its code is not in the codebook',
        )
        continue
      }
      const said = saidOf(n === 0 ? selection.description : '', attributesOf(this.byId, code), () =>
        this.losses.add('values in descriptions were left out, as they fit no attribute of the code'),
      )
      const memo = this.memoOf(said.memo, [
        ...(n === 0 ? this.notes.on(selection.guid, selection.notes) : []),
        ...this.notes.on(coding.guid, coding.notes),
      ])
      this.addSegment(
        {
          document,
          coder,
          code,
          span,
          text,
          said: { ...said, memo },
          selection: selection.guid,
          guid: coding.guid,
          created: coding.created ?? selection.created,
          changed: selection.changed,
        },
        seen,
      )
    }
  }

  private memoOf(description: string, notes: readonly string[]): string {
    return [description, ...notes]
      .filter((part) => part.trim() !== '')
      .join('\n\n')
      .toWellFormed()
  }

  private addSegment(given: Given, seen: Map<string, Segment>): void {
    const { document, coder, code, span, text, said, selection, guid } = given
    const { memo } = said
    const key = `${coder.id}/${code.id}/${span.start}/${span.end}`
    const twin = seen.get(key)
    if (twin !== undefined) {
      this.nameSelection(twin, guid, selection)
      this.losses.add('codings stood there twice, with the same coder, code and place, and are one now')
      if (memo !== '' && memo !== twin.memo)
        this.replace(twin, { ...twin, memo: twin.memo === '' ? memo : `${twin.memo}\n\n${memo}` }, key, seen)
      return
    }
    const created = given.created ?? this.options.now
    const segment: Segment = {
      id: (guid !== undefined && !this.segmentIds.has(guid) ? guid : this.options.newId()) as SegmentId,
      document: document.id,
      coder: coder.id,
      code: code.id,
      ...span,
      ...quoteOf(text, span.start, span.end),
      ...unsaid,
      ...said,
      version: null,
      created,
      changed: given.changed !== undefined && given.changed > created ? given.changed : created,
    }
    this.segmentIds.add(segment.id)
    this.segments.push(segment)
    this.nameSelection(segment, guid, selection)
    seen.set(key, segment)
  }

  private nameSelection(segment: Segment, ...guids: (string | undefined)[]): void {
    for (const guid of guids)
      if (guid !== undefined && !this.bySelection.has(guid)) this.bySelection.set(guid, segment)
  }

  private replace(old: Segment, now: Segment, key: string, seen: Map<string, Segment>): void {
    this.segments[this.segments.indexOf(old)] = now
    seen.set(key, now)
  }

  /** Every coding of a selection that has no place; a selection without a code is one line too. */
  private listUnplaced(selection: SelectionIn, source: string, where: string, why: string): void {
    if (selection.codings.length === 0) {
      this.losses.add('selections without a code were left out, with their comments')
      return
    }
    for (const coding of selection.codings) {
      const coder = this.people.coderOf(coding.user, selection.user, selection.sourceUser)
      this.listCoding(this.codes.byGuid.get(coding.code), coder, source, where, selection.words ?? '', why)
    }
  }

  private listCoding(
    code: Code | undefined,
    coder: Coder,
    source: string,
    where: string,
    words: string,
    why: string,
  ): void {
    const name = code === undefined ? '' : (this.names.get(code.id) ?? code.name)
    this.unplaced.push({ source, code: name, coder: coder.name, where, words, why })
  }

  private countRest(usedLinks: number): void {
    const { losses, root } = this
    const count = (parent: string, ...names: string[]) =>
      childrenNamed(childNamed(root, parent), ...names).length
    losses.add('sets (groups of codes or documents) were left out', count('Sets', 'Set'))
    losses.add('graphs (maps, networks) were left out', count('Graphs', 'Graph'))
    losses.add('links were left out', count('Links', 'Link') - this.notes.usedLinks - usedLinks)
    losses.add('notes were left out, as nothing refers to them', this.notes.unused)
  }
}

interface Given {
  readonly document: Document
  readonly coder: Coder
  readonly code: Code
  readonly span: { start: number; end: number }
  readonly text: string
  readonly said: Pick<Segment, 'memo' | 'certainty' | 'attributes'>
  readonly selection: string | undefined
  readonly guid: string | undefined
  readonly created: string | undefined
  readonly changed: string | undefined
}

/** Programs name the files inside by GUIDs; then the title says more, and is nearly always what the file was called. */
function fileNameOf(entry: string, title: string): string {
  const [stem = ''] = entry.split('.')
  if (entry !== '' && plainGuid(stem) === undefined) return entry
  return /\.[a-z]{2,5}$/i.test(title) ? title : `${title}.txt`
}

function whyNot(span: { start: number; end: number } | undefined, text: string): string | undefined {
  if (span === undefined) return `it is no place in the text, which has ${text.length} characters`
  if (span.start === span.end) return 'it holds no character'
  return undefined
}

function countsOf(root: XmlElement): Record<string, number> {
  const counts: Record<string, number> = {}
  const walk = (element: XmlElement) => {
    counts[element.name] = (counts[element.name] ?? 0) + 1
    for (const child of element.children) walk(child)
  }
  walk(root)
  return counts
}
