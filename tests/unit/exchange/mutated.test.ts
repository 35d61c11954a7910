import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { codingsFormatOf } from '../../../core/exchange/codings-formats.ts'
import { placeCodings } from '../../../core/exchange/place.ts'
import { readQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { openZip, writeZip } from '../../../core/exchange/zip.ts'
import { random } from '../../../core/random.ts'
import { Refusal } from '../../../core/refusal.ts'
import { cases } from '../../campaign.ts'
import { shared } from '../../shared.ts'
import { projectOf } from './project.ts'
import { readOptions } from './refi.ts'

/** Mutations of every sample. */
const mutations = cases(10, 150)

const folder = fileURLToPath(new URL('interchange-samples/', shared))
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(
    (name) =>
      /\.(qdpx|qdc|ann|jsonl|json|tsv|xmi|csv|iob)$/.test(name) &&
      statSync(join(folder, name)).size < 100_000,
  )
  .sort()

const project = projectOf({ 'otherdoc.txt': 'A diff of the content.' }, [{ name: 'people' }])

function readAny(path: string, bytes: Uint8Array): void {
  if (path.endsWith('.qdpx')) readQdpx(path, bytes, readOptions())
  else if (path.endsWith('.qdc')) readQdc(path, bytes)
  else {
    const files = [{ path, bytes }]
    const { codings } = codingsFormatOf(files).read(files, { isDocument: () => false })
    placeCodings(project, codings, { coder: 'Ana', document: 'otherdoc.txt', addCodes: true })
  }
}

/** Bytes changed, cut out, doubled or put in, here and there. */
function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const draw = random(seed)
  const out = [...bytes]
  for (let n = 1 + draw.below(8); n > 0 && out.length > 0; n--) {
    const [at, length] = [draw.below(out.length), 1 + draw.below(30)]
    const kind = draw.below(4)
    if (kind === 0) out[at] = draw.below(256)
    else if (kind === 1) out.splice(at, length)
    else if (kind === 2) out.splice(at, 0, ...out.slice(at, at + length))
    else out.splice(at, 0, ...Array.from({ length }, () => draw.below(128)))
  }
  return Uint8Array.from(out)
}

for (const name of samples) {
  test(`${name}, damaged in many ways, is read or refused and nothing else`, () => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    for (let seed = 0; seed < mutations; seed++) {
      for (const changed of name.endsWith('.qdpx')
        ? [mutate(bytes, seed), mutatedInside(bytes, seed)]
        : [mutate(bytes, seed)]) {
        const started = performance.now()
        try {
          readAny(name, changed)
        } catch (error) {
          if (!(error instanceof Refusal)) throw new Error(`seed ${seed}: ${(error as Error).stack}`)
          expect(error.message).not.toMatch(/undefined|NaN|\[object/)
        }
        expect(performance.now() - started).toBeLessThan(10_000)
      }
    }
  })
}

/** The XML of a project damaged, in a ZIP file that is sound. */
function mutatedInside(bytes: Uint8Array, seed: number): Uint8Array {
  const zip = openZip('sample', bytes)
  return writeZip(
    zip.entries.map(({ name }) => ({
      path: name,
      content: name.endsWith('.qde') ? mutate(zip.read(name), seed) : zip.read(name),
    })),
  )
}
