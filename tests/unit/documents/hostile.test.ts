import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { type Limits, standardLimits } from '../../../main/documents/limits.ts'
import { readHere } from '../../../main/documents/read.ts'
import { bytes, docx, drawn, odt, paragraph, pdf, relations, wordPart, xlsx, zip } from './made-files.ts'

/** Every limit a thousandth or so of the real one, so that a test need not make what the limit is for. */
const short: Limits = {
  ...standardLimits,
  entryBytes: 200_000,
  totalBytes: 500_000,
  ratioFrom: 1000,
  entries: 100,
}
const refused = (name: string, content: Uint8Array, why: RegExp, limits = short) =>
  expect(readHere(name, content, {}, limits)).rejects.toThrow(new RegExp(`^${name}: .*${why.source}`))

const noise = (length: number) =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 2654435761) >>> 13) & 0xff)

test('a file that unpacks to too much is refused by what its directory says', async () => {
  await refused(
    'a.docx',
    docx('', { big: noise(300_000) }),
    /“big” in the archive would be 300000 bytes when unpacked; it is not read/,
  )
  await refused(
    'a.docx',
    docx('', { a: noise(190_000), b: noise(190_000), c: noise(190_000) }),
    /would be more than 500000 bytes when unpacked/,
  )
  await refused(
    'a.docx',
    docx('', { zeros: new Uint8Array(150_000) }),
    /“zeros” in the archive is packed more than 200 to 1/,
  )
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, 'x']))
  await refused('a.docx', zip(many), /the archive says it holds 101 files; more than 100 are not read/)
})

/** The directory says that the first file is small when unpacked. */
function lying(content: Uint8Array): Uint8Array {
  const made = Buffer.from(
    zipSync({ 'word/document.xml': [content, { level: 9 }] }, { mtime: new Date('2026-01-05') }),
  )
  for (const signature of [0x02014b50, 0x04034b50]) {
    const sign = Buffer.alloc(4)
    sign.writeUInt32LE(signature)
    made.writeUInt32LE(100, made.indexOf(sign) + (signature === 0x02014b50 ? 24 : 22))
  }
  return made
}

test('a directory that lies about the size is found out while unpacking', async () => {
  await refused(
    'a.docx',
    lying(new Uint8Array(5_000_000)),
    /“word\/document.xml” in the archive is (damaged|larger than it says)/,
  )
})

test('a damaged file in an archive is refused by its check sum', async () => {
  const made = Buffer.from(
    zipSync({ 'word/document.xml': [bytes(wordPart('document', paragraph('Text'))), { level: 0 }] }),
  )
  made[made.indexOf('Text')] = 0x74
  await refused(
    'a.docx',
    made,
    /“word\/document.xml” in the archive is damaged \(its check sum is wrong\); get the file anew/,
  )
})

test('names that lead out of an archive, and links, are refused', async () => {
  await refused('a.docx', docx('', { '../../evil': 'x' }), /has a name that leads out of it/)
  await refused('a.docx', docx('', { '/etc/passwd': 'x' }), /has a name that leads out of it/)
  await refused('a.docx', docx('', { 'C:\\evil': 'x' }), /has a name that leads out of it/)
  const link = zipSync({ link: [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })
  await refused('a.docx', link, /“link” in the archive is a link to somewhere else/)
})

test('an archive of archives is no document', async () => {
  await refused(
    'a.docx',
    zip({ 'a.zip': zip({ 'b.zip': 'x' }) }),
    /this is an archive of files; unpack it and import the files/,
  )
})

const bomb =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
const external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

test('entities are never expanded, nor fetched', async () => {
  for (const type of [bomb, external]) {
    const body = wordPart('document', `<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>`)
    await refused(
      'a.docx',
      docx('', { 'word/document.xml': type + body.replace(/^<\?xml[^>]*>/, '') }),
      /has a document type declaration/,
    )
    await refused('a.odt', odt('', { 'content.xml': `${type}<x>&c;</x>` }), /has a document type declaration/)
    await refused(
      'a.epub',
      zip({ mimetype: 'application/epub+zip', 'META-INF/container.xml': `${type}<x>&c;</x>` }),
      /has a document type declaration/,
    )
  }
  await refused(
    'a.docx',
    docx('<w:p>&unknown;</w:p>'),
    /“word\/document.xml” in it is damaged: at character \d+, undefined entity/,
  )
})

test('nesting without an end is refused', async () => {
  const deep = (open: string, close: string) => open.repeat(10_000) + paragraph('x') + close.repeat(10_000)
  await refused('a.docx', docx(deep('<w:sdt>', '</w:sdt>')), /is nested more than 1000 deep/, standardLimits)
  await refused(
    'a.odt',
    odt(deep('<text:section>', '</text:section>')),
    /is nested more than 1000 deep/,
    standardLimits,
  )
  await refused(
    'a.xlsx',
    xlsx(`${'<row>'.repeat(10_000)}${'</row>'.repeat(10_000)}`),
    /is nested more than 1000 deep/,
    standardLimits,
  )
  await refused(
    'a.rtf',
    bytes(`{\\rtf1 ${'{'.repeat(10_000)}x${'}'.repeat(10_001)}`),
    /nested more than 1000 deep/,
  )
  await refused('a.html', bytes(`<html><body>${'<div>'.repeat(10_000)}x`), /nested more than 1000 deep/)
  const quoted = await readHere('a.md', bytes(`${'> '.repeat(10_000)}x\n\nText.`))
  expect(quoted[0]!.text).toContain('Text.')
  const runs = await readHere('b.md', bytes(`${'*a **b '.repeat(5000)}\n\n${'['.repeat(5000)}`))
  expect(runs[0]!.text).toContain('a')
})

test('a page that is nested as deep as is allowed is read', async () => {
  const [document] = await readHere(
    'a.html',
    bytes(`<html><body>${'<div>'.repeat(4500)}text${'</div>'.repeat(4500)}`),
  )
  expect(document!.text).toBe('text')
})

test('macros, external references and remote pictures do nothing, and nothing is fetched', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`
  const remote = relations(
    ['attachedTemplate', address, 'TargetMode="External"'],
    ['image', address, 'TargetMode="External"'],
    ['footnotes', address, 'TargetMode="External"'],
    ['footnotes', '../../../../etc/passwd'],
  )
  const files: [string, Uint8Array][] = [
    [
      'a.docx',
      docx(paragraph('Text'), { 'word/_rels/document.xml.rels': remote, 'word/vbaProject.bin': 'x' }),
    ],
    [
      'a.odt',
      odt(
        `<text:p>Text<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${address}"/></text:p>`,
      ),
    ],
    [
      'a.html',
      bytes(
        `<html><body><p>Text</p><img src="${address}"><script src="${address}"></script><link href="${address}" rel="stylesheet"><iframe src="${address}"></iframe><meta http-equiv="refresh" content="0;url=${address}"></body></html>`,
      ),
    ],
    ['a.md', bytes(`Text ![](${address})<img src="${address}">`)],
    [
      'a.rtf',
      bytes(
        `{\\rtf1 Text{\\field{\\*\\fldinst INCLUDEPICTURE "${address}"}{\\fldrslt }}{\\*\\template ${address}}}`,
      ),
    ],
    [
      'a.pdf',
      Buffer.from(
        pdf(drawn(50, 700, 'Text'))
          .toString()
          .replace('/Catalog', `/Catalog/OpenAction<</S/URI/URI(${address})>>`),
        'latin1',
      ),
    ],
  ]
  for (const [name, content] of files) {
    const [document] = await readHere(name, content)
    expect([name, document!.text.trim()]).toEqual([name, 'Text'])
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  server.close()
  expect(asked).toBe(0)
})
