import { execFile } from 'node:child_process'
import type { Page } from 'playwright'
import type { BrowserWindow } from './window.ts'

export interface Asked {
  title?: string
  buttonLabel?: string
  defaultPath?: string
  properties?: string[]
}

/**
 * Asks the person for a file or folder: with the desktop's own dialog where there is one on the command line,
 * else with a field for the path, drawn over the page. Empty when they cancel.
 */
export async function askOnScreen(
  window: BrowserWindow,
  kind: 'open' | 'save',
  options: Asked,
): Promise<string[]> {
  const folder = options.properties?.includes('openDirectory') ?? false
  const many = options.properties?.includes('multiSelections') ?? false
  const ofDesktop =
    (await chosen('zenity', zenity(kind, options, folder, many))) ??
    (await chosen('kdialog', kdialog(kind, options, folder, many)))
  if (ofDesktop !== undefined) return ofDesktop
  const path = window.page === undefined ? null : await askInPage(window.page, options)
  return path === null || path === '' ? [] : [path]
}

function zenity(kind: 'open' | 'save', options: Asked, folder: boolean, many: boolean): string[] {
  const start = options.defaultPath ? [`--filename=${options.defaultPath}`] : []
  const how = [kind === 'save' ? '--save' : '', folder ? '--directory' : '', many ? '--multiple' : '']
  const flags = [...how.filter(Boolean), '--separator=\n', `--title=${options.title ?? ''}`, ...start]
  return ['--file-selection', ...flags]
}

function kdialog(kind: 'open' | 'save', options: Asked, folder: boolean, many: boolean): string[] {
  const opening = folder ? '--getexistingdirectory' : '--getopenfilename'
  const how = kind === 'save' ? '--getsavefilename' : opening
  const several = many ? ['--multiple', '--separate-output'] : []
  return [...several, how, options.defaultPath ?? '', '--title', options.title ?? '']
}

/** The lines a program printed, none when it was cancelled; undefined where it isn't installed. */
function chosen(program: string, flags: string[]): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    execFile(program, flags, (error, stdout) => {
      resolve(error?.code === 'ENOENT' ? undefined : stdout.split('\n').filter(Boolean))
    })
  })
}

/** Draws a small dialog out of reach of the page's style sheets, and waits for the path; null when cancelled. */
export async function askInPage(
  page: Page,
  { title, buttonLabel, defaultPath }: Asked,
): Promise<string | null> {
  const words = { title: title ?? 'Path', button: buttonLabel ?? 'Choose', path: defaultPath ?? '' }
  return page.evaluate(({ title, button, path }) => {
    const host = document.body.appendChild(document.createElement('div'))
    const dialog = document.createElement('dialog')
    const field = document.createElement('input')
    const choose = Object.assign(document.createElement('button'), { textContent: button })
    const cancel = Object.assign(document.createElement('button'), { textContent: 'Cancel' })
    field.setAttribute('aria-label', `${title}: full path`)
    field.value = path
    field.style.cssText = 'display: block; width: 36em; max-width: 80vw; margin: 1em 0'
    dialog.append(`${title}: full path`, field, choose, ' ', cancel)
    host.attachShadow({ mode: 'open' }).append(dialog)
    dialog.showModal()
    return new Promise<string | null>((resolve) => {
      const close = (answer: string | null) => {
        host.remove()
        resolve(answer)
      }
      field.addEventListener('keydown', (event) => event.key === 'Enter' && close(field.value.trim()))
      choose.addEventListener('click', () => close(field.value.trim()))
      cancel.addEventListener('click', () => close(null))
      dialog.addEventListener('cancel', () => close(null))
    })
  }, words)
}
