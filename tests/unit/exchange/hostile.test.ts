import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { codingsFormatOf } from '../../../core/exchange/codings-formats.ts'
import { readQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { openZip } from '../../../core/exchange/zip.ts'
import { readOptions } from './refi.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const qdpx = (files: Record<string, Uint8Array>) => zipSync(files)
const project = (inside: string) =>
  bytesOf(`<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="x">${inside}</Project>`)
const read = (bytes: Uint8Array) => () => readQdpx('bad.qdpx', bytes, readOptions())

/** One refusal of one line that names the file, soon. */
function refused(work: () => unknown, message: RegExp): void {
  const started = performance.now()
  expect(work).toThrow(expect.objectContaining({ name: 'Refusal', message: expect.stringMatching(message) }))
  expect(performance.now() - started).toBeLessThan(10_000)
}

test('a zip bomb is refused before it is unpacked', () => {
  const bomb = qdpx({ 'project.qde': new Uint8Array(60_000_000) })
  expect(bomb.length).toBeLessThan(200_000)
  refused(read(bomb), /^bad\.qdpx: project\.qde unpacks to more than 200 times its size/)
})

test('an entry that is larger than it says is given up', () => {
  const small = qdpx({ 'project.qde': bytesOf('x'.repeat(40_000_000)) })
  const view = new DataView(small.buffer)
  // The size in the directory, which is what a reader trusts (APPNOTE 4.4.9).
  const directory = small.length - 22 - 46 - 'project.qde'.length
  expect(view.getUint32(directory, true)).toBe(0x02014b50)
  view.setUint32(directory + 24, 1000, true)
  refused(read(small), /project\.qde in this ZIP file is damaged/)
  view.setUint32(directory + 24, 0xfffffffe, true)
  refused(read(small), /project\.qde unpacks to more than 200 MB/)
})

test('what is no zip, cut off, protected or without a project is refused by name', () => {
  refused(read(bytesOf('not a zip at all')), /^bad\.qdpx: this is not a whole ZIP file/)
  const good = qdpx({ 'project.qde': project('') })
  refused(read(good.subarray(0, good.length - 30)), /not a whole ZIP file/)
  refused(
    read(qdpx({ 'readme.txt': bytesOf('x') })),
    /no project \(\.qde\) in this file; it holds readme\.txt/,
  )
  refused(read(qdpx({ 'a.qde': project(''), 'b.qde': project('') })), /several projects \(\.qde\)/)
  refused(
    read(qdpx({ 'project.qde': bytesOf('<CodeBook/>') })),
    /the file inside is a CodeBook, not a project/,
  )
})

test('names that lead out of the archive are only names', () => {
  const files = {
    'project.qde': project(
      '<Sources><TextSource guid="11111111-1111-4111-8111-111111111111" plainTextPath="internal://../../evil.txt"/></Sources>',
    ),
    '../../evil.txt': bytesOf('text'),
  }
  const { draft } = readQdpx('bad.qdpx', qdpx(files), readOptions())
  expect(draft.documents.map(({ document, text }) => [document.source.name, text])).toEqual([
    ['evil.txt', 'text'],
  ])
  expect(openZip('z', qdpx({ '..\\x': bytesOf('x') })).entries[0]!.name).toBe('../x')
})

test('entities, document types and what they would fetch are refused', () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Project>&b;</Project>'
  refused(read(qdpx({ 'project.qde': bytesOf(laughs) })), /document type \(DOCTYPE\)/)
  refused(
    () => readQdc('bad.qdc', bytesOf('<!DOCTYPE CodeBook SYSTEM "http://example.org/x.dtd"><CodeBook/>')),
    /^bad\.qdc:1: there is a document type/,
  )
  refused(() => readQdc('bad.qdc', bytesOf('<CodeBook>&unknown;</CodeBook>')), /^bad\.qdc:1: this is not XML/)
})

test('nesting 10,000 deep is refused in every format', () => {
  const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000)
  const codes = deep('<Code guid="x" name="y">', '</Code>')
  refused(
    read(qdpx({ 'project.qde': project(`<CodeBook><Codes>${codes}</Codes></CodeBook>`) })),
    /nested deeper than 100/,
  )
  refused(
    () => readQdc('bad.qdc', bytesOf(`<CodeBook><Codes>${codes}</Codes></CodeBook>`)),
    /nested deeper than 100/,
  )
  const given = (path: string, text: string) => [{ path, bytes: bytesOf(text) }]
  const reading = (path: string, text: string) => () =>
    codingsFormatOf(given(path, text)).read(given(path, text), { isDocument: () => false })
  refused(reading('bad.xmi', deep('<a>', '</a>')), /nested deeper than 100/)
  refused(reading('bad.json', '['.repeat(10_000)), /^bad\.json:1: /)
  expect(reading('bad.json', deep('[', ']'))().codings).toEqual([])
  expect(reading('bad.json', `${'{"items":'.repeat(10_000)}1${'}'.repeat(10_000)}`)().codings).toEqual([])
  const refined = `[{"target":{"selector":${'{"refinedBy":'.repeat(9_000)}1${'}'.repeat(9_000)}},"body":{"value":"x","purpose":"tagging"}}]`
  expect(reading('bad.json', refined)().codings).toEqual([])
})

test('damaged files of other tools are refused by name or hold nothing', () => {
  const given = (path: string, text: string) => [{ path, bytes: bytesOf(text) }]
  const reading = (path: string, text: string) => () =>
    codingsFormatOf(given(path, text)).read(given(path, text), { isDocument: () => false })
  refused(reading('bad.xmi', '<xmi:XMI></xmi:XMI>'), /^bad\.xmi: there is no text/)
  refused(reading('bad.csv', 'a,b\n1,2\n'), /^bad\.csv:1: the columns a, b are those of no table/)
  refused(reading('bad.json', '{"x": '), /^bad\.json:1: the file ends too early/)
  refused(() => codingsFormatOf(given('bad.bin', 'x')), /^bad\.bin: codings of no format that is known/)
  expect(
    reading('x.ann', 'T1\nT2\tActor\nT3\tActor 5\tx\n\u0000\n#1')().codings.every(
      ({ code }) => typeof code === 'string',
    ),
  ).toBe(true)
})
