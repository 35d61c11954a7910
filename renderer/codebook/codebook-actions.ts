import type { Code, CodeId } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import { openWindow } from '../ui/codebook-windows.ts'
import { deleteCode, moveBy } from './changing-codes.ts'
import type { Direction } from './moving.ts'

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
