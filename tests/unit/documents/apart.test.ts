import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { emptyProject } from '../../../core/model.ts'
import { Thread } from '../../../main/apart/thread.ts'
import { standardLimits } from '../../../main/documents/limits.ts'
import { DocumentReader } from '../../../main/documents/read-apart.ts'
import { newDocuments } from '../../../main/exchange/documents-part.ts'
import { fileOf } from '../../../main/exchange/given-files.ts'
import { ImportDesk } from '../../../main/exchange/import-desk.ts'
import { shared } from '../../shared.ts'
import { bytes, docx, paragraph, wordPart } from './made-files.ts'

const samples = new URL('import-samples/', shared)
const sample = (path: string) => new Uint8Array(readFileSync(new URL(path, samples)))

test('files of every kind are read in a thread of its own, one after the other', async () => {
  const reader = new DocumentReader()
  const paths = [
    'docx/pandoc-notes.docx',
    'pdf/pdfjs-two_paragraphs.pdf',
    'html/readability-rtl-2.html',
    'csv/qualcoder-survey456.csv',
  ]
  const found = await Promise.all(paths.map((path) => reader.read(path.split('/')[1]!, sample(path))))
  expect(found.map((documents) => documents.length)).toEqual([1, 1, 1, 3])
  expect(found[1]![0]!.text).toBe('The first paragraph.\nThe second paragraph.')
  expect((await reader.read('a.txt', bytes('Plain text.')))[0]!.text).toBe('Plain text.')
  await expect(reader.read('a.pdf', bytes('no PDF'))).rejects.toThrow(/^a.pdf: this is not a PDF file/)
  await reader.close()
})

test('a file that takes too long is given up, and the next one is read', async () => {
  const reader = new DocumentReader({ ...standardLimits, ratio: 5000, time: 1000, timePerMegabyte: 0 })
  const endless = docx(paragraph('x').repeat(400_000))
  await expect(reader.read('a.docx', endless)).rejects.toThrow(
    /^a.docx: it was not read within 1 s; save it anew, or split it$/,
  )
  await reader.close()
  const next = new DocumentReader()
  expect((await next.read('b.docx', docx(paragraph('Text'))))[0]!.text).toBe('Text')
  await next.close()
})

test('a file that needs too much memory is given up, and the program goes on', async () => {
  const reader = new DocumentReader({ ...standardLimits, memory: 80_000_000, time: 30_000 })
  const many = bytes(`<html><body>${'<p>x</p>'.repeat(1_000_000)}`)
  await expect(reader.read('a.html', many)).rejects.toThrow(
    /^a.html: it needs more memory than any document does/,
  )
  expect((await reader.read('b.txt', bytes('Text')))[0]!.text).toBe('Text')
  await reader.close()
})

test('a bomb of 200 MB of XML is refused within 10 s and 500 MB', async () => {
  const unpacked = 190_000_000
  const bomb = docx('', {
    'word/document.xml': wordPart('document', `<w:body>${' '.repeat(unpacked)}</w:body>`),
  })
  const reader = new DocumentReader({ ...standardLimits, ratio: Number.POSITIVE_INFINITY })
  const [before, start] = [process.memoryUsage.rss(), performance.now()]
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() - before)
  }, 20)
  await expect(reader.read('a.docx', bomb)).rejects.toThrow(/^a.docx: /)
  clearInterval(watch)
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(most).toBeLessThan(500_000_000)
  await reader.close()
  await expect(new DocumentReader().read('a.docx', bomb)).rejects.toThrow(
    /is packed more than 200 to 1; it is not read$/,
  )
})

test('files lie on the desk until they are taken: a table is many documents, a damaged file says why', async () => {
  const desk = new ImportDesk()
  const source = { current: () => emptyProject, whole: async () => emptyProject }
  const files = [
    'csv/qualcoder-survey456.csv',
    'derived/tables-truncated-60pct.docx',
    'docx/mammoth-tables.docx',
    'docx/mammoth-tables.docx',
  ].map((path) => fileOf({ path: path.split('/')[1]!, bytes: sample(path) }))
  const given = await desk.add(files)
  expect(given.map(({ as }) => as)).toEqual(['documents', 'documents', 'documents', 'documents'])
  const read = []
  for (const { token } of given) read.push(await desk.read(token, {}, source))
  expect(read[0]).toMatchObject({
    documents: { count: 3, table: { textColumn: 'freetext' }, rows: [{ title: 'ID4' }, {}, {}] },
  })
  expect(read[1]).toMatchObject({
    error: expect.stringMatching(/^tables-truncated-60pct.docx: the archive it should be/),
  })
  expect(read[2]).toMatchObject({ documents: { count: 1, duplicates: 0, encodingSign: null } })
  expect(read[3]).toMatchObject({ documents: { duplicates: 1, duplicateOf: 'mammoth-tables' } })
  const [survey] = given
  await desk.read(survey!.token, { titleColumn: 'Gender', textColumn: 'Interest' }, source)
  const taken = newDocuments(
    [{ token: survey!.token, title: '', language: 'en', variables: { outlet: 'Courier' } }],
    (token) => desk.kept(token, 'documents'),
  )
  expect(taken[0]).toMatchObject({
    title: 'f',
    text: 'shopping',
    variables: { Age: '24', outlet: 'Courier' },
  })
  expect(() => desk.kept(given[1]!.token, 'documents')).toThrow(/it was not read/)
  await desk.forget()
})

test('a reading that is stopped is refused as such, and the thread goes on with the next', async () => {
  const thread = new Thread({ ...standardLimits, ratio: 5000 })
  const endless = { name: 'a.docx', bytes: docx(paragraph('x').repeat(400_000)) }
  const reading = thread.run(
    { work: 'documents', ...endless, options: {}, limits: { ...standardLimits, ratio: 5000 } },
    { name: 'a.docx', size: endless.bytes.length },
  )
  const refused = expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  thread.stop()
  await refused
  const next = { name: 'b.docx', bytes: docx(paragraph('Text')) }
  const job = { work: 'documents' as const, ...next, options: {}, limits: standardLimits }
  expect((await thread.run(job, { name: 'b.docx', size: 1 }))[0]!.text).toBe('Text')
  await thread.close()
})

const built = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))

test('the built program reads every sample as the source does', async () => {
  expect(existsSync(built), 'build the program first: npm run build').toBe(true)
  const folder = mkdtempSync(join(tmpdir(), 'intercoder-documents-'))
  const run = promisify(execFile)
  await run(process.execPath, [built, 'create', 'p', '--name', 'Samples'], { cwd: folder })
  writeFileSync(join(folder, 'survey.csv'), 'who,said\nAnna,"One thing"\nBoris,"Another thing"\n')
  const files = ['docx', 'odt', 'rtf', 'epub', 'pdf', 'html', 'md'].flatMap((kind) =>
    readdirSync(new URL(`${kind}/`, samples))
      .filter((name) => name !== 'SOURCE.md')
      .map((name) => fileURLToPath(new URL(`${kind}/${name}`, samples))),
  )
  const argv = ['import', 'p', ...files, 'survey.csv', '--title-column', 'who', '--json']
  const failed = (error: { stdout: string }) => error
  const { stdout } = await run(process.execPath, [built, ...argv], { cwd: folder }).catch(failed)
  const outcomes: { file: string; status: string; title?: string }[] = JSON.parse(stdout)
  const refused = outcomes
    .filter(({ status }) => status === 'failed')
    .map(({ file }) => file.split('/').at(-1))
  expect(refused).toEqual(['tika-testPassword4Spaces.pdf', 'tika-testHTML_head.html'])
  expect(outcomes.filter(({ status }) => status === 'imported')).toHaveLength(files.length)
  expect(outcomes.slice(-2).map(({ title }) => title)).toEqual(['Anna', 'Boris'])
})
