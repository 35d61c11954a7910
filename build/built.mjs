// Builds the app where a source is newer than what was built of it.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Ends the process where it can't be built; the reason was printed by then. */
export function buildWhereOld() {
  const outputs = ['main/index.js', 'main/cli.js', 'preload/index.cjs', 'renderer/index.html']
  const built = Math.min(...outputs.map((name) => newest(join(root, 'out', name))))
  const sources = ['core', 'main', 'preload', 'renderer', 'package.json', 'package-lock.json']
  const written = Math.max(...sources.map((name) => newest(join(root, name))))
  if (built > written) return
  console.error('Building Intercoder…')
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, error } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['inherit', 2, 'inherit'],
  })
  if (error !== undefined) console.error(`It could not be built: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

/** When the newest file at this path was written, in ms since 1970; 0 where there is none. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isFile()) return found?.mtimeMs ?? 0
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0)
}
