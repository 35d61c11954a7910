import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { Change } from '../core/change.ts'
import { apply } from '../core/change.ts'
import type { WindowCommand } from '../core/contract.ts'
import type { Counts } from '../core/counts.ts'
import { readReading } from '../core/document-reading.ts'
import type { CodeId, DocumentId, Project, SegmentId } from '../core/model.ts'
import { emptyProject } from '../core/model.ts'
import type { Preferences } from '../core/preferences.ts'
import { defaultPreferences } from '../core/preferences.ts'
import type { Changed, CodingsCount, RecentProject, Snapshot } from '../core/project-contract.ts'
import { Refusal } from '../core/refusal.ts'
import type { Span } from '../core/span.ts'
import { ask, listen } from './bridge.ts'
import type { Mirror } from './mirror.ts'
import { emptyMirror, foresee, shownOf, tell } from './mirror.ts'

/** Everything the views show: the mirror of the open project, and where in it the person is. */
export interface State {
  /** False until the main process has answered for the first time. */
  readonly started: boolean
  readonly version: string
  readonly recent: readonly RecentProject[]
  readonly preferences: Preferences
  readonly open: OpenProject | null
  readonly place: Place
  /** A sentence for the person, shown at the foot and spoken; null when there is none. */
  readonly notice: Notice | null
}

export interface OpenProject extends Omit<Snapshot, 'project' | 'counts'> {
  /** As it is shown (mirror.ts): everything but texts and segments of documents that were not read yet. */
  readonly project: Project
  readonly counts: Counts
}

export type ViewName = 'documents' | 'codebook' | 'code' | 'compare' | 'agreement' | 'export' | 'segments'

export interface Place {
  readonly view: ViewName
  /** The document that is open or chosen in every view that is about one. */
  readonly document: DocumentId | null
  /** The selected segment of that document. */
  readonly segment: SegmentId | null
  /** What is selected in the text, in UTF-16 code units; empty (start = end) is the caret. */
  readonly selection: Span | null
  /** The code that is chosen in the codebook. */
  readonly code: CodeId | null
}

export interface Notice {
  readonly text: string
  readonly kind: 'done' | 'refused'
}

const nowhere: Place = { view: 'documents', document: null, segment: null, selection: null, code: null }

let state: State = {
  started: false,
  version: '',
  recent: [],
  preferences: defaultPreferences,
  open: null,
  place: nowhere,
  notice: null,
}
let mirror: Mirror = emptyMirror
const listeners = new Set<() => void>()
const listenersAtOnce = new Set<() => void>()
/** Whether the views have yet to be told of what the state is now. */
let held = false

export function getState(): State {
  return state
}

function set(next: Partial<State>): void {
  state = { ...state, ...next }
  for (const listener of listenersAtOnce) listener()
  // Without a project nothing can be shown of one, so nobody waits.
  if (!held || state.open === null) for (const listener of listeners) listener()
}

/**
 * Lets all views but the text wait until the next frame is painted: a key press waits for its mark only, and counts,
 * lists and notices come a frame later. The timer is for a window that paints no frames because nobody sees it.
 */
function holdViews(): void {
  if (held) return
  held = true
  requestAnimationFrame(() => setTimeout(settle))
  setTimeout(settle, 100)
}

/** Tells the views that wait, and has them drawn when it returns. A key or a click means what is shown by then. */
export function settle(): void {
  if (!held) return
  held = false
  flushSync(() => {
    for (const listener of listeners) listener()
  })
}

/** Shows what the mirror now says, with what else there is to be set. */
function reflect(next: Mirror, rest: Partial<OpenProject> = {}, place = state.place): void {
  mirror = next
  if (state.open !== null) set({ open: { ...state.open, ...rest, ...shownOf(next) }, place })
}

/** Calls back after every change, or a frame later (holdViews), until the returned function is called. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** As subscribe, for the text on the page, which is never kept waiting. */
export function atOnce(listener: () => void): () => void {
  listenersAtOnce.add(listener)
  return () => listenersAtOnce.delete(listener)
}

/** A part of the state; the view draws again when that part is another value. Select, don't build, values. */
export function useWorkbench<T>(select: (state: State) => T, when = subscribe): T {
  return useSyncExternalStore(when, () => select(state))
}

/** The open project; only for views that are shown while there is one. */
export function useProject<T>(select: (open: OpenProject) => T, when = subscribe): T {
  return useWorkbench(({ open }) => {
    if (open === null) throw new Error('no project is open')
    return select(open)
  }, when)
}

/** For what is kept beside the state (remembered.ts): views look at it again as they look at the state. */
export function lookAgain(): void {
  set({})
}

/**
 * Moves the person: other fields of the place stay as they are. What was said in another view is not said on, and what
 * was refused of another code or document neither.
 */
export function go(to: Partial<Place>): void {
  const { place, notice } = state
  const leaves = (part: keyof Place) => part in to && to[part] !== place[part]
  const past = leaves('view') || (notice?.kind === 'refused' && (leaves('code') || leaves('document')))
  set({ place: { ...place, ...to }, ...(past ? { notice: null } : {}) })
}

export function notify(text: string, kind: Notice['kind'] = 'done'): void {
  set({ notice: { text, kind } })
}

/** Takes a notice away that isn't true any longer, if it still stands there. */
export function unsay(text: string): void {
  if (state.notice?.text === text) set({ notice: null })
}

/** Runs something that may be refused; a refusal becomes a notice. Undefined where it was refused. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code !== 'cancelled') notify(error.message, 'refused')
    return undefined
  }
}

/**
 * Asks for a command to be carried out; what it changes comes back as a change. What is done to segments shows at
 * once. True when it was done.
 */
export async function dispatch(command: WindowCommand): Promise<boolean> {
  const { open } = state
  const said = state.notice
  const change = open === null ? undefined : foresee(open.project, command, open.coder)
  if (change !== undefined) {
    holdViews()
    reflect({ ...mirror, foreseen: [...mirror.foreseen, change] })
  }
  try {
    const done = await attempt(async () => {
      await ask.dispatch(command)
      // What was said of something earlier is settled now.
      if (said !== null && state.notice === said) set({ notice: null })
      return true
    })
    return done ?? false
  } finally {
    if (change !== undefined) forget(change)
  }
}

/** What did not come true is not shown any longer. */
function forget(change: Change): void {
  if (!mirror.foreseen.includes(change)) return
  reflect({ ...mirror, foreseen: mirror.foreseen.filter((each) => each !== change) })
}

/** Shows a project that was opened, or another coder's view of the same one. Documents are read anew. */
export function show(snapshot: Snapshot | null | undefined, place: Partial<Place> = {}): void {
  if (snapshot === null || snapshot === undefined) return
  const { project, counts, ...rest } = snapshot
  const told = { project: apply(emptyProject, project), counts: countsFrom(counts) }
  const isOther = state.open?.folder !== snapshot.folder
  mirror = { told, foreseen: [] }
  set({ open: { ...rest, ...told }, place: { ...nowhere, ...place }, notice: null })
  // Another project has other codes: what was looked up in one, the day before too, is done with.
  if (isOther && state.preferences.definition) prefer({ definition: false })
}

function countsFrom(counts: readonly CodingsCount[]): Counts {
  return new Map(counts.map(({ codings, codes }) => [codings, codes]))
}

/** Loads a document's text and the segments that may be seen, unless they are in the mirror already. */
export async function readDocument(document: DocumentId): Promise<void> {
  if (state.open === null || state.open.project.texts.has(document)) return
  const read = await attempt(() => ask.readDocument({ document }))
  const { told } = mirror
  if (read === undefined || state.open === null || told.project.texts.has(document)) return
  reflect({ ...mirror, told: { ...told, project: apply(told.project, readReading(read)) } })
}

export async function close(): Promise<void> {
  const closed = await attempt(() => ask.closeProject().then(() => true))
  if (!closed) return
  const start = await ask.start()
  set({ open: null, place: nowhere, recent: start.recent })
}

export function prefer(preferences: Partial<Preferences>): void {
  set({ preferences: { ...state.preferences, ...preferences } })
  void attempt(() => ask.writePreferences(state.preferences))
}

/** Asks the main process what there is, and listens to it from then on. */
export async function begin(): Promise<void> {
  listen('changed', changed)
  listen('replaced', (snapshot) => show(snapshot, state.place))
  listen('surveyed', ({ counts, problems }) => {
    reflect({ ...mirror, told: { ...mirror.told, counts: countsFrom(counts) } }, { problems })
  })
  listen('saved', (saved) => state.open && set({ open: { ...state.open, saved } }))
  const { open, ...start } = await ask.start()
  set({ ...start, started: true })
  show(open)
}

let toldLast: Change | null = null

/** What work in the main process changed, of what this window may see; it is told before the answer. */
export async function changeOf<T>(work: () => Promise<T>): Promise<{ answer: T; change: Change | null }> {
  toldLast = null
  const answer = await work()
  return { answer, change: toldLast }
}

function changed({ change, undo, redo }: Changed): void {
  toldLast = change
  const { place } = state
  const next = tell(mirror, change)
  const gone = place.document !== null && !next.told.project.documents.has(place.document)
  const elsewhere = { ...place, document: null, segment: null, selection: null }
  reflect(next, { undo, redo }, gone ? elsewhere : place)
}
