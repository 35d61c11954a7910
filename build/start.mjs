// npm start: the workbench in the best shell this machine has.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDisplay } from './electron-binary.mjs'
import { fetchElectron } from './electron-fetch.mjs'
import '../tests/stand-in/hook.mjs'

const root = join(import.meta.dirname, '..')
const { findBrowser } = await import('../tests/stand-in/find-browser.ts')

build()
process.exit(start())

function start() {
  if (!hasDisplay()) return demo('There is no display here to open a window on')
  const electron = fetchElectron()
  if (electron !== undefined) return run(electron, [root])
  if (findBrowser() === undefined) return demo('There is neither Electron nor a Chrome or Chromium here')
  console.log('Opening Intercoder in an installed Chrome or Chromium instead.')
  return run(process.execPath, ['--import', hook(), join(root, 'out/main/index.js'), '--stand-in-headed'])
}

/** What the workbench would show, made by the command line, which says where it is. */
function demo(why) {
  const folder = mkdtempSync(join(tmpdir(), 'intercoder-demo-'))
  console.log(`${why}; running the demo on the command line instead.`)
  return run(process.execPath, [join(root, 'out/main/cli.js'), 'demo', folder])
}

function build() {
  const outputs = ['main/index.js', 'main/cli.js', 'preload/index.cjs', 'renderer/index.html']
  const built = Math.min(...outputs.map((name) => newest(join(root, 'out', name))))
  const sources = ['core', 'main', 'preload', 'renderer', 'package.json', 'package-lock.json']
  const written = Math.max(...sources.map((name) => newest(join(root, name))))
  if (built > written) return
  console.log('Building Intercoder…')
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const status = run(process.execPath, [vite, 'build', '--logLevel', 'warn'])
  if (status !== 0) process.exit(status)
}

/** When the newest file at this path was written, in ms since 1970; 0 where there is none. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isFile()) return found?.mtimeMs ?? 0
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0)
}

function hook() {
  return new URL('../tests/stand-in/hook.mjs', import.meta.url).href
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`)
  return status ?? 1
}
