import { partsOf } from '../../core/change.ts'
import type { Decision } from '../../core/decision.ts'
import { Refusal } from '../../core/refusal.ts'
import { change as changeSchema } from '../../core/schema.ts'
import type { Steps } from '../../core/steps.ts'
import { type FileName, pathOf } from './layout.ts'

/** Files that are damaged and stay as they are. */
type SetAside = ReadonlySet<string>

/**
 * What of a decision is kept. Throws a Refusal where it could not be read back, whatever decided it: the project would
 * not open any more.
 */
export function* keepable(decision: Decision, setAside: SetAside): Steps<Decision> {
  const kept = withoutDamagedVersions(decision, setAside)
  const { texts: _, ...records } = kept.change
  const parts = [...partsOf(records, 1000)]
  for (const [done, part] of parts.entries()) {
    const issue = changeSchema.safeParse(part).error?.issues[0]
    if (issue !== undefined)
      throw new Refusal(
        'invalid',
        `“${kept.label}” was not done: ${issue.path.join('.')} can’t be kept (${issue.message}); correct what you gave`,
      )
    yield { done, total: parts.length }
  }
  return kept
}

/**
 * A version of the codebook whose file is damaged can't be kept again: its file stays as it is, for repair. That
 * keeps nobody from coding; segments name the version all the same.
 */
function withoutDamagedVersions(decision: Decision, setAside: SetAside): Decision {
  const { versions, ...others } = decision.change
  if (versions === undefined) return decision
  const added = versions.added.filter(({ id }) => !setAside.has(`versions/${id}.json`))
  if (added.length === versions.added.length) return decision
  return {
    ...decision,
    change: { ...others, ...(added.length > 0 ? { versions: { ...versions, added } } : {}) },
  }
}

/** Throws a Refusal where one of the files is damaged. */
export function refuseDamaged(folder: string, files: readonly FileName[], setAside: SetAside): void {
  const damaged = files.find((file) => setAside.has(file))
  if (damaged === undefined) return
  throw new Refusal(
    'damaged',
    `${pathOf(folder, damaged)}: the file is damaged and is kept as it is; mend or remove it, then open the project again`,
  )
}
