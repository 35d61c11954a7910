import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

/** Who may import whom, file by file: the processes stay apart, and only a few files know Electron. */

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The only files of main/ that may import Electron. */
const electronFiles = ['index', 'lockdown', 'window', 'menu', 'dialogs', 'ipc'].map(
  (name) => `main/${name}.ts`,
)
const network = ['http', 'https', 'http2', 'net', 'dgram', 'tls', 'dns', 'node:inspector']
const globals = /(?<![.\w'"“-])(fetch|WebSocket|XMLHttpRequest|EventSource|eval|Function)\s*\(/g

interface Import {
  readonly file: string
  /** A path from the root of the project, or a package. */
  readonly to: string
  /** Types only: gone when it runs. */
  readonly typeOnly: boolean
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
}

const files = ['core', 'main', 'preload', 'renderer'].flatMap(filesBelow)
const source = (file: string) => readFileSync(join(root, file), 'utf8')

function importsOf(file: string): Import[] {
  const statements = source(file).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g,
  )
  return [...statements].map(([, type, stated, dynamic, url]) => {
    const specifier = (stated ?? dynamic ?? url)!
    const to = specifier.startsWith('.')
      ? relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/')
      : specifier
    return { file, to, typeOnly: type !== undefined }
  })
}

/** Why this import is not allowed, or undefined. */
function objection({ file, to, typeOnly }: Import): string | undefined {
  const [place, part = ''] = file.split('/')
  const isPackage = !/^(core|main|preload|renderer|seeds)\//.test(to)
  const builtIn = to.replace(/^node:/, '')
  if (isPackage && network.includes(builtIn)) return 'has no business with the network'
  if (to === 'electron') {
    return place === 'preload' || electronFiles.includes(file) ? undefined : 'may not know Electron'
  }
  switch (place) {
    case 'core':
      if (!isPackage) return to.startsWith('core/') ? undefined : 'core stands alone'
      return /^(node:|react|@tiptap)/.test(to) ? 'core is pure' : undefined
    case 'preload':
      return to === 'core/contract.ts' ? undefined : 'the preload script knows the contract only'
    case 'main':
      if (/^(renderer|preload)\//.test(to)) return 'is another process'
      if (/^(react|@tiptap)/.test(to)) return 'has no views'
      return electronFiles.includes(to) && !electronFiles.includes(file) && !typeOnly
        ? 'would bring Electron along'
        : undefined
    default:
      if (/^(main|preload)\//.test(to)) return 'is another process'
      if (/^(node:|zod)/.test(to) || to === 'core/schema.ts') return 'is not for a window'
      return foreignFolder(part, to) ? `belongs to another folder than ${part}` : undefined
  }
}

/** A folder of the renderer may use itself, ui/ and style/, and the files beside it; the frame puts them together. */
function foreignFolder(part: string, to: string): boolean {
  const [, target, below] = /^renderer\/([^/]+)(\/.+)?$/.exec(to) ?? []
  if (target === undefined || below === undefined) return false
  return part.includes('.') ? false : ![part, 'ui', 'style'].includes(target)
}

test('every file imports only what its place in the house allows', () => {
  expect(files.length).toBeGreaterThan(50)
  const objections = files.flatMap(importsOf).flatMap((one) => {
    const reason = objection(one)
    return reason === undefined ? [] : [`${one.file} may not import ${one.to}: it ${reason}`]
  })
  expect(objections).toEqual([])
})

test('nothing that ships reaches for the network or runs text as code', () => {
  const found = files.flatMap((file) =>
    [
      ...source(file)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .matchAll(globals),
    ].map(([, name]) => `${file}: ${name}`),
  )
  expect(found).toEqual([])
})

test('no file stands in a drawer without a name', () => {
  const vague = files.filter((file) => /(util|helper|common|misc|manager|service)s?[./-]/i.test(file))
  expect(vague).toEqual([])
})
