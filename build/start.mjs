// npm start: the workbench in the best shell this machine has.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWhereOld } from './built.mjs'
import { hasDisplay } from './electron-binary.mjs'
import { fetchElectron } from './electron-fetch.mjs'
import '../tests/stand-in/hook.mjs'

const root = join(import.meta.dirname, '..')
const { findBrowser } = await import('../tests/stand-in/find-browser.ts')

buildWhereOld()
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

function hook() {
  return new URL('../tests/stand-in/hook.mjs', import.meta.url).href
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`)
  return status ?? 1
}
