import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { readHere } from '../../../main/documents/read.ts'

async function read(content: string) {
  const [document] = await readHere('a.rtf', Buffer.from(content, 'latin1'))
  return document!
}

test('letters are decoded by the font, the document or as Unicode', async () => {
  const fonts = String.raw`{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204{\*\fname Arial;}Arial Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}}`
  const { text, source } = await read(
    String.raw`{\rtf1\ansi\ansicpg1250\deff0${fonts}\f0 caf\'e9 {\f1 \'c1\'e0\'ea\'f3} {\f2 \'93\'8c\'8b\'9e} {\f3 a} \uc1\u8364?\u-10179?\u-8704?{\uc0\u228}\f9 \'b9\par}`,
  )
  expect(text).toBe('café Баку 東京 α €😀äą')
  expect(source).toMatchObject({ encoding: 'windows-1250', importer: 'rtf/1' })
})

test('lines, cells and characters are as they are seen', async () => {
  const { text } = await read(
    String.raw`{\rtf1\ansi One\line two\tab three\par\trowd left\cell right\cell\row \ldblquote a\rdblquote\emdash b\~c\_d\-e \{x\}\\` +
      '\\\n' +
      String.raw`last\par}`,
  )
  expect(text).toBe('One\ntwo\tthree\nleft\nright\n“a”—b\u00a0c\u2011d\u00ade {x}\\\nlast')
})

test('notes come after the text; comments, pictures, headers and deleted text go', async () => {
  const { text, warnings } = await read(
    String.raw`{\rtf1\ansi{\info{\title T}}{\header Head\par}Text{\super\chftn}{\footnote\pard {\super\chftn} A note.\par more\par} goes on{\*\annotation{\*\atnid x}comment}.{\pict\pngblip 89504e47}{\deleted gone}{\v hidden}` +
      String.raw`{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}{\*\unknown {\b no}}\par{\listtext\tab 1.}Item\par}`,
  )
  expect(text).toBe('Text[1] goes on.link\nItem\n[1] A note.\nmore')
  expect(warnings).toEqual([
    '1 note stands at the end of the text; [1] is where it belongs',
    'tracked changes were taken as accepted: 1 deleted passage left out',
    '1 passage of hidden text left out',
    '1 comment in the margin left out',
    'the numbers or bullets of 1 list item are not part of the text',
  ])
})

test('a text box is read once, after its paragraph', async () => {
  const { text } = await read(
    String.raw`{\rtf1\ansi Before{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt In the box\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext In the box\par}}}} after\par}`,
  )
  expect(text).toBe('Before after\nIn the box')
})

test('bytes that belong to a picture are passed over, and brackets in them', async () => {
  expect((await read('{\\rtf1 a{\\pict\\bin5 }}}}}} b}')).text).toBe('a b')
})

test('a file that was cut off is refused', async () => {
  await expect(read('{\\rtf1\\ansi The ministry {\\b sai')).rejects.toThrow(
    /^a.rtf: the file ends in the middle of the text, so it was cut off; get it anew$/,
  )
})

const written = (text: string) =>
  text
    .replace(/[\\{}]/g, '\\$&')
    .replaceAll('\n', '\\par ')
    .replaceAll('\t', '\\tab ')
    .replace(/[^\x20-\x7f]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`)

test('any text comes back from Rich Text as it was', async () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .map((text) => text.replace(/[\p{Cc}]/gu, '').toWellFormed())
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), async (lines) => {
      const text = lines.join('\n')
      fc.pre(text.trim() !== '' && !text.startsWith('\ufeff'))
      expect((await read(`{\\rtf1\\ansi\\uc1 ${written(text)}\\par}`)).text).toBe(text)
    }),
    { numRuns: 1000 },
  )
})
