import { getState, notify } from '../../store.ts'
import { arrive, jump } from '../../trail.ts'
import type { DocumentHit } from './finding.ts'
import { getFinding, onceFound, standAt } from './finding.ts'

/** Goes to the hit of that place in the list, and says which it is. From the first one leads a way back. */
export function goToHit(at: number): void {
  const { hits, at: before, progress } = getFinding()
  const hit = hits[at]
  if (hit === undefined) return
  const { start, end, document } = hit
  standAt(at)
  const there = { view: 'code', document, segment: null, selection: { start, end } } as const
  const sought = { document, span: { start, end }, pointed: false }
  if (before < 0) jump(there, sought)
  else arrive(there, sought)
  const all = progress === null ? `${hits.length}` : `${hits.length} so far`
  notify(`hit ${at + 1} of ${all}: ${lead(hit.before)}${oneLine(hit.words)}${oneLine(hit.after)}`)
}

/** The hit after the one before, or before anything was found the first after the caret; round at both ends. */
export function walkHits(by: 1 | -1): void {
  const { hits, at, progress, waits } = getFinding()
  if (hits.length === 0) {
    // Who is quicker than the search goes on once it has found something.
    if (progress !== null || waits) onceFound(() => walkHits(by))
    else notify('Nothing is found.')
    return
  }
  const next = at < 0 ? nearest(hits, by) : at + by
  goToHit((next + hits.length) % hits.length)
}

function nearest(hits: readonly DocumentHit[], by: 1 | -1): number {
  const { document, selection } = getState().place
  const caret = selection?.start ?? 0
  const here = (hit: DocumentHit) => hit.document === document
  if (by === 1) {
    const on = hits.findIndex((hit) => here(hit) && hit.start >= caret)
    return on >= 0 ? on : Math.max(0, hits.findLastIndex(here) + 1)
  }
  const back = hits.findLastIndex((hit) => here(hit) && hit.end <= caret)
  return back >= 0 ? back : hits.findIndex(here) - 1
}

/** The last few words before a hit. */
function lead(before: string): string {
  const line = oneLine(before)
  if (line.length <= most) return line
  const end = line.slice(-most)
  return `…${end.slice(end.indexOf(' ') + 1)}`
}
const most = 48

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
