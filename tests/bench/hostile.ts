import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { zipSync } from 'fflate'
import { codingsFormatOf } from '../../core/exchange/codings-formats.ts'
import { placeCodings } from '../../core/exchange/place.ts'
import { readQdc } from '../../core/exchange/refi-qda/codebook.ts'
import { readQdpx } from '../../core/exchange/refi-qda/read.ts'
import { emptyProject } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { DocumentReader } from '../../main/documents/read-apart.ts'
import { type Figure, figure } from './figure.ts'

/** What files cost that were made to do harm: seconds and megabytes each, in a process of its own. */

const bytes = (text: string) => Buffer.from(text, 'utf8')
const deep = (open: string, inside: string, close: string) =>
  open.repeat(10_000) + inside + close.repeat(10_000)
const word = (body: string, type = '') =>
  `${type}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
const docx = (document: string | Uint8Array, others: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': bytes('<Types/>'),
    'word/document.xml': typeof document === 'string' ? bytes(document) : document,
    ...others,
  })
const laughs =
  '<!DOCTYPE x [<!ENTITY a "ha">' +
  Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join(
    '',
  ) +
  ']>'
const qde = (inside: string, type = '') =>
  bytes(`${type}<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="x">${inside}</Project>`)

/** The directory of a ZIP file with one entry says that it is of two gigabytes. */
function huge(made: Uint8Array, name: string): Uint8Array {
  const view = new DataView(made.buffer, made.byteOffset, made.byteLength)
  for (let at = 0; at + 46 < made.length; at++) {
    const isName = Buffer.from(made.subarray(at + 46, at + 46 + name.length)).toString() === name
    if (view.getUint32(at, true) === 0x02014b50 && isName) view.setUint32(at + 24, 0x80000000, true)
  }
  return made
}

const files: Readonly<Record<string, () => Uint8Array>> = {
  'bomb.docx': () => docx(new Uint8Array(190_000_000).fill(32)),
  'bomb-of-text.docx': () => docx(word(`<w:p><w:r><w:t>${'a'.repeat(60_000_000)}</w:t></w:r></w:p>`)),
  'two-gigabytes.docx': () => huge(docx(word('')), 'word/document.xml'),
  'names.docx': () => docx(word(''), { '../../evil': bytes('x') }),
  'link.docx': () => zipSync({ link: [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }),
  'entities.docx': () => docx(word('<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>', laughs)),
  'deep.docx': () => docx(word(deep('<w:sdt>', '', '</w:sdt>'))),
  'many-parts.docx': () =>
    docx(word(''), Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`p${n}`, bytes('')]))),
  'macros.docx': () => docx(word('<w:p/>'), { 'word/vbaProject.bin': bytes('x'.repeat(100_000)) }),
  'deep.html': () => bytes(`<html><body>${deep('<div>', 'x', '</div>')}`),
  'open.html': () => bytes(`<html><body>${'<b><i>'.repeat(4000)}${'<p>x'.repeat(20_000)}`),
  'brackets.html': () => bytes('<'.repeat(5_000_000)),
  'attributes.html': () => bytes(`<html><body><p ${'a="b" '.repeat(500_000)}>x</p></body></html>`),
  'scripts.html': () => bytes(`<html><body><p>x</p>${'<script>while(true){}</script>'.repeat(10_000)}`),
  'deep.rtf': () => bytes(`{\\rtf1 ${deep('{', 'x', '}')}}`),
  'words.rtf': () => bytes(`{\\rtf1 ${'\\b\\i0\\u8364? '.repeat(1_000_000)}}`),
  'bin.rtf': () => bytes('{\\rtf1 a{\\pict\\bin2147483647 x}}'),
  'deep.md': () => bytes(`${'> '.repeat(10_000)}x`),
  'stars.md': () => bytes('*a **b '.repeat(50_000)),
  'brackets.md': () => bytes('['.repeat(200_000)),
  'quotes.csv': () => bytes(`a,b\n${'"x""",'.repeat(500_000)}`),
  'lines.srt': () => bytes('1\n'.repeat(3_000_000)),
  'times.srt': () => bytes('00:00:01,000 --> 00:00:02,000\n'.repeat(300_000)),
  'far-cell.xlsx': () =>
    zipSync({
      '[Content_Types].xml': bytes('<Types/>'),
      'xl/workbook.xml': bytes(
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': bytes(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': bytes(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
      ),
    }),
  'bomb.qdpx': () => zipSync({ 'project.qde': new Uint8Array(190_000_000) }),
  'two-gigabytes.qdpx': () => huge(zipSync({ 'project.qde': qde('') }), 'project.qde'),
  'entities.qdpx': () => zipSync({ 'project.qde': qde('&a11;', laughs) }),
  'deep.qdpx': () =>
    zipSync({ 'project.qde': qde(`<CodeBook><Codes>${deep('<Code>', '', '</Code>')}</Codes></CodeBook>`) }),
  'codes.qdc': () =>
    bytes(
      `<CodeBook><Codes>${'<Code guid="x" name="a" isCodable="true"/>'.repeat(100_000)}</Codes></CodeBook>`,
    ),
  'names.qdpx': () => zipSync({ 'project.qde': qde(''), 'sources/../../evil.txt': bytes('x') }),
  'deep.json': () => bytes(deep('[', '', ']')),
  'deep-items.json': () => bytes(deep('{"items":[', '', ']}')),
  'entities.xmi': () => bytes(`${laughs}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">&a11;</xmi:XMI>`),
  'rows.tsv': () =>
    bytes(`#FORMAT=WebAnno TSV 3.3\n#T_SP=a|b\n\n\n${'1-1\t0-1\ta\tx[1]|y[2]\t\n'.repeat(200_000)}`),
  'far-token.tsv': () => bytes('#FORMAT=WebAnno TSV 3.3\n#T_SP=a|b\n\n\n1-1\t999999999-1000000000\ta\tx\t\n'),
  'lines.ann': () => bytes('T1\tA 0 1\tx\n'.repeat(300_000)),
  'tokens.conll': () => bytes('x B-y\n'.repeat(500_000)),
}

export async function bench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intercoder-hostile-'))
  const self = pathToFileURL(fileURLToPath(import.meta.url)).href
  // A file of its own, since threads take over the options of the process.
  const measuring = join(folder, 'measuring.mjs')
  writeFileSync(
    measuring,
    `import { measure } from ${JSON.stringify(self)}\nawait measure(process.argv[2])\n`,
  )
  const figures: Figure[] = []
  const wanted = process.argv.find((argument) => argument.startsWith('only='))?.slice('only='.length)
  for (const [name, make] of Object.entries(files)) {
    if (wanted !== undefined && !wanted.split(',').includes(name)) continue
    const path = join(folder, name)
    writeFileSync(path, make())
    const printed = execFileSync(process.execPath, [measuring, path], { encoding: 'utf8', timeout: 120_000 })
    const { seconds, megabytes, outcome } = JSON.parse(printed)
    figures.push(figure(`${name}: ${outcome}`, seconds, 's'), figure(`${name}, memory`, megabytes, 'MB'))
  }
  rmSync(folder, { recursive: true })
  return figures
}

/** Reads one file and prints what it cost; the memory is the most that the whole process ever had. */
export async function measure(path: string): Promise<void> {
  const content = new Uint8Array(readFileSync(path))
  const name = basename(path)
  const start = performance.now()
  let outcome = 'read'
  try {
    await readAny(name, content)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    outcome = error.message.replace(`${name}: `, '').slice(0, 100)
  }
  const seconds = (performance.now() - start) / 1000
  const megabytes = Math.round(peak() / 1000)
  console.log(JSON.stringify({ seconds, megabytes, outcome }))
  process.exit(0)
}

/** The most memory of this process in kilobytes; what the system says of a child may count its parent in. */
function peak(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}

async function readAny(name: string, content: Uint8Array): Promise<void> {
  let made = 0
  const options = {
    now: '2026-01-02T03:04:05.000Z',
    newId: () => `${made++}`.padStart(12, '0'),
    language: 'en',
  }
  if (name.endsWith('.qdpx')) readQdpx(name, content, options)
  else if (name.endsWith('.qdc')) readQdc(name, content)
  else if (/\.(json|xmi|tsv|ann|conll)$/.test(name)) {
    const given = [{ path: name, bytes: content }]
    const { codings } = codingsFormatOf(given).read(given, { isDocument: () => false })
    placeCodings(emptyProject, codings, { coder: 'Ana', addCodes: true })
  } else await new DocumentReader().read(name, content)
}
