import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, type Session, screen, type WebPreferences } from 'electron'
import { withPage } from './pages.ts'
import { onScreen, type Remembered } from './remembered.ts'

const preload = join(import.meta.dirname, '../preload/index.cjs')

/** What every window of ours is: a page that can do nothing a page on the web could not do. */
function confined(session: Session): WebPreferences {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}

/** A window for a project, where the last one stood; it shows nothing yet. */
export function projectWindow(session: Session, remembered: Remembered): BrowserWindow {
  const { bounds, maximized } = remembered.content
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const isFirst = BrowserWindow.getAllWindows().length === 0
  const place = isFirst ? onScreen(bounds, screens) : null
  const window = new BrowserWindow({
    ...(place ?? { width: 1360, height: 860 }),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Intercoder',
    // The paper of style/tokens.css, so that nothing flashes before the page is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1d1f' : '#fdfdfc',
    webPreferences: { ...confined(session), preload },
  })
  if (isFirst && maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    remembered.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  return window
}

/** A self-contained page as a PDF on A4, with headings as bookmarks. It runs no script. */
export async function printPdf(session: Session, html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...confined(session), javascript: false },
  })
  try {
    return await withPage(html, async (url) => {
      await window.loadURL(url)
      return window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      })
    })
  } finally {
    window.destroy()
  }
}
