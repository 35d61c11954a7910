// npm run campaign [-- FILE…]: the long tests with all of their cases, as npm test runs a fixed sample of them.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const files =
  wanted.length > 0
    ? wanted
    : ['tests/unit/project', 'tests/unit/merge', 'tests/unit/exchange', 'tests/unit/documents']
const { status } = spawnSync(
  'npx',
  [
    '--no-install',
    'playwright',
    'test',
    '-c',
    'tests/playwright.config.ts',
    '--timeout',
    '5400000',
    ...files,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, INTERCODER_CAMPAIGN: '1' },
    shell: process.platform === 'win32',
  },
)
process.exit(status ?? 1)
