import { EventEmitter } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { closeBrowser, openBrowser } from './browser.ts'
import { chromiumSwitches, commandLine, userDataFolder } from './command-line.ts'
import { connectToTest } from './control.ts'
import { ours } from './open-windows.ts'
import { refusePopups } from './popups.ts'

/** A quit goes before-quit, windows closed, will-quit; each may prevent it, as in Electron. */
class App extends EventEmitter {
  readonly commandLine = commandLine
  readonly isPackaged = false
  sandboxed = false
  #ready = false
  #started: Promise<void> | undefined
  #userData: string | undefined
  readonly #about = about(dirname(process.argv[1] ?? process.cwd()))

  get name(): string {
    return this.#about.name
  }
  getVersion(): string {
    return this.#about.version
  }
  getAppPath(): string {
    return this.#about.folder
  }
  isReady(): boolean {
    return this.#ready
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`The stand-in knows no path "${name}".`)
    this.#userData ??= userDataFolder(this.name)
    return this.#userData
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() must be called before the app is ready.')
    this.sandboxed = true
  }

  whenReady(): Promise<void> {
    this.#started ??= this.#start()
    return this.#started
  }

  async #start(): Promise<void> {
    await openBrowser(join(this.getPath('userData'), 'stand-in-profile'), chromiumSwitches(), () =>
      this.quit(),
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.quit())
    refusePopups()
    this.#ready = true
    connectToTest(() => this.quit())
    this.emit('ready')
  }

  /** True for the first process of this folder; the others are not told to it. */
  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath('userData'), 'stand-in.pid')
    if (existsSync(path) && isRunning(Number(readFileSync(path, 'utf8')))) return false
    writeFileSync(path, String(process.pid))
    process.on('exit', () => rmSync(path, { force: true }))
    return true
  }

  quit(): void {
    if (!this.#goesOn('before-quit')) return
    if (ours.size === 0) {
      if (this.#goesOn('will-quit')) this.exit(0)
      return
    }
    for (const window of ours) window.close()
  }

  exit(code = 0): void {
    void closeBrowser().finally(() => process.exit(code))
  }

  #goesOn(event: string): boolean {
    let prevented = false
    this.emit(event, { preventDefault: () => (prevented = true) })
    return !prevented
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Name and version of the app that the process was started with. */
function about(folder: string): { name: string; version: string; folder: string } {
  const path = join(folder, 'package.json')
  if (existsSync(path)) {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string }
    return { name, version, folder }
  }
  const above = dirname(folder)
  return above === folder ? { name: 'stand-in', version: '0.0.0', folder } : about(above)
}

export const app = new App()
