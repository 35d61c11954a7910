import { codesInOrder } from '../core/codebook.ts'
import { segmentList } from '../core/exchange/dataset.ts'
import type { CodeId, CoderId, DocumentId, Project, Segment, SegmentId } from '../core/model.ts'
import { codingsId, settingsOf } from '../core/model.ts'
import type { Query } from '../core/query.ts'
import { documentsFor, segmentsFor } from '../core/query.ts'
import { Refusal } from '../core/refusal.ts'
import type { OpenProject } from './project/open-project.ts'
import { maySee, projectSeenBy } from './view-of.ts'

/** Segments of one document that stand one after the other in the answer: with one code, or all of them. */
interface Run {
  readonly document: DocumentId
  readonly code: CodeId | null
  readonly ids: readonly SegmentId[]
}

/** What a document answered, and the state of everybody's work in it by which that still holds. */
interface Answered {
  readonly states: readonly unknown[]
  readonly runs: readonly Run[]
}

/** Which segments a query asks for, in order, as this coder may see them. */
interface Answer {
  readonly runs: readonly Run[]
  readonly segments: number
  readonly documents: number
}

/**
 * The answer to one query about an open project, for a coder. It is had document by document, in between commands, and
 * of the segments no more than their ids is kept: a page reads again what it shows. After a change only the documents
 * are asked again in which something changed.
 */
export class SegmentList {
  private answered = new Map<DocumentId, Answered>()
  private codes: Project['codes'] | undefined
  private blind: boolean | undefined
  private answering: Promise<Answer> = Promise.resolve({ runs: [], segments: 0, documents: 0 })
  private left = false

  constructor(
    readonly project: OpenProject,
    readonly coder: CoderId | null,
    readonly query: Query,
  ) {}

  /** Another list is asked for: what is still being answered ends with a Refusal that needs no telling. */
  leave(): void {
    this.left = true
  }

  /** The answer as the project is now. */
  answer(): Promise<Answer> {
    const next = this.answering.catch(() => {}).then(() => this.answerAnew())
    this.answering = next
    return next
  }

  private async answerAnew(): Promise<Answer> {
    const now = this.project.project
    const { blind } = settingsOf(now)
    if (this.codes !== now.codes || this.blind !== blind) this.answered.clear()
    this.codes = now.codes
    this.blind = blind
    const documents = documentsFor(now, this.query)
    const before = this.answered
    this.answered = new Map()
    for (const { id } of documents) {
      if (this.left) throw new Refusal('cancelled', 'Another list was asked for.')
      const found = before.get(id)
      const states = this.statesOf(now, id)
      const holds =
        found?.states.every((state, at) => state === states[at]) && found.states.length === states.length
      this.answered.set(id, holds ? found! : await this.ask(id))
    }
    const runs = [...this.answered.values()].flatMap((one) => one.runs)
    if (this.query.order === 'code') {
      const ranks = new Map<CodeId | null, number>(
        codesInOrder(now.codes).map(({ code }, rank) => [code.id, rank]),
      )
      runs.sort((a, b) => (ranks.get(a.code) ?? ranks.size) - (ranks.get(b.code) ?? ranks.size))
    }
    return {
      runs,
      segments: runs.reduce((sum, { ids }) => sum + ids.length, 0),
      documents: new Set(runs.map(({ document }) => document)).size,
    }
  }

  private statesOf({ coders }: Project, document: DocumentId): unknown[] {
    return [...coders.keys()]
      .filter(this.isAsked)
      .map((coder) => this.project.stateOf(codingsId(coder, document)))
  }

  private async ask(document: DocumentId): Promise<Answered> {
    const segments = await this.read(document)
    const runs: { document: DocumentId; code: CodeId | null; ids: SegmentId[] }[] = []
    for (const { id, code } of segments) {
      const of = this.query.order === 'code' ? code : null
      const last = runs.at(-1)
      if (last !== undefined && last.code === of) last.ids.push(id)
      else runs.push({ document, code: of, ids: [id] })
    }
    return { states: this.statesOf(this.project.project, document), runs }
  }

  /** The segments of a document that are asked for and may be seen, in order. */
  private async read(document: DocumentId): Promise<Segment[]> {
    const seen = projectSeenBy(await this.project.glance(document, this.isAsked), this.coder)
    return segmentsFor(seen, this.query)
  }

  private readonly isAsked = (owner: CoderId): boolean =>
    (this.query.coder ?? owner) === owner && maySee(this.project.project, this.coder, owner)

  /** The segments of an answer from this one on, as many as are asked for. */
  async page({ runs }: Answer, from: number, count: number): Promise<Segment[]> {
    const read = new Map<DocumentId, ReadonlyMap<SegmentId, Segment>>()
    const page: Segment[] = []
    let at = 0
    for (const { document, ids } of runs) {
      const wanted = ids.slice(Math.max(0, from - at), Math.max(0, from + count - at))
      at += ids.length
      if (at >= from + count && wanted.length === 0) break
      if (wanted.length === 0) continue
      const there = read.get(document) ?? new Map((await this.read(document)).map((one) => [one.id, one]))
      read.set(document, there)
      page.push(...wanted.flatMap((id) => there.get(id) ?? []))
    }
    return page
  }

  /** Where in the answer a segment stands; null where it is not in it. */
  placeOf({ runs }: Answer, id: SegmentId): number | null {
    let before = 0
    for (const { ids } of runs) {
      const at = ids.indexOf(id)
      if (at >= 0) return before + at
      before += ids.length
    }
    return null
  }

  /** The whole answer as a table for a spreadsheet, of which no more than the text is ever in memory. */
  async table(): Promise<string> {
    const { runs } = await this.answer()
    const { head, rows } = segmentList(this.project.project)
    const parts = new Map<Run, string>()
    for (const [document, { runs: own }] of this.answered) {
      if (own.length === 0) continue
      const there = new Map((await this.read(document)).map((one) => [one.id, one]))
      for (const run of own) parts.set(run, rows(run.ids.flatMap((id) => there.get(id) ?? [])))
    }
    return head + runs.map((run) => parts.get(run) ?? '').join('')
  }
}
