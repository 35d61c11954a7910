import type { Coder } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import { ask } from '../bridge.ts'
import type { State } from '../store.ts'
import { attempt, close, dispatch, getState, go, notify, prefer, show } from '../store.ts'
import { redo, undo } from '../undoing.ts'
import { openAsking } from './asking.ts'
import { codeAs } from './coder.ts'
import { exchangeActions } from './exchange-actions.ts'
import { textSizes } from './ReadingDialog.tsx'
import { views } from './views.ts'

const isOpen = ({ open }: State) => open !== null
const isBlind = ({ open }: State) => open !== null && settingsOf(open.project).blind

/** What can be done everywhere, with undo and redo named after what they would do. */
export function frameActions(undoLabel: string | null, redoLabel: string | null): Action[] {
  return [
    ...viewActions,
    ...historyActions(undoLabel, redoLabel),
    ...projectActions,
    ...exchangeActions,
    ...lookActions,
  ]
}

const viewActions: Action[] = views.map(({ name, title }, index) => ({
  id: `view.${name}`,
  label: `Go to ${title}`,
  keys: [`Ctrl+${index + 1}`],
  when: isOpen,
  run: () => go({ view: name }),
}))

function historyActions(undoLabel: string | null, redoLabel: string | null): Action[] {
  return [
    {
      id: 'undo',
      label: undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`,
      keys: ['Ctrl+Z'],
      when: isOpen,
      run: undo,
    },
    {
      id: 'undo.letter',
      label: 'Undo',
      keys: ['u'],
      // Agreement has another meaning for this letter, and Export nothing to undo.
      when: ({ open, place }) => open !== null && !['agreement', 'export'].includes(place.view),
      run: undo,
      unlisted: true,
    },
    {
      id: 'redo',
      label: redoLabel === null ? 'Redo' : `Redo: ${redoLabel}`,
      keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
      when: isOpen,
      run: redo,
    },
  ]
}

const projectActions: Action[] = [
  {
    id: 'project.sample',
    label: 'Open the sample project',
    run: async () => show(await attempt(() => ask.openSample())),
  },
  { id: 'project.new', label: 'New project', keys: ['Ctrl+N'], run: () => openAsking('new project') },
  {
    id: 'project.open',
    label: 'Open a project',
    keys: ['Ctrl+Shift+O'],
    run: async () => show(await attempt(() => ask.openProject())),
  },
  {
    id: 'project.rename',
    label: 'Rename the project',
    when: isOpen,
    run: () => openAsking('rename project'),
  },
  {
    id: 'project.folder',
    label: 'Problems and backups of the project’s folder',
    when: isOpen,
    run: () => openAsking('folder'),
  },
  {
    id: 'project.memo',
    label: 'Write a memo on the project',
    when: isOpen,
    run: () => openAsking('project memo'),
  },
  { id: 'project.close', label: 'Close the project', when: isOpen, run: close },
  {
    id: 'project.save',
    label: 'Try again to save',
    when: ({ open }) => open?.saved.state === 'failed' && !open.saved.forGood,
    run: () => attempt(() => ask.saveAgain()),
  },
  {
    id: 'project.save elsewhere',
    label: 'Save a copy elsewhere',
    when: isOpen,
    run: async () => {
      const place = getState().place
      const copy = await attempt(() => ask.saveElsewhere())
      if (copy === null || copy === undefined) return
      show(copy, place)
      notify(`The project is in ${copy.folder} now, and you go on there.`)
    },
  },
  { id: 'coder.add', label: 'Add a coder', when: isOpen, run: () => openAsking('add coder') },
  {
    id: 'coder.rename',
    label: 'Rename the coder of this window',
    when: ({ open }) => open !== null && open.coder !== null,
    run: () => openAsking('rename coder'),
  },
  {
    id: 'comparison.open',
    label: 'Open the comparison',
    when: isBlind,
    run: openComparison,
  },
  {
    id: 'comparison.close',
    label: 'Close the comparison',
    when: (state) => isOpen(state) && !isBlind(state),
    run: async () => {
      if (await dispatch({ type: 'closeComparison' }))
        notify('Coding is blind again: everybody sees their own segments.')
    },
  },
]

/**
 * Everybody sees everybody's work from now on; one undo takes it back. It is done knowingly: from elsewhere this leads
 * to the screen that says what it means.
 */
async function openComparison(): Promise<void> {
  if (!['compare', 'agreement'].includes(getState().place.view)) return go({ view: 'compare' })
  if (await dispatch({ type: 'openComparison' }))
    notify('The comparison is open: everybody sees everybody’s segments. Undo closes it again.')
}

const lookActions: Action[] = [
  {
    id: 'reading',
    label: 'Reading: font, size, lines, highlights',
    keys: ['Ctrl+,'],
    run: () => openAsking('reading'),
  },
  { id: 'keys', label: 'Keys: see and change them', keys: ['F1'], run: () => openAsking('keys') },
  { id: 'theme.system', label: 'Look: as the system', run: () => prefer({ theme: 'system' }) },
  { id: 'theme.light', label: 'Look: light', run: () => prefer({ theme: 'light' }) },
  { id: 'theme.dark', label: 'Look: dark', run: () => prefer({ theme: 'dark' }) },
  {
    id: 'contrast.more',
    label: 'Look: high contrast',
    when: ({ preferences }) => preferences.contrast !== 'more',
    run: () => prefer({ contrast: 'more' }),
  },
  {
    id: 'contrast.system',
    label: 'Look: usual contrast',
    when: ({ preferences }) => preferences.contrast === 'more',
    run: () => prefer({ contrast: 'system' }),
  },
  { id: 'text.larger', label: 'Larger text', run: () => sizeText(+1) },
  { id: 'text.smaller', label: 'Smaller text', run: () => sizeText(-1) },
]

function sizeText(by: number): void {
  const textSize = Math.max(textSizes.least, Math.min(textSizes.most, getState().preferences.textSize + by))
  prefer({ textSize })
  notify(`The text is ${textSize} pixels high.`)
}

export function coderActions(coders: Iterable<Coder>): Action[] {
  return [...coders].map(({ id, name }) => ({
    id: `coder ${id}`,
    label: `Code as ${name}`,
    when: ({ open }) => open !== null && open.coder !== id,
    run: () => codeAs(id),
  }))
}
