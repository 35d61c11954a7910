import { dirname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Remembered } from './remembered.ts'
import type { Shell } from './shell.ts'

type Dialogs = Pick<Shell, 'chooseFolder' | 'chooseFiles' | 'chooseSaveFile'>

/** The system's own dialogs over `window`. Electron forgets the last folder (since 43), so it is kept here. */
export function dialogsOf(window: BrowserWindow, remembered: Remembered): Dialogs {
  const start = () => remembered.content.folder ?? undefined

  return {
    async chooseFolder({ title, buttonLabel }) {
      const folder = start()
      const { filePaths } = await dialog.showOpenDialog(window, {
        title,
        buttonLabel,
        ...(folder === undefined ? {} : { defaultPath: folder }),
        properties: ['openDirectory', 'createDirectory'],
      })
      const [path] = filePaths
      if (path !== undefined) remembered.keep({ folder: dirname(path) })
      return path
    },

    async chooseFiles({ title, extensions, many }) {
      const folder = start()
      const { filePaths } = await dialog.showOpenDialog(window, {
        title,
        ...(folder === undefined ? {} : { defaultPath: folder }),
        filters: [{ name: extensions.map((each) => `.${each}`).join(', '), extensions: [...extensions] }],
        properties: many ? ['openFile', 'multiSelections'] : ['openFile'],
      })
      if (filePaths[0] !== undefined) remembered.keep({ folder: dirname(filePaths[0]) })
      return filePaths
    },

    async chooseSaveFile({ title, suggestedName }) {
      const folder = start()
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        defaultPath: folder === undefined ? suggestedName : join(folder, suggestedName),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      if (canceled) return undefined
      remembered.keep({ folder: dirname(filePath) })
      return filePath
    },
  }
}

/** What could not be written would be lost: whether to close all the same. The safe answer is the default one. */
export async function closesUnsaved(window: BrowserWindow, reason: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Not everything could be saved.',
    detail: `${reason} What was not written is lost when the window closes.`,
    buttons: ['Keep the window open', 'Close and lose it'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
