import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { unzipSync, zipSync } from 'fflate'
import { Refusal } from '../../../core/refusal.ts'
import { DocumentReader } from '../../../main/documents/read-apart.ts'
import { cases } from '../../campaign.ts'
import { shared } from '../../shared.ts'
import { mutate } from '../mutate.ts'

/** Mutations of every sample, and for archives as many of a file in it. */
const mutations = cases(1, 60)

const folder = new URL('import-samples/', shared)
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\/.+\.(?!md$)\w+$/.test(name) || name.endsWith('tika-testMARKDOWN.md'))
  .filter((name) => !name.endsWith('SOURCE.md'))
  .sort()
const kinds = [...new Set(samples.map((name) => name.split('/')[0]!))]

/** One file of an archive damaged, in a ZIP file that is sound; undefined where it is none. */
function mutatedInside(bytes: Uint8Array, seed: number): Uint8Array | undefined {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined
  try {
    const files = unzipSync(bytes)
    const names = Object.keys(files).filter((name) => /\.(xml|rels|x?html|opf)$/.test(name))
    const chosen = names[seed % names.length]
    if (chosen === undefined) return undefined
    return zipSync({ ...files, [chosen]: mutate(files[chosen]!, seed) })
  } catch {
    return undefined
  }
}

for (const kind of kinds) {
  test(`documents of ${kind}, damaged in many ways, are read or refused and nothing else`, async () => {
    test.slow()
    const reader = new DocumentReader()
    const counts = { read: 0, refused: 0 }
    for (const name of samples.filter((one) => one.startsWith(`${kind}/`))) {
      const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
      for (let seed = 0; seed < mutations; seed++) {
        for (const changed of [mutate(bytes, seed), mutatedInside(bytes, seed)]) {
          if (changed === undefined || changed.length === 0) continue
          try {
            await reader.read(basename(name), changed)
            counts.read++
          } catch (error) {
            const { message, stack } = error as Error
            if (!(error instanceof Refusal)) throw new Error(`${name}, seed ${seed}: ${stack}`)
            // Given up late, for its memory, or by an error that nobody foresaw.
            expect(message, `${name}, seed ${seed}`).not.toMatch(
              /was not read within|more memory|can't be read \(|reader of the file stopped|undefined|NaN|\[object/,
            )
            counts.refused++
          }
        }
      }
    }
    await reader.close()
    console.log(`${kind}: ${counts.read} read, ${counts.refused} refused`)
  })
}

test('readers of documents can’t write: none of them knows the disk', () => {
  const readers = new URL('../../../main/documents/', import.meta.url)
  for (const name of readdirSync(fileURLToPath(readers))) {
    const source = readFileSync(new URL(name, readers), 'utf8')
    const node = [...source.matchAll(/from 'node:([\w/]+)'/g)].map(([, module]) => module)
    const allowed = ['read-apart.ts', 'pdf.ts'].includes(name)
      ? ['fs', 'url', 'worker_threads']
      : ['path', 'zlib', 'url', 'worker_threads']
    expect(
      node.filter((module) => !allowed.includes(module!)),
      name,
    ).toEqual([])
    if (node.includes('fs'))
      expect(source.match(/import \{(.*)\} from 'node:fs'/)![1]!.trim()).toBe('existsSync')
  }
})
