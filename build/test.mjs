// npm test: everything that has to hold before a change lands, on a fresh machine too. Arguments go to the test
// runner, so `npm test -- tests/unit/change.test.ts` checks, builds and runs one file.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import '../tests/stand-in/hook.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { findBrowser } = await import('../tests/stand-in/find-browser.ts')

function run(what, command, args) {
  console.log(`\n— ${what}`)
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) stop(`${what} failed${error ? `: ${error.message}` : ''}`)
}

/** The closing line is there however the run ends. */
function stop(reason) {
  console.error(`\n${reason}`)
  console.log('\n0 passed, 1 failed, 0 skipped')
  process.exit(1)
}

/** The app's tests drive a Chrome or Chromium; where there is none and we may, Debian's is installed. */
function needBrowser() {
  if (findBrowser() !== undefined) return
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('\n— No Chrome or Chromium here: installing Debian’s')
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' })
    if (findBrowser() !== undefined) return
  }
  stop(
    'The tests need a Chrome or Chromium. Install one (Debian, Ubuntu: sudo apt-get install chromium; others: Google Chrome), or name one in INTERCODER_BROWSER.',
  )
}

needBrowser()
const npx = (what, ...args) => run(what, 'npx', ['--no-install', ...args])
npx('Types', 'tsc', '--noEmit')
npx('Lint and format', 'biome', 'ci', '.')
npx('Build', 'electron-vite', 'build', '--logLevel', 'warn')
const { status } = spawnSync(
  'npx',
  ['--no-install', 'playwright', 'test', '-c', 'tests/playwright.config.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
)
process.exit(status ?? 1)
