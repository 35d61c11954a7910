import type { LossCount } from '../loss.ts'
import { childNamed, childrenNamed, type XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'
import { noteReferences } from './notes.ts'
import { referenceOf, timeOf } from './references.ts'
import type { SourceFiles, SourceText } from './texts.ts'

export interface CodingIn {
  readonly guid: string | undefined
  readonly code: string
  readonly user: string | undefined
  readonly created: string | undefined
  readonly notes: readonly string[]
}

/** A selection as the file has it; positions count as the file counts, unless the span is known. */
export interface SelectionIn {
  readonly guid: string | undefined
  readonly start: number
  readonly end: number
  readonly span?: { readonly start: number; readonly end: number }
  readonly words?: string
  readonly description: string
  readonly codings: readonly CodingIn[]
  readonly notes: readonly string[]
  readonly user: string | undefined
  readonly sourceUser: string | undefined
  readonly created: string | undefined
  readonly changed: string | undefined
}

/** A text of the file, which becomes a document, with everything that was selected in it. */
export interface TextOfSource {
  readonly element: XmlElement
  readonly guid: string | undefined
  readonly title: string | undefined
  readonly text: SourceText
  readonly selections: SelectionIn[]
}

/** A selection in what is no text. */
export interface Elsewhere {
  readonly selection: SelectionIn
  readonly source: string
  readonly where: string
  readonly why: string
}

/** All texts of a project, and what is selected in pictures, sounds and missing files. */
export function collectSources(
  project: XmlElement,
  files: SourceFiles,
  losses: LossCount,
): { texts: readonly TextOfSource[]; elsewhere: readonly Elsewhere[] } {
  const collected: Collected = { files, losses, texts: [], elsewhere: [], byEntry: new Map() }
  for (const source of childNamed(project, 'Sources')?.children ?? []) {
    if (source.name === 'TextSource') takeText(collected, source, source.attributes.name, source)
    else if (source.name === 'PDFSource') takePdf(collected, source)
    else if (source.name === 'PictureSource') takePicture(collected, source)
    else takeRecording(collected, source)
  }
  return collected
}

interface Collected {
  readonly files: SourceFiles
  readonly losses: LossCount
  readonly texts: TextOfSource[]
  readonly elsewhere: Elsewhere[]
  /** Texts by the entry they stand in: a transcript often is a text source as well. */
  readonly byEntry: Map<string, TextOfSource>
}

function takeText(
  collected: Collected,
  element: XmlElement,
  title: string | undefined,
  source: XmlElement,
): TextOfSource | undefined {
  const entry = collected.files.entryOf(element.attributes.plainTextPath)
  const shared =
    element.name === 'Transcript' && entry !== undefined ? collected.byEntry.get(entry) : undefined
  const text = shared?.text ?? collected.files.textOf(element)
  const selections = childrenNamed(element, 'PlainTextSelection').map((one) => selectionOf(one, source))
  if (text === undefined) {
    collected.losses.add('texts were not imported, as their file is missing or can’t be read')
    const where = element.attributes.plainTextPath ?? element.attributes.richTextPath ?? 'no file'
    for (const selection of selections) {
      const why = `the text is missing (${where})`
      collected.elsewhere.push({
        selection,
        source: title ?? '',
        where: `${selection.start} to ${selection.end}`,
        why,
      })
    }
    return undefined
  }
  const whole = codingsIn(element)
  const taken = shared ?? {
    element: source,
    guid: plainGuid(source.attributes.guid),
    title,
    text,
    selections: [],
  }
  taken.selections.push(...selections, ...wholeText(whole, taken.text.file.text.length, source))
  if (shared === undefined) collected.texts.push(taken)
  if (entry !== undefined && !collected.byEntry.has(entry)) collected.byEntry.set(entry, taken)
  if (whole.length > 0)
    collected.losses.add('codings of a whole document cover all of its text now', whole.length)
  return taken
}

/** Codings of a source as a whole become one selection of all its text. */
function wholeText(codings: readonly CodingIn[], length: number, source: XmlElement): SelectionIn[] {
  if (codings.length === 0) return []
  const span = { start: 0, end: length }
  return [{ ...emptySelection(source), ...span, span, codings }]
}

const twiceInPdf = 'codings of an area of a PDF are codings of its text, too, and came in once'

function takePdf(collected: Collected, source: XmlElement): void {
  const representation = childNamed(source, 'Representation')
  const areas = childrenNamed(source, 'PDFSelection')
  const text = representation && takeText(collected, representation, source.attributes.name, source)
  if (text === undefined && representation === undefined)
    collected.losses.add('PDF files without their text were left out')
  // One quotation of ATLAS.ti is an area and a stretch of the text, with one GUID.
  const known = new Set((text?.selections ?? []).map(({ guid }) => guid))
  const stretches = childrenNamed(representation, 'PlainTextSelection').map(({ attributes }) =>
    plainGuid(attributes.guid),
  )
  for (const area of areas) {
    const guid = plainGuid(area.attributes.guid)
    if (guid !== undefined && (known.has(guid) || stretches.includes(guid))) {
      collected.losses.add(twiceInPdf, codingsIn(area).length)
      continue
    }
    const words = childNamed(childNamed(area, 'Representation'), 'PlainTextContent')?.text
    const selection = { ...selectionOf(area, source), ...(words === undefined ? {} : { words }) }
    const at = text === undefined || words === undefined ? undefined : onlyPlace(text.text.file.text, words)
    if (at === undefined || text === undefined) {
      const { page = '?' } = area.attributes
      const why = 'it is an area of a PDF page, which is not a stretch of its text'
      collected.elsewhere.push({
        selection,
        source: source.attributes.name ?? '',
        where: `page ${page}`,
        why,
      })
    } else {
      collected.losses.add('areas of a PDF were placed where their words stand in its text')
      text.selections.push({ ...selection, ...at, span: at })
    }
  }
}

/** Where the words stand, if they stand there once. */
function onlyPlace(text: string, words: string): { start: number; end: number } | undefined {
  const wanted = words.trim()
  const start = wanted === '' ? -1 : text.indexOf(wanted)
  return start < 0 || text.indexOf(wanted, start + 1) >= 0 ? undefined : { start, end: start + wanted.length }
}

function takePicture(collected: Collected, source: XmlElement): void {
  const name = source.attributes.name ?? ''
  collected.losses.add('pictures were left out')
  const description = childNamed(source, 'TextDescription')
  if (description !== undefined) takeText(collected, description, name, source)
  for (const area of childrenNamed(source, 'PictureSelection')) {
    const { firstX, firstY, secondX, secondY } = area.attributes
    const where = `area ${firstX},${firstY} to ${secondX},${secondY}`
    collected.elsewhere.push({
      selection: selectionOf(area, source),
      source: name,
      where,
      why: 'it is an area of a picture',
    })
  }
  takeWhole(collected, source, 'it codes a picture')
}

function takeRecording(collected: Collected, source: XmlElement): void {
  const name = source.attributes.name ?? ''
  if (source.name !== 'AudioSource' && source.name !== 'VideoSource') {
    collected.losses.add(`sources of the unknown kind ${source.name} were left out`)
    return
  }
  const kind = source.name === 'AudioSource' ? 'sound' : 'video'
  collected.losses.add(`${kind} files were left out; their transcripts are documents`)
  for (const transcript of childrenNamed(source, 'Transcript')) takeTranscript(collected, transcript, source)
  for (const stretch of childrenNamed(source, 'AudioSelection', 'VideoSelection')) {
    const where = `${stretch.attributes.begin} to ${stretch.attributes.end} ms`
    collected.elsewhere.push({
      selection: selectionOf(stretch, source),
      source: name,
      where,
      why: `it is a stretch of ${kind}`,
    })
  }
  takeWhole(collected, source, `it codes a whole ${kind}`)
}

function takeWhole(collected: Collected, source: XmlElement, why: string): void {
  const codings = codingsIn(source)
  if (codings.length === 0) return
  collected.elsewhere.push({
    selection: { ...emptySelection(source), codings },
    source: source.attributes.name ?? '',
    where: 'all of it',
    why,
  })
}

/** Selections of a transcript go from one point of synchronisation to another, and those have their positions. */
function takeTranscript(collected: Collected, transcript: XmlElement, source: XmlElement): void {
  const points = new Map(
    childrenNamed(transcript, 'SyncPoint').map(({ attributes }) => [
      plainGuid(attributes.guid),
      attributes.position,
    ]),
  )
  const guid = plainGuid(transcript.attributes.guid)
  const title = transcript.attributes.name ?? source.attributes.name
  const text = takeText(collected, transcript, title, {
    ...source,
    attributes: { ...source.attributes, guid: guid ?? '' },
  })
  collected.losses.add('points that tie a transcript to its recording were left out', points.size)
  for (const element of childrenNamed(transcript, 'TranscriptSelection')) {
    const [from, to] = [element.attributes.fromSyncPoint, element.attributes.toSyncPoint].map((point) =>
      points.get(plainGuid(point)),
    )
    const selection = { ...selectionOf(element, source), start: Number(from), end: Number(to) }
    if (text !== undefined && from !== undefined && to !== undefined) text.selections.push(selection)
    else {
      const why =
        text === undefined ? 'the transcript is missing' : 'the points it lies between have no position'
      collected.elsewhere.push({ selection, source: title ?? '', where: 'a stretch of the transcript', why })
    }
  }
}

function selectionOf(element: XmlElement, source: XmlElement): SelectionIn {
  const { guid, name, startPosition, endPosition, creatingUser, creationDateTime, modifiedDateTime } =
    element.attributes
  return {
    guid: plainGuid(guid),
    start: Number(startPosition ?? Number.NaN),
    end: Number(endPosition ?? Number.NaN),
    ...(name === undefined || name === '' ? {} : { words: name }),
    description: childNamed(element, 'Description')?.text.trim()
      ? childNamed(element, 'Description')!.text
      : '',
    codings: codingsIn(element),
    notes: noteReferences(element),
    user: creatingUser,
    sourceUser: source.attributes.creatingUser,
    created: timeOf(creationDateTime),
    changed: timeOf(modifiedDateTime),
  }
}

function emptySelection(source: XmlElement): SelectionIn {
  const { creatingUser, creationDateTime } = source.attributes
  const none = {
    guid: undefined,
    start: Number.NaN,
    end: Number.NaN,
    description: '',
    codings: [],
    notes: [],
  }
  return {
    ...none,
    user: undefined,
    sourceUser: creatingUser,
    created: timeOf(creationDateTime),
    changed: undefined,
  }
}

function codingsIn(element: XmlElement): CodingIn[] {
  return childrenNamed(element, 'Coding').map((coding) => ({
    guid: plainGuid(coding.attributes.guid),
    code: referenceOf(childNamed(coding, 'CodeRef')) ?? '',
    user: coding.attributes.creatingUser,
    created: timeOf(coding.attributes.creationDateTime),
    notes: noteReferences(coding),
  }))
}
