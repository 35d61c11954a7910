import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { codesInOrder, pathOf } from '../../../core/codebook.ts'
import { readQdc, writeQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import { type PresetName, presets } from '../../../core/exchange/refi-qda/presets.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { writeQdpx } from '../../../core/exchange/refi-qda/write.ts'
import { openZip } from '../../../core/exchange/zip.ts'
import type { Project } from '../../../core/model.ts'
import { shared } from '../../shared.ts'
import { after, projectOf } from './project.ts'
import { codingsIn, draftProject, problemsOf, readOptions } from './refi.ts'

/** What has to come out of the real files of other programs (expected.json of the shared inputs). */
interface Expected {
  readonly counts: Readonly<Record<string, number>>
  readonly 'code paths (first 8)': readonly string[]
  readonly texts?: readonly ExpectedText[]
}
interface ExpectedText {
  readonly 'missing file'?: string
  readonly entry: string
  readonly selections: number
  readonly 'UTF-16 units': number
  readonly CRLF: number
  readonly BOM: boolean
  readonly 'unit of positions': string
  readonly examples: readonly {
    readonly start: number
    readonly end: number
    readonly 'text starts': string
    readonly 'text ends': string
  }[]
}

const folder = new URL('interchange-samples/', shared)
const expected: Record<string, Expected> = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)))
const program = { name: 'Intercoder', version: '0.1.0' }
const units = { 'code points': 'code-points', 'UTF-16 code units': 'utf-16' } as const

function paths({ codes }: Pick<Project, 'codes'>): string[] {
  return codesInOrder(codes).map(({ code }) => pathOf(codes, code).join(' > '))
}

const projects = Object.keys(expected).filter((name) => name.endsWith('.qdpx'))
const codebooks = Object.keys(expected).filter((name) => name.endsWith('.qdc'))

for (const name of projects) {
  test(`${name} comes in as expected`, () => {
    const wanted = expected[name]!
    const { draft, report } = readQdpx(name, bytesOf(name), readOptions())
    expect(report.counts).toMatchObject(wanted.counts)
    const project = draftProject(draft)
    expect(paths(project).slice(0, 8)).toEqual(wanted['code paths (first 8)'])
    expect(project.codes.size).toBe(wanted.counts.Code ?? 0)
    expect(project.coders.size).toBeGreaterThanOrEqual(wanted.counts.User ?? 0)
    // Every coding has its place, is the same as another, or is listed.
    const twins = report.losses
      .filter(({ what }) => /stood there twice|came in once/.test(what))
      .reduce((sum, { count }) => sum + count, 0)
    expect(draft.segments.length + report.unplaced.length + twins).toBe(wanted.counts.Coding ?? 0)
    const there = (wanted.texts ?? []).filter((text) => text['missing file'] === undefined)
    for (const [n, text] of there.entries()) {
      const found = draft.documents[n]!
      expect(found.text.length).toBe(text['UTF-16 units'] - text.CRLF)
      const raw = new TextDecoder('utf-8').decode(openZip(name, bytesOf(name)).read(text.entry))
      const detected = report.positions.find(({ document }) => document === found.document.title)!
      if (text.selections > 0)
        expect(detected.counting.unit).toBe(units[text['unit of positions'] as keyof typeof units])
      expect(detected.counting).toMatchObject({ mark: false, inclusive: false })
      const ours = draft.segments.filter(({ document }) => document === found.document.id)
      for (const { start, end, ...quote } of text.examples) {
        // The decoder took the mark away; the example counts in the text as it stands in the file.
        const chars = text['unit of positions'] === 'code points' ? [...raw] : raw.split('')
        const words = chars.slice(start, end).join('')
        expect(words.startsWith(quote['text starts']) && words.endsWith(quote['text ends'])).toBe(true)
        expect(ours.map((segment) => segment.quote)).toContain(words.replaceAll('\r\n', '\n'))
      }
    }
  })

  for (const preset of Object.keys(presets) as PresetName[]) {
    test(`${name} goes out valid for ${preset}, and comes in again the same`, async () => {
      const project = draftProject(readQdpx(name, bytesOf(name), readOptions()).draft)
      const { bytes } = writeQdpx(project, {}, { preset, program })
      const twice = writeQdpx(project, {}, { preset, program }).bytes
      expect(Buffer.compare(twice, bytes)).toBe(0)
      expect(await problemsOf('Project.xsd', openZip('out.qdpx', bytes).read('project.qde'))).toEqual([])
      const { draft, report } = readQdpx('out.qdpx', bytes, readOptions())
      const again = draftProject(draft)
      expect(report.unplaced).toEqual([])
      expect(codingsIn(again)).toEqual(codingsIn(project))
      expect([...again.codes.values()]).toEqual([...project.codes.values()])
      expect([...again.coders.values()].map(({ name }) => name).sort()).toEqual(
        [...project.coders.values()].map(({ name }) => name).sort(),
      )
      const described = (one: Project) =>
        [...one.documents.values()].map(({ id, title, variables, sha256 }) => ({
          id,
          title,
          variables,
          sha256,
        }))
      expect(described(again)).toEqual(described(project))
    })
  }
}

for (const name of codebooks) {
  test(`${name} comes in as expected, goes out valid, and comes in again the same`, async () => {
    const wanted = expected[name]!
    const read = readQdc(name, bytesOf(name))
    expect(read.counts).toMatchObject(wanted.counts)
    const project = projectOf({}, read.codes)
    expect(paths(project).slice(0, 8)).toEqual(wanted['code paths (first 8)'])
    const written = new TextEncoder().encode(writeQdc(project.codes, program.version))
    expect(await problemsOf('Codebook.xsd', written)).toEqual([])
    const again = readQdc('out.qdc', written)
    expect(again).toMatchObject({ codes: read.codes, losses: [] })
    const taken = after(projectOf({}, []), { type: 'importCodes', codes: again.codes })
    expect(paths(taken)).toEqual(paths(project))
  })
}
