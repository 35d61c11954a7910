import { useCallback, useEffect, useRef, useState } from 'react'
import type { ExportChoice } from '../../core/exchange-contract.ts'
import { ask, listen } from '../bridge.ts'
import { attempt, notify, useProject } from '../store.ts'
import type { ExportEvent, ExportState } from './export-state.ts'
import { afterEvent, unmade } from './export-state.ts'

/** An export as it is looked at: made anew a moment after something else was chosen. */
export interface Export {
  readonly state: ExportState
  make(): void
  stop(): void
  /** Once it is made. */
  save(): void
}

/** Until somebody has done choosing, in milliseconds. */
const pause = 200

/** Of the chosen documents; more than this is made when somebody asks for it. In UTF-16 code units. */
const small = 5_000_000

/** Keep `choice` stable. Nothing is made where it is null. */
export function useExport(choice: ExportChoice | null): Export {
  const project = useProject((open) => open.project)
  const coder = useProject((open) => open.coder)
  const [state, tell] = useExportState()
  const { codings, documents, segments, codes } = project

  useEffect(() => listen('progress', (progress) => tell({ type: 'progress', progress })), [tell])
  useEffect(() => () => tell({ type: 'changed', choice: null }), [tell])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is coded, or may be seen, makes another export
  useEffect(() => {
    tell({ type: 'changed', choice })
    if (choice === null) return
    const size = choice.documents.reduce((sum, id) => sum + (documents.get(id)?.characters ?? 0), 0)
    if (size > small) return
    const timer = setTimeout(() => tell({ type: 'make', choice }), pause)
    return () => clearTimeout(timer)
  }, [choice, tell, codings, documents, segments, codes, coder])

  return {
    state,
    make: () => choice && tell({ type: 'make', choice }),
    stop: () => void attempt(() => ask.stopExchange()),
    save: () => choice && tell({ type: 'save', choice }),
  }
}

/** The state, and how to tell it of an event; what it comes to is asked of the main process. */
function useExportState(): [ExportState, (event: ExportEvent) => void] {
  const [state, show] = useState(unmade)
  const now = useRef(state)
  const tell = useCallback((event: ExportEvent) => {
    const before = now.current
    const after = afterEvent(before, event)
    now.current = after
    show(after)
    const turn = before.at === 'making' ? before.turn : undefined
    // What is still being made is not wanted any more.
    if (event.type === 'changed' && turn !== undefined) void attempt(() => ask.stopExchange())
    if (after.at === 'making' && after.turn !== turn) void make(after.choice, after.turn)
    if (after.at === 'saving' && before.at !== 'saving') void save(after.preview.token)

    async function make(choice: ExportChoice, made: symbol): Promise<void> {
      const preview = await attempt(() => ask.prepareExport(choice))
      tell({ type: 'ended', turn: made, preview })
    }

    async function save(token: string): Promise<void> {
      const saved = await attempt(() => ask.saveExport({ token })).finally(() =>
        tell({ type: 'saved', token }),
      )
      if (saved) notify(`Exported to ${saved.name} in ${saved.folder}.`)
    }
  }, [])
  return [state, tell]
}
