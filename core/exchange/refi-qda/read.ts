import type { Document, DocumentId } from '../../model.ts'
import { Refusal } from '../../refusal.ts'
import { paragraphCount, sha256OfBytes, sha256OfText } from '../../text.ts'
import { LossCount } from '../loss.ts'
import { PositionMap } from '../positions.ts'
import { childNamed, childrenNamed, readXml, type XmlElement } from '../xml.ts'
import { openZip } from '../zip.ts'
import { readCodes } from './codes.ts'
import { type Detected, detectCounting, priorFor } from './detect.ts'
import type { DetectedPositions, DraftDocument, ProjectDraft, ReadOptions, ReadReport } from './draft.ts'
import { DraftSegments, memoOf } from './draft-segments.ts'
import { plainGuid } from './guid.ts'
import { linkedSegments } from './links.ts'
import { freeId, tidyName } from './names.ts'
import { Notes, noteReferences } from './notes.ts'
import { People } from './people.ts'
import { projectFile } from './project-file.ts'
import { collectSources, type TextOfSource } from './sources.ts'
import { SourceFiles } from './texts.ts'
import { variablesOf } from './variables.ts'

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
  const name = projectFile(file, zip)
  const root = readXml(`${file}: ${name}`, zip.read(name))
  if (root.name !== 'Project') {
    throw new Refusal(
      'invalid',
      `${file}: the file inside is a ${root.name}, not a project; choose a .qdpx of a project`,
    )
  }
  return new Reading(file, root, new SourceFiles(file, zip), options).result()
}

/** One reading of one file, from its tree to the draft. */
class Reading {
  private readonly losses = new LossCount()
  private readonly positions: DetectedPositions[] = []
  private readonly documents: DraftDocument[] = []
  private readonly documentIds = new Set<string>()
  private readonly people: People
  private readonly notes: Notes
  private readonly codes: ReturnType<typeof readCodes>
  private readonly segments: DraftSegments
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
    const { codes, people, notes, losses } = this
    this.segments = new DraftSegments(root, { codes, people, notes, losses, options })
  }

  result(): { draft: ProjectDraft; report: ReadReport } {
    const { texts, elsewhere } = collectSources(this.root, this.files, this.losses)
    const variables = variablesOf(this.root, this.losses)
    for (const text of texts) this.takeText(text, variables)
    for (const { selection, source, where, why } of elsewhere)
      this.segments.listUnplaced(selection, source, where, why)
    const description = childNamed(this.root, 'Description')?.text ?? ''
    const memo = memoOf(description, this.notes.on(undefined, noteReferences(this.root)))
    const { segments, linkTypes, used } = linkedSegments(
      this.root,
      this.segments.list,
      this.segments.bySelection,
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
        unplaced: this.segments.unplaced,
      },
    }
  }

  private takeText(source: TextOfSource, variables: ReturnType<typeof variablesOf>): void {
    const { text, selections } = source
    const detected = this.countingOf(source)
    const document = this.addDocument(source, variables)
    this.positions.push({ document: document.title, ...detected, selections: selections.length })
    this.segments.take(document, text.file.text, selections, new PositionMap(text.file, detected.counting))
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
      memo: memoOf(
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

/** Programs name the files inside by GUIDs; then the title says more, and is nearly always what the file was called. */
function fileNameOf(entry: string, title: string): string {
  const [stem = ''] = entry.split('.')
  if (entry !== '' && plainGuid(stem) === undefined) return entry
  return /\.[a-z]{2,5}$/i.test(title) ? title : `${title}.txt`
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
