import { coderNamed } from '../../core/commands/coder.ts'
import type { CoderId } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, dispatch, getState, notify, show } from '../store.ts'

/** Changes who codes in this window; the place stays, what may be seen comes anew. */
export async function codeAs(coder: CoderId): Promise<void> {
  const snapshot = await attempt(() => ask.chooseCoder({ coder }))
  if (snapshot === undefined) return
  const { place } = getState()
  show(snapshot, { ...place, segment: null })
  notify(`${getState().open?.project.coders.get(coder)?.name ?? 'Somebody'} codes in this window now.`)
}

/** Adds a coder who then codes in this window. True when it was done. */
export async function addCoder(name: string): Promise<boolean> {
  if (!(await dispatch({ type: 'addCoder', name }))) return false
  const { open } = getState()
  const coder = open === null ? undefined : coderNamed(open.project, name)
  if (coder !== undefined) await codeAs(coder.id)
  return true
}
