import { expect, test } from '@playwright/test'
import { codesInOrder, pathOf } from '../../../core/codebook.ts'
import { decide } from '../../../core/command.ts'
import { readCodings, writeCodings } from '../../../core/exchange/codings-csv.ts'
import { codingsIn } from '../../../core/exchange/codings-in.ts'
import { readQdc, writeQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import { type PresetName, presets } from '../../../core/exchange/refi-qda/presets.ts'
import { readQdpx } from '../../../core/exchange/refi-qda/read.ts'
import { writeQdpx } from '../../../core/exchange/refi-qda/write.ts'
import { openZip, writeZip } from '../../../core/exchange/zip.ts'
import { after, context } from './project.ts'
import { draftProject, readOptions } from './refi.ts'

// What is known to break between programs, and no sample file shows.

type Six = [string, string, string, string, string, string]
const guid = (n: number) => `${String(n).repeat(8)}-1111-4111-8111-111111111111`
const [ana, text, report, first, second, third] = ([1, 2, 3, 4, 5, 6] as const).map(guid) as Six

/** A file as another program writes it: two codes of one name in different branches, one coding. */
function foreign(inside = '', ofProject = '', ofSource = ''): Uint8Array {
  const selection = `<PlainTextSelection guid="${guid(7)}" startPosition="4" endPosition="8" creatingUser="${ana}"><Coding guid="${guid(8)}" creatingUser="${ana}"><CodeRef targetGUID="${second}"/></Coding></PlainTextSelection>`
  const xml = [
    `<Project xmlns="urn:QDA-XML:project:1.0" name="Roads" origin="Another 1.0" ${ofProject}>`,
    `<Users><User guid="${ana}" name="Ana"/></Users>`,
    `<CodeBook><Codes><Code guid="${first}" name="cause" isCodable="true"><Code guid="${second}" name="rain" isCodable="true"/></Code>`,
    `<Code guid="${third}" name="rain" isCodable="true"/><Code guid="${guid(9)}" name="cause::snow" isCodable="true"/></Codes></CodeBook>`,
    `<Sources><TextSource guid="${report}" name="Report" plainTextPath="internal://${text}.txt" ${ofSource}>${selection}</TextSource></Sources>`,
    `${inside}</Project>`,
  ].join('')
  return writeZip([
    { path: 'project.qde', content: xml },
    { path: `sources/${text}.txt`, content: 'The rain closed the road.\nSnow came.' },
  ])
}

const read = (bytes: Uint8Array) => readQdpx('roads.qdpx', bytes, readOptions())
const options = (preset: PresetName = 'standard') => ({
  preset,
  program: { name: 'Intercoder', version: '0' },
})

test('no text is said to be a rich one, for any program', () => {
  const project = draftProject(read(foreign()).draft)
  for (const preset of Object.keys(presets) as PresetName[]) {
    const { xml, bytes } = writeQdpx(project, {}, options(preset))
    expect(xml).not.toContain('richTextPath')
    const entries = openZip('out.qdpx', bytes).entries.map(({ name }) => name)
    expect(entries.every((name) => /^project\.qde$|^sources\/[0-9a-f-]{36}\.txt$/.test(name))).toBe(true)
  }
})

test('for MAXQDA the text has CRLF, and positions count a line end once', () => {
  const bare = draftProject(read(foreign()).draft)
  const rows = `document,coder,code,start,end,quote\n${report},Ana,cause,26,30,Snow`
  const project = after(bare, { type: 'addCodings', rows: readCodings(rows).rows })
  const { xml, bytes } = writeQdpx(project, {}, options('maxqda'))
  const zip = openZip('out.qdpx', bytes)
  const written = zip.entries.find(({ name }) => name.endsWith('.txt'))!.name
  expect(new TextDecoder().decode(zip.read(written))).toBe('The rain closed the road.\r\nSnow came.')
  expect(xml).toContain('name="Snow" startPosition="26" endPosition="30"')
})

test('codes of one name in different branches stay two, and a path in a name stays a name', () => {
  const { codes, segments } = read(foreign()).draft
  const byId = new Map(codes.map((code) => [code.id, code]))
  expect(codesInOrder(byId).map(({ code }) => pathOf(byId, code))).toEqual([
    ['cause'],
    ['cause', 'rain'],
    ['rain'],
    ['cause::snow'],
  ])
  expect(segments.map(({ code, quote }) => [code, quote])).toEqual([[second, 'rain']])
})

test('the same file read twice has the same ids, and is not taken into a project that has something', () => {
  const one = read(foreign()).draft
  const other = readQdpx('roads.qdpx', foreign(), { ...readOptions(), newId: () => 'fedcba987654' }).draft
  expect(other).toEqual(one)
  const project = draftProject(one)
  const again = () => decide(project, { type: 'fillProject', draft: other }, context())
  expect(again).toThrow(/There is something in this project already/)
})

test('a codebook and a table of codings that come in a second time add nothing', () => {
  const project = draftProject(read(foreign()).draft)
  const { codes } = readQdc('out.qdc', new TextEncoder().encode(writeQdc(project.codes, '0')))
  const once = after(project, { type: 'importCodes', codes })
  expect([...once.codes.values()]).toEqual([...project.codes.values()])
  const file = { format: 'intercoder', ...readCodings(writeCodings(project)) } as const
  const { rows, known, problems } = codingsIn(project, 'out.csv', file)
  expect([rows.length, known, problems.length]).toEqual([1, 1, 0])
  const twice = after(project, { type: 'addCodings', rows })
  expect(twice.segments).toEqual(project.segments)
})

test('home directories and names in the paths of a file are neither kept nor written', () => {
  const project = draftProject(
    read(
      foreign(
        '',
        'basePath="file:///C:/Users/maria.lopez/Roads"',
        'currentPath="file:///home/maria.lopez/report.txt"',
      ),
    ).draft,
  )
  const { xml } = writeQdpx(project, {}, options())
  for (const kept of [JSON.stringify([...project.documents.values()]), xml])
    expect(kept).not.toMatch(/maria|Users\/|\/home\/|basePath|currentPath/)
})

test('a set of codes and of documents is counted once, and loses none of them', () => {
  const set = `<Sets><Set guid="${guid(9)}" name="weather"><MemberCode targetGUID="${first}"/><MemberSource targetGUID="${report}"/></Set></Sets>`
  const { draft, report: said } = read(foreign(set))
  expect(said.losses).toEqual([{ what: 'sets (groups of codes or documents) were left out', count: 1 }])
  expect([draft.codes.length, draft.documents.length, draft.segments.length]).toEqual([4, 1, 1])
})

test('control characters are left out of what is written, and counted', () => {
  const bare = draftProject(read(foreign()).draft)
  const place = { line: 1, document: report, coder: 'Ana', code: 'cause', start: 26, end: 30, quote: 'Snow' }
  const rows = [{ ...place, memo: 'wet\u0000 and \u001fcold' }]
  const project = after(bare, { type: 'addCodings', rows })
  const { bytes, losses } = writeQdpx(project, {}, options())
  expect(losses).toContainEqual({ what: 'memos lose control characters, which XML can’t hold', count: 1 })
  expect(read(bytes).draft.segments.map(({ memo }) => memo)).toEqual(['', 'wet and cold'])
})
