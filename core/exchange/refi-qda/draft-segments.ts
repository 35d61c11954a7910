import { attributesOf } from '../../attributes.ts'
import { codeLabel } from '../../codebook.ts'
import type { Attribute, Code, Coder, Document, Segment, SegmentId } from '../../model.ts'
import { unsaid } from '../../model.ts'
import { quoteOf } from '../../text.ts'
import type { LossCount } from '../loss.ts'
import type { PositionMap } from '../positions.ts'
import type { XmlElement } from '../xml.ts'
import type { ReadCodes } from './codes.ts'
import { saidOf } from './description.ts'
import type { ReadOptions, Unplaced } from './draft.ts'
import { linkEnds } from './links.ts'
import type { Notes } from './notes.ts'
import type { People } from './people.ts'
import type { CodingIn, SelectionIn } from './sources.ts'

/** What was read before the selections. */
interface Read {
  readonly codes: ReadCodes
  readonly people: People
  readonly notes: Notes
  readonly losses: LossCount
  readonly options: ReadOptions
}

interface Span {
  readonly start: number
  readonly end: number
}

/** A document whose selections are taken. */
interface Taking {
  readonly document: Document
  readonly text: string
  /** Places in the list by coder, code and span, to find what is there twice. */
  readonly places: Map<string, number>
}

/** A code with what is asked of it for every coding. */
interface KnownCode {
  readonly code: Code
  readonly name: string
  readonly attributes: readonly Attribute[]
}

/** The codings of a file as segments, one after another, and those that have no place. */
export class DraftSegments {
  readonly list: Segment[] = []
  readonly unplaced: Unplaced[] = []
  /** Segments by those GUIDs of their selections and codings that links name. */
  readonly bySelection = new Map<string, Segment>()
  private readonly ids = new Set<string>()
  private readonly ends: ReadonlySet<string>
  private readonly codes: ReadonlyMap<string, KnownCode>

  constructor(
    root: XmlElement,
    private readonly read: Read,
  ) {
    this.ends = linkEnds(root)
    const { codes, byGuid } = read.codes
    const byId = new Map(codes.map((code) => [code.id, code]))
    this.codes = new Map(
      [...byGuid].map(([guid, code]) => [
        guid,
        { code, name: codeLabel(byId, code), attributes: attributesOf(byId, code) },
      ]),
    )
  }

  /** Makes a segment of every coding that has its place in the text, and lists the others. */
  take(document: Document, text: string, selections: readonly SelectionIn[], map: PositionMap): void {
    const taking: Taking = { document, text, places: new Map() }
    for (const selection of selections) {
      const span = selection.span ?? map.spanFromFile(selection.start, selection.end)
      const why = whyNot(span, text)
      if (span === undefined || why !== undefined) {
        const where = `${selection.start} to ${selection.end}`
        this.listUnplaced(selection, document.title, where, why ?? 'it is no place in the text')
      } else this.takeSelection(selection, span, taking)
    }
  }

  /** Every coding of a selection that has no place; a selection without a code is one line too. */
  listUnplaced(selection: SelectionIn, source: string, where: string, why: string): void {
    if (this.isBare(selection)) return
    for (const coding of selection.codings) {
      const coder = this.coderOf(coding, selection)
      const code = this.codes.get(coding.code)?.name ?? ''
      this.unplaced.push({
        source,
        code,
        coder: coder.name,
        where,
        words: selection.words ?? '',
        why,
      })
    }
  }

  private isBare({ codings }: SelectionIn): boolean {
    if (codings.length > 0) return false
    this.read.losses.add('selections without a code were left out, with their comments')
    return true
  }

  private coderOf(coding: CodingIn, { user, sourceUser }: SelectionIn): Coder {
    return this.read.people.coderOf(coding.user, user, sourceUser)
  }

  private takeSelection(selection: SelectionIn, span: Span, taking: Taking): void {
    if (this.isBare(selection)) return
    for (const [n, coding] of selection.codings.entries()) {
      const coder = this.coderOf(coding, selection)
      const known = this.codes.get(coding.code)
      if (known === undefined) {
        this.unplaced.push({
          ...{ source: taking.document.title, code: '', coder: coder.name },
          ...{ where: `${span.start} to ${span.end}`, words: taking.text.slice(span.start, span.end) },
          why: 'its code is not in the codebook',
        })
      } else {
        const said = this.saidOf(selection, coding, known, n === 0)
        this.add({ selection, coding, coder, code: known.code, span, said }, taking)
      }
    }
  }

  /** A selection's description and notes are its first coding's. */
  private saidOf(selection: SelectionIn, coding: CodingIn, { attributes }: KnownCode, first: boolean): Said {
    const { notes, losses } = this.read
    const said =
      first && selection.description !== ''
        ? saidOf(selection.description, attributes, () =>
            losses.add('values in descriptions were left out, as they fit no attribute of the code'),
          )
        : unsaid
    const memo = memoOf(said.memo, [
      ...(first ? notes.on(selection.guid, selection.notes) : []),
      ...notes.on(coding.guid, coding.notes),
    ])
    return { memo, certainty: said.certainty, attributes: said.attributes }
  }

  private add({ selection, coding, coder, code, span, said }: Given, taking: Taking): void {
    const { document, text, places } = taking
    const key = `${coder.id}/${code.id}/${span.start}/${span.end}`
    const twin = places.get(key)
    if (twin !== undefined) {
      this.addTwin(twin, said.memo)
      this.nameEnds(this.list[twin]!, coding.guid, selection.guid)
      return
    }
    const { options } = this.read
    const created = coding.created ?? selection.created ?? options.now
    const { changed } = selection
    const segment: Segment = {
      id: (coding.guid !== undefined && !this.ids.has(coding.guid)
        ? coding.guid
        : options.newId()) as SegmentId,
      document: document.id,
      coder: coder.id,
      code: code.id,
      start: span.start,
      end: span.end,
      ...quoteOf(text, span.start, span.end),
      memo: said.memo,
      certainty: said.certainty,
      attributes: said.attributes,
      links: [],
      version: null,
      created,
      changed: changed !== undefined && changed > created ? changed : created,
    }
    this.ids.add(segment.id)
    places.set(key, this.list.push(segment) - 1)
    this.nameEnds(segment, coding.guid, selection.guid)
  }

  private addTwin(place: number, memo: string): void {
    const old = this.list[place]!
    this.read.losses.add('codings stood there twice, with the same coder, code and place, and are one now')
    if (memo !== '' && memo !== old.memo)
      this.list[place] = { ...old, memo: old.memo === '' ? memo : `${old.memo}\n\n${memo}` }
  }

  private nameEnds(segment: Segment, ...guids: (string | undefined)[]): void {
    for (const guid of guids)
      if (guid !== undefined && this.ends.has(guid) && !this.bySelection.has(guid))
        this.bySelection.set(guid, segment)
  }
}

type Said = Pick<Segment, 'memo' | 'certainty' | 'attributes'>

interface Given {
  readonly selection: SelectionIn
  readonly coding: CodingIn
  readonly coder: Coder
  readonly code: Code
  readonly span: Span
  readonly said: Said
}

/** A description and the notes on the same thing as one memo. */
export function memoOf(description: string, notes: readonly string[]): string {
  if (notes.length === 0 && description.trim() === '') return ''
  return [description, ...notes]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
    .toWellFormed()
}

function whyNot(span: Span | undefined, text: string): string | undefined {
  if (span === undefined) return `it is no place in the text, which has ${text.length} characters`
  if (span.start === span.end) return 'it holds no character'
  return undefined
}
