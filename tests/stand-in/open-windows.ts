import type { BrowserWindow } from './window.ts'

/** Every window that is not destroyed, oldest first. */
export const ours = new Set<BrowserWindow>()
