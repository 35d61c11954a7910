import { EventEmitter } from 'node:events'
import { size } from './command-line.ts'

/** One screen as large as Playwright's windows may become. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, ...size } }],
  getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, ...size }, workAreaSize: size }),
}

export const nativeTheme = Object.assign(new EventEmitter(), {
  themeSource: 'system',
  shouldUseDarkColors: false,
})

export const shell = {
  /** What a file manager would have shown. */
  showItemInFolder(path: string): void {
    console.error(`The file is at ${path}.`)
  },
}
