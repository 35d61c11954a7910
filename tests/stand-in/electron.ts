/**
 * The part of Electron's interface that main/ uses, over a Chromium that Playwright drives. It is no emulator:
 * what is not here fails with the name of what is missing, and what Electron would refuse is refused.
 */
export { app } from './app.ts'
export { nativeTheme, screen, shell } from './desktop.ts'
export { dialog } from './dialog.ts'
export { Menu } from './menu.ts'
export { protocol, session } from './session.ts'
export { BrowserWindow } from './window.ts'
