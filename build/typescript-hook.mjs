// A loader of our own TypeScript files, for threads that run from source.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const path = fileURLToPath(url)
  const { code, errors } = transformSync(path, await readFile(path, 'utf8'), { sourcemap: false })
  if (errors.length > 0) throw new Error(`${path} can't be read as TypeScript: ${errors[0].message}`)
  return { format: 'module', source: code, shortCircuit: true }
}
