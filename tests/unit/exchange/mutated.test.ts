import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { codingsFormatOf } from '../../../core/exchange/codings-formats.ts'
import { placeCodings } from '../../../core/exchange/place.ts'
import { readQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { openZip, writeZip } from '../../../core/exchange/zip.ts'
import { Refusal } from '../../../core/refusal.ts'
import { cases } from '../../campaign.ts'
import { shared } from '../../shared.ts'
import { mutate } from '../mutate.ts'
import { projectOf } from './project.ts'
import { readOptions } from './refi.ts'

/** Mutations of every sample. */
const mutations = cases(10, 120)

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

for (const name of samples) {
  test(`${name}, damaged in many ways, is read or refused and nothing else`, () => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    const counts = { read: 0, refused: 0 }
    for (let seed = 0; seed < mutations; seed++) {
      for (const changed of name.endsWith('.qdpx')
        ? [mutate(bytes, seed), mutatedInside(bytes, seed)]
        : [mutate(bytes, seed)]) {
        const started = performance.now()
        try {
          readAny(name, changed)
          counts.read++
        } catch (error) {
          if (!(error instanceof Refusal)) throw new Error(`seed ${seed}: ${(error as Error).stack}`)
          expect(error.message).not.toMatch(/undefined|NaN|\[object/)
          counts.refused++
        }
        expect(performance.now() - started).toBeLessThan(10_000)
      }
    }
    console.log(`${name}: ${counts.read} read, ${counts.refused} refused`)
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
