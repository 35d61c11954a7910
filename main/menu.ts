import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Preferences } from '../core/preferences.ts'
import { keyInMenu } from './menu-keys.ts'

type Item = MenuItemConstructorOptions

interface Deeds {
  /** Keys that the person gave to actions. */
  readonly keys: Preferences['keys']
  /** Tells the window in front which action was chosen. */
  choose(action: string): void
  openWindow(): void
}

const separator: Item = { type: 'separator' }
const isMac = process.platform === 'darwin'

/**
 * The menu bar. An item's id is the id of the page's action; the page runs it, and also has its keys, so the keys
 * here are only shown.
 */
export function setMenu({ keys, choose, openWindow }: Deeds): void {
  const action = (id: string, label: string, own?: string): Item => {
    const accelerator = keyInMenu(id, own, keys, isMac)
    return {
      id,
      label,
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      click: () => choose(id),
    }
  }
  const template: Item[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: '&Project', submenu: projectItems(action, openWindow) },
    { label: '&Edit', submenu: editItems(action) },
    { label: '&View', submenu: viewItems(action) },
    { role: 'windowMenu' },
    ...(isMac ? [] : [{ label: '&Help', submenu: [{ role: 'about' }] } satisfies Item]),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** The key as the page's action has it. */
type Action = (id: string, label: string, own?: string) => Item

function projectItems(action: Action, openWindow: () => void): Item[] {
  return [
    action('project.new', 'New Project…', 'Ctrl+N'),
    action('project.open', 'Open Project…', 'Ctrl+Shift+O'),
    action('project.sample', 'Open the Sample Project'),
    { id: 'window.new', label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
    separator,
    action('project.rename', 'Rename the Project…'),
    action('coder.add', 'Add a Coder…'),
    action('coder.rename', 'Rename the Coder of This Window…'),
    separator,
    action('merge', 'Merge Another Copy…', 'Ctrl+Shift+M'),
    action('package', 'Hand Over a Coder’s Work…'),
    action('history', 'History…', 'Ctrl+Shift+Y'),
    separator,
    action('comparison.open', 'Open the Comparison'),
    action('comparison.close', 'Close the Comparison'),
    separator,
    action('project.folder', 'Problems and Backups…'),
    action('project.save', 'Try Again to Save'),
    action('project.save elsewhere', 'Save a Copy Elsewhere…'),
    action('project.close', 'Close the Project'),
    ...(isMac ? [] : [separator, { role: 'quit' } satisfies Item]),
  ]
}

/** On a Mac the keys of a text field come from the menu's roles; elsewhere the field has them itself. */
function editItems(action: Action): Item[] {
  const steps: Item[] = isMac
    ? [{ role: 'undo' }, { role: 'redo' }]
    : [action('undo', 'Undo', 'Ctrl+Z'), action('redo', 'Redo', 'Ctrl+Shift+Z')]
  return [
    ...steps,
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    action('find.document', 'Find in the Document…', 'Ctrl+F'),
    action('find.all', 'Find in All Documents…', 'Ctrl+Shift+F'),
    action('place.back', 'Back to Where You Were', 'Ctrl+Alt+ArrowLeft'),
  ]
}

const views = ['Documents', 'Codebook', 'Code', 'Compare', 'Agreement', 'Export', 'Segments']

function viewItems(action: Action): Item[] {
  return [
    ...views.map((view, index) => action(`view.${view.toLowerCase()}`, view, `Ctrl+${index + 1}`)),
    separator,
    action('text.larger', 'Larger Text'),
    action('text.smaller', 'Smaller Text'),
    separator,
    action('theme.system', 'Look as the System'),
    action('theme.light', 'Light'),
    action('theme.dark', 'Dark'),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies Item]),
  ]
}
