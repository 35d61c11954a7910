import { askOnScreen } from './ask-on-screen.ts'
import { headed } from './command-line.ts'
import type { BrowserWindow } from './window.ts'

interface FileOptions {
  title?: string
  buttonLabel?: string
  defaultPath?: string
  properties?: string[]
  filters?: { name: string; extensions: string[] }[]
}

interface BoxOptions {
  message: string
  detail?: string
  buttons?: string[]
  cancelId?: number
}

/** What a test said beforehand that the person will answer, first come first served. */
export const answers = { open: [] as string[][], save: [] as string[], choose: [] as number[] }

function unexpected(title: string | undefined): void {
  console.error(`A dialog "${title ?? ''}" opened that nobody answers; it counts as cancelled.`)
}

export const dialog = {
  async showOpenDialog(window: BrowserWindow, options: FileOptions) {
    const filePaths =
      answers.open.shift() ?? (headed ? await askOnScreen(window, 'open', options) : undefined)
    if (filePaths === undefined && !headed) unexpected(options.title)
    return { canceled: !filePaths?.length, filePaths: filePaths ?? [] }
  },

  async showSaveDialog(window: BrowserWindow, options: FileOptions) {
    const asked =
      answers.save.shift() ?? (headed ? (await askOnScreen(window, 'save', options))[0] : undefined)
    if (asked === undefined && !headed) unexpected(options.title)
    return { canceled: !asked, filePath: asked ?? '' }
  },

  /** Answers with the button that a test named, else with the safe one; says so. */
  async showMessageBox(_window: BrowserWindow, { message, detail, buttons, cancelId }: BoxOptions) {
    const response = answers.choose.shift() ?? cancelId ?? 0
    console.error([message, detail, `(${buttons?.[response] ?? 'OK'})`].filter(Boolean).join(' '))
    return { response, checkboxChecked: false }
  },

  showErrorBox(title: string, content: string): void {
    console.error(`${title}: ${content}`)
  },
}
