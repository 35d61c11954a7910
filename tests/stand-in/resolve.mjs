import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

const here = new URL('.', import.meta.url).href

/** `electron` is the stand-in, for whoever asks. */
export function resolve(specifier, context, next) {
  if (specifier !== 'electron') return next(specifier, context)
  return { url: new URL('electron.ts', here).href, shortCircuit: true }
}

/** Node 20 does not read TypeScript: what runs outside of the test runner loses its types here. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const path = fileURLToPath(url)
  const { code, errors } = transformSync(path, await readFile(path, 'utf8'), { sourcemap: false })
  if (errors.length > 0) throw new Error(`${path} can't be read as TypeScript: ${errors[0].message}`)
  return { format: 'module', source: code, shortCircuit: true }
}
