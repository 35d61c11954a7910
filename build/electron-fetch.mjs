import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { electronBinary } from './electron-binary.mjs'

const minutes = 5

/** Electron's executable, downloaded once where it is missing; undefined where it can't be had. */
export function fetchElectron() {
  const found = electronBinary()
  if (found !== undefined) return found
  console.log('Electron is not installed yet; downloading it…')
  const script = join(import.meta.dirname, '../node_modules/electron/install.js')
  const { status, stderr, error } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    timeout: minutes * 60_000,
  })
  if (status === 0) return electronBinary()
  const reason =
    error?.message ?? stderr.split('\n').find((line) => line.includes('Error')) ?? `status ${status}`
  console.log(`Electron could not be downloaded: ${reason.trim()}`)
  return undefined
}
