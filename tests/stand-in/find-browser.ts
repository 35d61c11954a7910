import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const names = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
]

const elsewhere: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
}

/** Path of a Chrome or Chromium on this machine: INTERCODER_BROWSER, else Playwright's own, else an installed one. */
export function findBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .sort((a, b) => rank(a) - rank(b))
  const all = [process.env.INTERCODER_BROWSER, chromium.executablePath(), ...onPath]
  return [...all, ...(elsewhere[process.platform] ?? [])].find((path) => path && existsSync(path))
}

/** Snap's Chromium can't see a profile outside of the home folder, so what stands first in `names` is preferred. */
function rank(path: string): number {
  return names.findIndex((name) => path.endsWith(name))
}
