import { join } from 'node:path'
import { app, BrowserWindow, dialog, type Session } from 'electron'
import type { Events } from '../core/contract.ts'
import { Refusal } from '../core/refusal.ts'
import { dialogsOf } from './dialogs.ts'
import { createHandlers } from './handlers.ts'
import { serve } from './ipc.ts'
import { lockDown, lockedSession } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { OpenProjects } from './open-projects.ts'
import { home } from './pages.ts'
import { Desk } from './preferences.ts'
import { seedsFolder, version } from './program.ts'
import { closesUnsaved } from './questions.ts'
import { Remembered } from './remembered.ts'
import type { Handlers, Shell } from './shell.ts'
import { printPdf, projectWindow } from './window.ts'

lockDown()

const projects = new OpenProjects()
let quitting = false

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp)
else app.quit()

async function start(): Promise<void> {
  const session = lockedSession(join(import.meta.dirname, '../renderer'))
  const remembered = new Remembered(app.getPath('userData'))
  const desk = await Desk.open(app.getPath('userData'))
  const openWindow = () => void open(session, remembered, desk).catch(giveUp)
  const choose = (action: string) => sendTo(BrowserWindow.getFocusedWindow(), 'menu', action)
  desk.withKeys((keys) => setMenu({ keys, choose, openWindow }))
  app.on('second-instance', () => showOldest() || openWindow())
  app.on('activate', () => showOldest() || openWindow())
  app.on('before-quit', () => {
    quitting = true
  })
  // On a Mac an app lives on without windows, unless it was told to quit.
  app.on('window-all-closed', () => {
    if (quitting || process.platform !== 'darwin') app.quit()
  })
  openWindow()
}

/** A window with handlers of its own; it closes when everything is on disk. */
async function open(session: Session, remembered: Remembered, desk: Desk): Promise<void> {
  const window = projectWindow(session, remembered)
  const shell = shellOf(window, session, remembered)
  const { handlers, close } = createHandlers(shell, desk, projects)
  let closing = false
  window.on('close', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    void letGo(window, shell, handlers, close).then((gone) => {
      closing = gone
    })
  })
  serve(window.webContents, handlers)
  await window.loadURL(`${home}/index.html`)
}

/** Closes the window once its writes are done; false when they can't be and the person keeps it. */
async function letGo(
  window: BrowserWindow,
  shell: Shell,
  handlers: Handlers,
  close: () => Promise<void>,
): Promise<boolean> {
  const reason = await unsaved(handlers)
  const answer = reason === null ? 'lose' : await closesUnsaved(shell, reason)
  const keeps = answer === 'keep' || (answer === 'save elsewhere' && !(await savedElsewhere(shell, handlers)))
  if (keeps) {
    quitting = false
    return false
  }
  await close().catch((error: unknown) => console.error(error))
  window.destroy()
  return true
}

/** Whether the project is in a folder of the person's choice now; why not is said. */
async function savedElsewhere(shell: Shell, handlers: Handlers): Promise<boolean> {
  try {
    return (await handlers.saveElsewhere()) !== null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await shell.choose({
      message: 'The copy was not saved.',
      detail: error.message,
      buttons: ['Keep the window open'],
      safe: 0,
    })
    return false
  }
}

/** Why something is not on disk after one more try, or null where everything is, or nothing is open. */
async function unsaved(handlers: Handlers): Promise<string | null> {
  if ((await handlers.start()).open === null) return null
  await handlers.saveAgain()
  const saved = (await handlers.start()).open?.saved
  return saved?.state === 'failed' ? (saved.message ?? 'The disk refused.') : null
}

function shellOf(window: BrowserWindow, session: Session, remembered: Remembered): Shell {
  return {
    ...dialogsOf(window, remembered),
    send: (name, value) => sendTo(window, name, value),
    printPdf: (html) => printPdf(session, html),
    userData: app.getPath('userData'),
    seeds: seedsFolder,
    version,
  }
}

function sendTo<Name extends keyof Events>(window: BrowserWindow | null, name: Name, value: Events[Name]) {
  if (window !== null && !window.isDestroyed()) window.webContents.send(name, value)
}

function showOldest(): boolean {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return false
  if (window.isMinimized()) window.restore()
  window.focus()
  return true
}

function giveUp(error: unknown): void {
  console.error(error)
  dialog.showErrorBox('Intercoder could not start', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
