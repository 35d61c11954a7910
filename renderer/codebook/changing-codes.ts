import type { Codebook } from '../../core/codebook.ts'
import {
  codeLabel,
  codeNamed,
  codesInOrder,
  pathOf,
  pathSeparator,
  withDescendants,
} from '../../core/codebook.ts'
import { endChanges } from '../../core/links.ts'
import type { Code, CodeId, Project } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import type { OpenProject } from '../store.ts'
import { dispatch, getState, go, notify } from '../store.ts'
import { segmentCounts } from '../ui/code-counts.ts'
import { keyOrWords } from '../ui/Keys.tsx'
import type { Destination, Direction } from './moving.ts'
import { step } from './moving.ts'

// What is done to a code, and said of it.

/** Puts the code one step further in the tree. */
export async function moveBy(code: Code, direction: Direction): Promise<void> {
  const codes = getState().open?.project.codes
  const to = codes && step(codes, code, direction)
  if (to === null || to === undefined) notify(`${code.name} can’t go further that way.`, 'refused')
  else await moveCode(code, to)
}

/** With the codes below it and everybody's segments; says what went, and goes to the code next to it. */
export async function deleteCode(code: Code): Promise<void> {
  const { open } = getState()
  if (open === null) return
  const before = open.project
  const { codes } = before
  const below = withDescendants(codes, code).length - 1
  const next = neighbour(codes, code)
  if (!(await dispatch({ type: 'deleteCode', code: code.id }))) return
  go({ code: next?.id ?? null })
  const more = below === 0 ? '' : ` and ${below === 1 ? 'the code' : `the ${below} codes`} below it`
  const done = `Deleted ${code.name}${more}${segmentsOf(code, open)}. ${keyOrWords('undo', 'Undo')} brings everything back.`
  notify([done, ...endsSince(before)].join(' '))
}

/** Whose segments go along with the code, as far as that may be seen. */
function segmentsOf(code: Code, { project, counts }: OpenProject): string {
  const whose = [...project.coders.values()].flatMap(({ id, name }) => {
    const own = segmentCounts(project.codes, counts, (codings) => codings.startsWith(`${id}/`)).get(code.id)
    return own === undefined || own === 0 ? [] : [{ name, own }]
  })
  const all = whose.reduce((sum, { own }) => sum + own, 0)
  const seen =
    all === 0
      ? []
      : [
          `${all} ${all === 1 ? 'segment' : 'segments'} (${whose.map(({ name, own }) => `${name} ${own}`).join(', ')})`,
        ]
  const unseen = settingsOf(project).blind && project.coders.size > 1 ? ['what others coded with it'] : []
  const lost = [...seen, ...unseen].join(' and ')
  return lost && ` with ${lost}`
}

/** What became of types of link on the way. */
function endsSince(before: Project): string[] {
  const { open } = getState()
  return open === null ? [] : endChanges(before, open.project)
}

/** The code after it in the tree that is not below it, or the one before. */
function neighbour(codes: Codebook, code: Code): Code | undefined {
  const gone = new Set(withDescendants(codes, code))
  const order = codesInOrder(codes).map((row) => row.code)
  const at = order.indexOf(code)
  return order.slice(at).find((other) => !gone.has(other)) ?? order[at - 1]
}

/** Adds a code and goes to it. True when it was done. */
export async function addCode(parent: CodeId | null, name: string): Promise<boolean> {
  if (!(await dispatch({ type: 'addCodes', parent, codes: [{ name }] }))) return false
  const codes = getState().open?.project.codes
  const above = codes && parent !== null ? codes.get(parent) : undefined
  const path = codes && above ? [...pathOf(codes, above), name] : [name]
  const added = codes && codeNamed(codes, path.join(pathSeparator))
  if (added) go({ code: added.id })
  if (added)
    say(above === undefined ? `New code: ${name}.` : `New code under ${above.name}: ${name}.`, added.id)
  return true
}

/** Gives the code another name. True when it was done. */
export async function renameCode({ id, name: before }: Code, name: string): Promise<boolean> {
  if (!(await dispatch({ type: 'changeCode', code: id, changes: { name } }))) return false
  say(`Renamed ${before} to ${getState().open?.project.codes.get(id)?.name ?? name}.`, id)
  return true
}

/** Puts the code elsewhere in the tree. True when it was done. */
export async function moveCode({ id, name, parent }: Code, to: Destination): Promise<boolean> {
  if (!(await dispatch({ type: 'moveCode', code: id, ...to }))) return false
  const above = to.parent === null ? undefined : getState().open?.project.codes.get(to.parent)
  if (to.parent === parent) notify(`Moved ${name}.`)
  else
    say(above === undefined ? `${name} is at the top level now.` : `${name} is under ${above.name} now.`, id)
  return true
}

/** What was done to a code, and by which names those are told apart that are called the same. */
function say(done: string, id: CodeId): void {
  const codes = getState().open?.project.codes
  const code = codes?.get(id)
  if (codes === undefined || code === undefined) return
  const twins = [...codes.values()].filter((other) => other !== code && other.name === code.name)
  const names = [code, ...twins].map((one) => `“${codeLabel(codes, one)}”`)
  const apart =
    twins.length === 0 ? '' : ` Codes called ${code.name} differ by their full names: ${names.join(', ')}.`
  notify(`${done}${apart}`)
}

/** Merges a code into another and goes there. */
export async function mergeCodes(code: Code, into: Code): Promise<void> {
  const before = getState().open?.project
  if (before === undefined) return
  if (!(await dispatch({ type: 'mergeCodes', code: code.id, into: into.id }))) return
  go({ code: into.id })
  const done = [
    `Merged ${code.name} into ${into.name}, with everybody’s segments.`,
    `Its definition stands in the memo; ${keyOrWords('undo', 'undo')} makes them two again.`,
    ...endsSince(before),
  ]
  notify(done.join(' '))
}

/** Groups a code under a new one and goes there. True when it was done. */
export async function groupCode(code: Code, name: string): Promise<boolean> {
  if (!(await dispatch({ type: 'groupCodes', codes: [code.id], name }))) return false
  const parent = getState().open?.project.codes.get(code.id)?.parent
  if (parent !== undefined) go({ code: parent })
  if (parent) say(`${code.name} is under ${name} now.`, parent)
  return true
}
