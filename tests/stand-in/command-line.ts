import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the app appends before it is ready, and what the process was started with, go on to Chromium. */
const appended = new Map<string, string>()

export const commandLine = {
  appendSwitch(name: string, value = ''): void {
    appended.set(name, value)
  },
  hasSwitch: (name: string): boolean => appended.has(name) || given(name) !== undefined,
  getSwitchValue: (name: string): string => appended.get(name) ?? given(name) ?? '',
}

function given(name: string): string | undefined {
  const found = process.argv.find((each) => each === `--${name}` || each.startsWith(`--${name}=`))
  return found?.slice(name.length + 3)
}

/** Only what a browser started by Playwright may be given: it chooses features and its profile itself. */
export function chromiumSwitches(): string[] {
  const passedOn = process.argv.filter((each) => each.startsWith('--log-net-log='))
  const ours = [...appended].filter(([name]) => name !== 'disable-features' && name !== 'user-data-dir')
  return [...passedOn, ...ours.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))]
}

/** Electron's folder for settings, or the one the process was started with; made when it isn't there. */
export function userDataFolder(name: string): string {
  const folder = resolve(given('user-data-dir') ?? join(applicationData(), name))
  mkdirSync(folder, { recursive: true })
  return folder
}

function applicationData(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
}

/** A window on a screen is for `npm start`; everything else goes without. */
export const headed: boolean = process.argv.includes('--stand-in-headed')

/** Of the one screen, in CSS pixels. */
export const size = { width: 1920, height: 1080 }
