import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../../main/cli.ts'
import { shared } from '../../shared.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A new folder for one test. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'intercoder-cli-'))
}

/** Runs one command line in a folder. */
export async function cli(cwd: string, ...argv: string[]): Promise<Ran> {
  const said = { out: '', err: '' }
  const code = await run(argv, {
    cwd,
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
  })
  return { code, ...said }
}

/** The same for a command that must succeed in silence on standard error. */
export async function done(cwd: string, ...argv: string[]): Promise<string> {
  const { code, out, err } = await cli(cwd, ...argv)
  if (code !== 0 || err !== '') throw new Error(`${argv.join(' ')} ended with ${code}: ${err}`)
  return out
}

export const articles = fileURLToPath(new URL('articles/', shared))
export const articleFiles = readdirSync(articles)
  .filter((name) => name.endsWith('.txt'))
  .sort()

/** A project with the five articles; their codings too, unless they are not wanted. */
export async function articlesProject(cwd: string, withCodings = true): Promise<void> {
  await done(cwd, 'create', 'p', '--name', 'Articles')
  await done(cwd, 'import', 'p', ...articleFiles.map((name) => join(articles, name)))
  if (withCodings) await done(cwd, 'codings', 'p', 'import', join(articles, 'codings.csv'))
}

/** Every file below a folder with the hash of its bytes, to see that nothing changed. */
export function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return Object.fromEntries(files.map((name) => [name, hash(name)]))
}
