// npm run package: installers for this platform, in dist/.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fetchElectron } from './electron-fetch.mjs'

const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')

if (fetchElectron() === undefined) {
  console.error('No installer can be made here, because Electron itself is part of it.')
  process.exit(1)
}
node(join(modules, 'electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn')
const electronDist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(modules, 'electron/dist')
node(
  join(modules, 'electron-builder/cli.js'),
  '--config=build/electron-builder.yml',
  `--config.electronDist=${electronDist}`,
  ...process.argv.slice(2),
)

function node(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
