import type { Codebook } from '../../core/codebook.ts'
import { codeNamed, codesInOrder, pathOf, pathSeparator, withDescendants } from '../../core/codebook.ts'
import { endChanges } from '../../core/links.ts'
import type { Code, CodeId, Project } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import type { OpenProject } from '../store.ts'
import { dispatch, getState, go, notify } from '../store.ts'
import { segmentCounts } from '../ui/code-counts.ts'
import { openWindow } from '../ui/codebook-windows.ts'
import { keysInWords } from '../ui/Keys.tsx'
import type { Direction } from './moving.ts'
import { step } from './moving.ts'

/** What the view itself has to do: it holds the question and the fields. */
export interface CodebookDoings {
  /** Asks for a new code's name; below the parent. */
  ask(parent: CodeId | null): void
  rename(): void
  /** Asks which code to merge into. */
  merge(): void
  /** Asks for the name of the code to group under. */
  group(): void
  /** Walks one's own segments to give them other codes. */
  split(): void
  toggleUnused(): void
  filter(): void
}

/** What can be done with the codebook; `code` is the chosen one. */
export function codebookActions(code: Code | undefined, doings: CodebookDoings): Action[] {
  const view = 'codebook' as const
  const one = () => code !== undefined
  const move = (direction: Direction, key: string, label: string): Action => ({
    id: `code.${direction}`,
    label,
    keys: [`Alt+Arrow${key}`],
    ...(direction === 'up' || direction === 'down' ? { hint: 'move' } : { hint: 'nest' }),
    view,
    when: one,
    run: () => code && moveBy(code, direction),
  })
  return [
    {
      id: 'code.rename',
      label: 'Rename the code',
      keys: ['F2'],
      hint: 'rename',
      view,
      when: one,
      run: doings.rename,
    },
    {
      id: 'code.add',
      label: 'New code',
      keys: ['Insert'],
      hint: 'new code',
      view,
      run: () => doings.ask(code?.parent ?? null),
    },
    {
      id: 'code.addBelow',
      label: 'New code under this one',
      keys: ['Shift+Insert'],
      hint: 'new code under it',
      view,
      when: one,
      run: () => doings.ask(code?.id ?? null),
    },
    move('up', 'Up', 'Move the code up'),
    move('down', 'Down', 'Move the code down'),
    move('in', 'Right', 'Put the code under the one above it'),
    move('out', 'Left', 'Take the code out of its parent'),
    {
      id: 'code.merge',
      label: 'Merge the code into another',
      keys: ['Ctrl+M'],
      hint: 'merge',
      view,
      when: one,
      run: doings.merge,
    },
    {
      id: 'code.group',
      label: 'Group the code under a new one',
      keys: ['Ctrl+G'],
      hint: 'group',
      view,
      when: one,
      run: doings.group,
    },
    {
      id: 'code.split',
      label: 'Split the code by walking its segments',
      keys: ['Ctrl+J'],
      view,
      when: one,
      run: doings.split,
    },
    { id: 'code.unused', label: 'Show only codes that nobody has used', view, run: doings.toggleUnused },
    {
      id: 'code.delete',
      label: 'Delete the code with its segments',
      keys: ['Delete'],
      hint: 'delete',
      view,
      when: one,
      run: () => code && deleteCode(code),
    },
    {
      id: 'codebook.linkTypes',
      label: 'Types of link',
      keys: ['Ctrl+Shift+L'],
      hint: 'types of link',
      view,
      run: () => openWindow({ what: 'link types' }),
    },
    {
      id: 'codebook.versions',
      label: 'Versions of the codebook',
      view,
      run: () => openWindow({ what: 'versions', from: null, to: null, code: null }),
    },
    { id: 'code.filter', label: 'Filter the codes', keys: ['Ctrl+F', '/'], view, run: doings.filter },
  ]
}

async function moveBy(code: Code, direction: Direction): Promise<void> {
  const codes = getState().open?.project.codes
  const to = codes && step(codes, code, direction)
  if (to === null || to === undefined) notify(`${code.name} can’t go further that way.`, 'refused')
  else await dispatch({ type: 'moveCode', code: code.id, ...to })
}

async function deleteCode(code: Code): Promise<void> {
  const { open } = getState()
  if (open === null) return
  const before = open.project
  const { codes } = before
  const below = withDescendants(codes, code).length - 1
  const next = neighbour(codes, code)
  if (!(await dispatch({ type: 'deleteCode', code: code.id }))) return
  go({ code: next?.id ?? null })
  const more = below === 0 ? '' : ` and ${below === 1 ? 'the code' : `the ${below} codes`} below it`
  const done = `Deleted ${code.name}${more}${segmentsOf(code, open)}. ${keysInWords('Ctrl+Z')} brings everything back.`
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
  return true
}

/** Merges a code into another and goes there. */
export async function mergeCodes(code: Code, into: Code): Promise<void> {
  const before = getState().open?.project
  if (before === undefined) return
  if (!(await dispatch({ type: 'mergeCodes', code: code.id, into: into.id }))) return
  go({ code: into.id })
  const done = [
    `Merged ${code.name} into ${into.name}, with everybody’s segments.`,
    `Its definition stands in the memo; ${keysInWords('Ctrl+Z')} makes them two again.`,
    ...endsSince(before),
  ]
  notify(done.join(' '))
}

/** Groups a code under a new one and goes there. True when it was done. */
export async function groupCode(code: Code, name: string): Promise<boolean> {
  if (!(await dispatch({ type: 'groupCodes', codes: [code.id], name }))) return false
  const parent = getState().open?.project.codes.get(code.id)?.parent
  if (parent !== undefined) go({ code: parent })
  return true
}
