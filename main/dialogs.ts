import { dirname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Remembered } from './remembered.ts'
import type { Shell } from './shell.ts'

type Dialogs = Pick<Shell, 'chooseFolder' | 'chooseFiles' | 'chooseSaveFile' | 'choose'>

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

    async choose({ message, detail, buttons, safe }) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message,
        detail,
        buttons: [...buttons],
        defaultId: safe,
        cancelId: safe,
        noLink: true,
      })
      return response
    },
  }
}
