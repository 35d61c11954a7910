import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { readHere } from '../../../main/documents/read.ts'
import { shared } from '../../shared.ts'
import { bytes } from './made-files.ts'

const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const view = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return new Uint8Array(order === 'le' ? view : view.swap16())
}
const utf32 = (text: string, little: boolean) => {
  const all = Buffer.alloc([...text].length * 4)
  for (const [at, one] of [...text].entries())
    little ? all.writeUInt32LE(one.codePointAt(0)!, at * 4) : all.writeUInt32BE(one.codePointAt(0)!, at * 4)
  return new Uint8Array(all)
}
async function read(name: string, content: Uint8Array | string, encoding?: string) {
  const given = typeof content === 'string' ? bytes(content) : content
  const [document] = await readHere(name, given, encoding === undefined ? {} : { encoding })
  return document!
}
const guess = (encoding: string) => [
  expect.stringContaining(`it was read as ${encoding}: see that the letters`),
]

test('the articles come in as they are', async () => {
  const folder = new URL('articles/', shared)
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  expect(files).toHaveLength(5)
  for (const name of files) {
    const content = readFileSync(new URL(name, folder))
    const { text, title, source, warnings } = await read(name, content)
    expect(Buffer.from(text).equals(content)).toBe(true)
    expect(title).toBe(name.replace('.txt', ''))
    expect(source).toMatchObject({ name, encoding: 'utf-8', importer: 'text/1' })
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(warnings).toEqual([])
  }
})

test('UTF-8, UTF-16 and UTF-32 with a byte order mark give the same text', async () => {
  const text = 'Ağdam “said” 😀\n'
  const all = [
    bytes(text),
    bytes(`\ufeff${text}`),
    utf16(text, 'le'),
    utf16(text, 'be'),
    utf32(`\ufeff${text}`, true),
    utf32(`\ufeff${text}`, false),
  ]
  const read_ = await Promise.all(all.map((content) => read('a.txt', content)))
  expect(read_.map((each) => each.text)).toEqual(all.map(() => text))
  expect(read_.map(({ source }) => source.encoding)).toEqual([
    ...['utf-8', 'utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'],
  ])
  expect(read_.flatMap(({ warnings }) => warnings)).toEqual([])
})

test('UTF-16 and UTF-32 without a mark are known by their zero bytes, and the person is told', async () => {
  const text = 'What the ministry said, in Bakı.\n'
  for (const [encoding, content] of [
    ['utf-16le', utf16(text, 'le', false)],
    ['utf-16be', utf16(text, 'be', false)],
    ['utf-32le', utf32(text, true)],
    ['utf-32be', utf32(text, false)],
  ] as const) {
    const found = await read('a.txt', content)
    expect([found.text, found.source.encoding]).toEqual([text, encoding])
    expect(found.warnings).toEqual(guess(encoding))
  }
  const chinese = '政府資訊科技總監辦公室\n和平等機會委員會\n'
  const cyrillic = 'В министерстве сказали так.\n'
  for (const other of [chinese, cyrillic])
    expect((await read('a.txt', utf16(other, 'le', false))).text).toBe(other)
})

test('a byte order mark that contradicts the bytes is not believed', async () => {
  const text = 'Two files were joined here.\n'
  const wrong = new Uint8Array([0xff, 0xfe, ...utf16(text, 'be', false)])
  const found = await read('a.txt', wrong)
  expect([found.text, found.source.encoding]).toEqual([text, 'utf-16be'])
  expect(found.warnings).toEqual(['the byte order mark says utf-16le, but the text is utf-16be'])
})

test('Japanese mail in seven bits is read', async () => {
  const mail = Buffer.from('Re: \x1b$B$3$s$K$A$O\x1b(B\n', 'latin1')
  expect((await read('a.txt', mail)).text).toBe('Re: こんにちは\n')
})

test('a few accented letters are taken as the commonest Western encoding', async () => {
  const found = await read('a.txt', Buffer.from('Grüße aus Köln, schön', 'latin1'))
  expect([found.text, found.source.encoding]).toEqual(['Grüße aus Köln, schön', 'windows-1252'])
  expect(found.warnings).toEqual(guess('windows-1252'))
})

test('every kind of line end becomes a line feed, and the person is told', async () => {
  const { text, warnings } = await read('a.TXT', 'one\r\ntwo\rthree\n')
  expect(text).toBe('one\ntwo\nthree\n')
  expect(warnings).toEqual(['line ends were changed to line feeds'])
})

test('an encoding that is named is used', async () => {
  expect((await read('a.txt', Uint8Array.from([0xc1, 0xe0, 0xea, 0xf3]), 'windows-1251')).text).toBe('Баку')
  expect((await read('a.txt', Uint8Array.from([0x81, 0xa0, 0xaa, 0xe3]), 'CP866')).text).toBe('Баку')
  expect((await read('a.txt', utf16('text', 'le', false), 'utf-16le')).text).toBe('text')
  expect((await read('a.txt', utf16('text', 'be', false), 'UTF-16BE')).text).toBe('text')
  await expect(read('a.txt', 'text', 'klingon')).rejects.toThrow(/^a.txt: there is no encoding “klingon”/)
})

test('a few NUL characters are taken out of a text, and the person is told', async () => {
  const { text, warnings } = await read('a.txt', `${'What the ministry said. '.repeat(10)}\0!`)
  expect(text).not.toContain('\0')
  expect(warnings).toEqual(['1 NUL character was taken out of the text'])
})

const random = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 251)
const refusals: [
  what: string,
  name: string,
  content: Uint8Array | string,
  message: RegExp,
  encoding?: string,
][] = [
  [
    'bytes that are not in the encoding named',
    'a.txt',
    Uint8Array.from([0x61, 0x62, 0xe9, 0x63]),
    /not UTF-8 from byte 2 on/,
    'utf-8',
  ],
  ['a text cut off in a character', 'a.txt', bytes('a😀').slice(0, 3), /not UTF-8 from byte 1 on/, 'utf-8'],
  ['half a UTF-16 character', 'a.txt', utf16('text', 'le').slice(0, -1), /not UTF-16LE from byte \d+ on/],
  [
    'bytes that a one-byte encoding lacks',
    'a.txt',
    Uint8Array.from([0x61, 0xd2]),
    /not WINDOWS-1253 from byte 1 on/,
    'windows-1253',
  ],
  ['NUL bytes', 'a.txt', 'some\0thing', /NUL character at 4 and there are more, so this is no text file/],
  ['control characters', 'a.txt', '\x01\x02\x03'.repeat(20), /60 of its 60 characters are control/],
  ['random bytes', 'a.txt', random, /no text file|in no encoding/],
  [
    'an image called .txt',
    'a.txt',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
    /this is an image, not text; it can't be imported/,
  ],
  [
    'a damaged Word file called .txt',
    'a.txt',
    'PK\x03\x04 word',
    /the archive it should be .* damaged or was cut off/,
  ],
  ['an empty file', 'a.txt', '', /the file is empty/],
  ['white space only', 'a.txt', ' \n\u00a0\n', /there is no text in the file/],
  ['another ending', 'a.xyz', 'text', /files ending in .xyz can't be imported; .txt, .md, .*and .xlsm can/],
  ['no ending', 'README', 'text', /files ending in nothing can't be imported/],
  [
    'text called .pdf',
    'a.pdf',
    'text',
    /this is not a PDF file but something else, or it is damaged; get it anew/,
  ],
  ['text called .docx', 'a.docx', 'text', /this is not a Word document but something else/],
]
for (const [what, name, content, message, encoding] of refusals) {
  test(`${what} is refused by name with the reason`, async () => {
    await expect(read(name, content, encoding)).rejects.toThrow(message)
    await expect(read(name, content, encoding)).rejects.toThrow(new RegExp(`^${name}: `))
  })
}

/** Text that a file of text can hold, and that is not taken for anything else. */
const plain = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter(
    (text) =>
      !text.includes('\0') && text.trim() !== '' && !/^(\s*(%PDF-|PK|GIF8|ID3|\{\\rtf|<)|\ufeff)/.test(text),
  )

test('any text comes back from UTF-8 as it was, but for its line ends', async () => {
  await fc.assert(
    fc.asyncProperty(plain, async (text) => {
      expect((await read('a.txt', text)).text).toBe(text.replace(/\r\n?/g, '\n'))
    }),
    { numRuns: 1000 },
  )
})

for (const order of ['le', 'be'] as const) {
  test(`any text comes back from UTF-16 (${order}) as it was, but for its line ends`, async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        expect((await read('a.txt', utf16(text, order))).text).toBe(text.replace(/\r\n?/g, '\n'))
      }),
      { numRuns: 1000 },
    )
  })
}

for (const [encoding, letters] of [
  ['windows-1251', 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВЯ'],
  ['windows-1256', 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'],
  ['iso-8859-2', 'ěščřžýáíéúůĚŠČŘŽ'],
  ['koi8-r', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'],
  ['shift_jis', 'あいうえおかきくけこ漢字東京'],
  ['gb18030', '中文汉字北京大学'],
  ['big5', '中文漢字台北大學'],
  ['euc-kr', '한국어서울대학교'],
] as const) {
  test(`letters of ${encoding} come back where it is named`, async () => {
    const units = fc.constantFrom(...letters, ' ', '.', 'a', '\n')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: units, minLength: 1 }), async (text) => {
        fc.pre(text.trim() !== '')
        expect((await read('a.txt', iconv.encode(text, encoding), encoding)).text).toBe(text)
      }),
      { numRuns: 300 },
    )
  })
}
