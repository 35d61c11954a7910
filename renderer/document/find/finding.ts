import { useSyncExternalStore } from 'react'
import type { Wanted } from '../../../core/find.ts'
import type { FoundHit } from '../../../core/finding-contract.ts'
import type { DocumentId } from '../../../core/model.ts'
import { documentsInOrder } from '../../../core/model.ts'
import { Refusal } from '../../../core/refusal.ts'
import { ask } from '../../bridge.ts'
import { getState } from '../../store.ts'

/** What is being looked for, and what was found so far. */
export interface Finding {
  readonly open: boolean
  readonly scope: 'document' | 'all'
  readonly wanted: Wanted
  readonly hits: readonly DocumentHit[]
  /** There are more hits than are listed. */
  readonly more: boolean
  /** Which hit one stands at; -1 before the first. */
  readonly at: number
  /** It is still being typed, and nobody has looked yet. */
  readonly waits: boolean
  /** How many documents were looked through, while it goes on. */
  readonly progress: { readonly done: number; readonly of: number } | null
  /** Why nothing, or not everything, could be found. */
  readonly problem: string | null
  /** The field is to get the focus. */
  readonly calls: boolean
}

export interface DocumentHit extends FoundHit {
  readonly document: DocumentId
}

/** More than anybody looks through; the list says so. */
const most = 50_000
const pause = 150

let finding: Finding = {
  open: false,
  scope: 'document',
  wanted: { words: '', expression: false, wholeWord: false, ignoreCase: true, ignoreAccents: true },
  hits: [],
  more: false,
  at: -1,
  waits: false,
  progress: null,
  problem: null,
  calls: false,
}
const listeners = new Set<() => void>()

export function getFinding(): Finding {
  return finding
}

function set(next: Partial<Finding>): void {
  finding = { ...finding, ...next }
  for (const listener of listeners) listener()
}

export function useFinding(): Finding {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, getFinding)
}

export function openFinding(scope: Finding['scope']): void {
  const isOther = scope !== finding.scope || !finding.open
  set({ open: true, scope, calls: true })
  if (isOther) look()
}

export function callAnswered(): void {
  set({ calls: false })
}

export function closeFinding(): void {
  stopLooking()
  set({ open: false, hits: [], at: -1, problem: null })
}

/** Another search; it begins after a pause of typing. */
export function want(next: Partial<Wanted> | Pick<Finding, 'scope'>): void {
  if ('scope' in next) set({ scope: next.scope })
  else set({ wanted: { ...finding.wanted, ...next } })
  look()
}

export function standAt(at: number): void {
  set({ at })
}

let timer: ReturnType<typeof setTimeout> | undefined
/** The search that is going on: whoever starts another one, or stops, makes it a stranger. */
let current = 0

export function stopLooking(): void {
  clearTimeout(timer)
  current++
  then = null
  set({ progress: null, waits: false })
}

/** Looks through the documents, the one before us first where no other is asked for. */
export function look(): void {
  stopLooking()
  set({ hits: [], more: false, at: -1, problem: null })
  if (!finding.open || finding.wanted.words === '') return
  set({ waits: true })
  timer = setTimeout(() => void lookThrough(current), pause)
}

let then: (() => void) | null = null

/** Does something once there is a hit, or there is known to be none; not where another search begins before. */
export function onceFound(next: () => void): void {
  then = next
}

function settleThen(): void {
  const next = then
  then = null
  next?.()
}

async function lookThrough(search: number): Promise<void> {
  const { open, place } = getState()
  if (open === null) return
  const { scope, wanted } = finding
  const all = documentsInOrder(open.project)
  const documents = scope === 'all' ? all : all.filter(({ id }) => id === place.document)
  for (const [done, { id }] of documents.entries()) {
    set({ progress: { done, of: documents.length }, waits: false })
    const found = await findIn(id, wanted)
    if (search !== current) return
    if ('problem' in found) {
      set({ problem: found.problem })
      if (found.stops) break
      continue
    }
    const hits = found.hits.map((hit) => ({ ...hit, document: id }))
    const room = most - finding.hits.length
    // A list that grows in place would not be told from the one before.
    if (hits.length > 0) set({ hits: [...finding.hits, ...hits.slice(0, room)] })
    if (hits.length > 0) settleThen()
    if (found.more || hits.length > room) set({ more: true })
    if (finding.hits.length >= most) break
  }
  set({ progress: null, waits: false })
  settleThen()
}

async function findIn(document: DocumentId, wanted: Wanted) {
  try {
    return await ask.find({ document, wanted, coding: null })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // One damaged text is no reason not to look in the others.
    return { problem: error.message, stops: error.code !== 'damaged' }
  }
}
