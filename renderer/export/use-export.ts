import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ExportChoice, ExportPreview, Progress } from '../../core/exchange-contract.ts'
import { ask, listen } from '../bridge.ts'
import { attempt, notify, useProject } from '../store.ts'

/** An export as it is looked at: made anew a moment after something else was chosen. */
export interface Export {
  readonly preview: ExportPreview | null
  /** How far making it is; null while nothing is made. */
  readonly progress: Progress | null
  readonly stopped: boolean
  make(): void
  stop(): void
  /** Once it is made. */
  save(): Promise<void>
}

/** Until somebody has done choosing, in milliseconds. */
const pause = 200

/** Of the chosen documents; more than this is made when somebody asks for it. In UTF-16 code units. */
const small = 5_000_000

/** Made for something that is not what it was any more. */
const overtaken = Symbol('overtaken')
type Making = Promise<ExportPreview | typeof overtaken | undefined>

/** Keep `choice` stable. Nothing is made where it is null. */
export function useExport(choice: ExportChoice | null): Export {
  const project = useProject((open) => open.project)
  const coder = useProject((open) => open.coder)
  const [preview, setPreview] = useState<ExportPreview | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [stopped, setStopped] = useState(false)
  const latest = useRef(0)
  const running = useRef<Making | null>(null)
  const saving = useRef(false)
  const { codings, documents } = project

  const prepare = useCallback(async (): Making => {
    if (choice === null) return undefined
    const turn = ++latest.current
    setStopped(false)
    setProgress({ what: 'making the files', done: 0, of: 1 })
    const made = await attempt(() => ask.prepareExport(choice))
    if (turn !== latest.current) return overtaken
    running.current = null
    setProgress(null)
    setPreview(made ?? null)
    setStopped(made === undefined)
    return made
  }, [choice])

  /** What is being made already is not made twice. */
  const make = useCallback(() => {
    running.current ??= prepare()
    return running.current
  }, [prepare])

  const shown = useRef({ choice, make })
  useLayoutEffect(() => {
    shown.current = { choice, make }
    return () => {
      shown.current = { choice: null, make }
    }
  }, [choice, make])

  useEffect(() => listen('progress', (now) => setProgress((last) => (last === null ? null : now))), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is coded, or may be seen, makes another export
  useEffect(() => {
    setPreview(null)
    const size = choice?.documents.reduce((sum, id) => sum + (documents.get(id)?.characters ?? 0), 0) ?? 0
    const waits = choice !== null && size <= small
    const timer = waits ? setTimeout(() => void make(), pause) : undefined
    return () => {
      clearTimeout(timer)
      // What is still being made is not wanted any more.
      latest.current++
      running.current = null
      setProgress((last) => {
        if (last !== null) void attempt(() => ask.stopExchange())
        return null
      })
    }
  }, [choice, make, codings, documents, project.segments, project.codes, coder])

  return {
    ...{ preview, progress, stopped },
    make: () => void make(),
    stop: () => void attempt(() => ask.stopExchange()),
    async save() {
      if (saving.current) return
      saving.current = true
      await saveWhenMade().finally(() => {
        saving.current = false
      })
    },
  }

  async function saveWhenMade(): Promise<void> {
    const wanted = JSON.stringify(choice)
    let ready = preview ?? (await make())
    // Something was coded meanwhile: it is made anew, as long as the person has not chosen anything else.
    while (ready === overtaken && JSON.stringify(shown.current.choice) === wanted)
      ready = await shown.current.make()
    if (ready === undefined || ready === overtaken) return
    const name = await attempt(() => ask.saveExport({ token: ready.token }))
    if (name) notify(`Exported to ${name}.`)
  }
}
