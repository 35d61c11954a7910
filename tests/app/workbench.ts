import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright'
import { electronBinary, hasDisplay } from '../../build/electron-binary.mjs'
import type { RunningApp } from '../stand-in/launch.ts'
import { launchStandIn } from '../stand-in/launch.ts'

/** The running workbench, and which shell it runs in. */
export interface Workbench extends RunningApp {
  readonly shell: 'Electron' | 'stand-in'
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const entry = fileURLToPath(new URL('../../out/main/index.js', import.meta.url))
let said = false

interface Settings {
  readonly userData: string
  /** Where Chromium writes everything that its network does, at the latest when it ends. */
  readonly netLog?: string
}

/**
 * Starts the built workbench with its settings in `userData`, a folder that no other one uses at the same time:
 * in Electron where its binary and a display are there, else in the stand-in. Says once which it is.
 */
export async function launchWorkbench({ userData, netLog }: Settings): Promise<Workbench> {
  if (!existsSync(entry)) throw new Error('The app is not built; run "npm run build" and the tests again.')
  const executablePath = hasDisplay() ? electronBinary() : undefined
  const shell = executablePath === undefined ? 'stand-in' : 'Electron'
  if (!said) console.log(`The workbench runs in ${shell === 'Electron' ? 'Electron' : 'the stand-in'}.`)
  said = true
  const switches = netLog === undefined ? [] : [`--log-net-log=${netLog}`]
  const app =
    executablePath === undefined
      ? await launchStandIn(entry, userData, switches)
      : await launchElectron(executablePath, userData, switches)
  // Keys mean something once there is something to see.
  await app.page.getByRole('main').first().waitFor()
  return { ...app, shell }
}

/** Answers that a test gave beforehand, kept in Electron's main process. */
interface Answers {
  open: string[][]
  save: string[]
  choose: number[]
}

async function launchElectron(
  executablePath: string,
  userData: string,
  switches: readonly string[],
): Promise<RunningApp> {
  const app = await _electron.launch({
    executablePath,
    args: [root, `--user-data-dir=${userData}`, ...switches],
    cwd: root,
    // Playwright switches the sandbox off on Linux unless it is told not to.
    chromiumSandbox: true,
  })
  const requests: string[] = []
  app.context().on('request', (request) => {
    if (!/^(app|data|devtools):/.test(request.url())) requests.push(request.url())
  })
  await app.evaluate(({ dialog }) => {
    const answers: Answers = { open: [], save: [], choose: [] }
    Object.assign(globalThis, { answers })
    const open = async () => {
      const filePaths = answers.open.shift() ?? []
      return { canceled: filePaths.length === 0, filePaths }
    }
    const save = async () => {
      const filePath = answers.save.shift() ?? ''
      return { canceled: filePath === '', filePath }
    }
    const choose = async () => ({ response: answers.choose.shift() ?? 0, checkboxChecked: false })
    Object.assign(dialog, { showOpenDialog: open, showSaveDialog: save, showMessageBox: choose })
  })
  const give = (kind: keyof Answers, answer: unknown) =>
    app.evaluate(
      (_electron, [kind, answer]) => {
        const { answers } = globalThis as unknown as { answers: Record<string, unknown[]> }
        answers[kind as string]?.push(answer)
      },
      [kind, answer] as const,
    )
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  return {
    page: await app.firstWindow(),
    pages: () => app.windows(),
    answerOpen: (paths) => give('open', [...paths]),
    answerSave: (path) => give('save', path),
    answerMessage: (button) => give('choose', button),
    menu: (id) =>
      app.evaluate(({ Menu }, id) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(id)
        if (!item) throw new Error(`The menu has no item "${id}".`)
        if (!item.enabled) throw new Error(`The menu item "${id}" is disabled.`)
        item.click()
      }, id),
    menuKey: (id) =>
      app.evaluate(
        ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.accelerator ?? undefined,
        id,
      ),
    requests,
    async close() {
      await app.close()
      return ended
    },
    async kill() {
      app.process().kill('SIGKILL')
      await ended
    },
  }
}
