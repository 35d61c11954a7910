import { expect, test } from '@playwright/test'
import type { ReadOptions } from '../../../main/documents/document.ts'
import { readHere } from '../../../main/documents/read.ts'
import { bytes } from './made-files.ts'

const read = (name: string, content: string | Uint8Array, options: ReadOptions = {}) =>
  readHere(name, typeof content === 'string' ? bytes(content) : content, options)

const survey =
  'Person;Age;Answer;Remark\r\nP1;24;"Yes, ""well""\nperhaps";short\r\nP2;31;;empty\r\nP3;40;=1+1 is what I would say;x\r\n'

test('each row is a document: one column its text, one its title, the others variables', async () => {
  const documents = await read('s.csv', survey, { textColumn: 'answer', titleColumn: 'Person' })
  expect(documents.map(({ title, text, variables }) => ({ title, text, variables }))).toEqual([
    { title: 'P1', text: 'Yes, "well"\nperhaps', variables: { Age: '24', Remark: 'short' } },
    { title: 'P3', text: '=1+1 is what I would say', variables: { Age: '40', Remark: 'x' } },
  ])
  expect(documents.map(({ warnings }) => warnings)).toEqual([['1 row without a text left out'], []])
  expect(documents[1]!.source).toMatchObject({ name: 's.csv', importer: 'table/1', encoding: 'utf-8' })
})

test('a column is named by its number as well; one that is not there is refused with those that are', async () => {
  const [first] = await read('s.csv', survey, { textColumn: '4' })
  expect(first!.text).toBe('short')
  expect(first!.title).toBe('s 1')
  await expect(read('s.csv', survey, { textColumn: 'Text' })).rejects.toThrow(
    's.csv: there is no column “Text”; its columns are “Person”, “Age”, “Answer”, “Remark”',
  )
})

test('tabs and other encodings are read, and rows of unequal length', async () => {
  const documents = await read(
    's.tsv',
    Buffer.from('id\ttext\n1\tGrüße, schön\n2\tja\tzu viel\n', 'latin1'),
    {},
  )
  expect(documents.map(({ title, text }) => [title, text])).toEqual([
    ['1', 'Grüße, schön'],
    ['2', 'ja'],
  ])
  expect(documents[0]!.source.encoding).toBe('windows-1252')
  expect(documents[1]!.variables).toEqual({ 'column 3': 'zu viel' })
})

test('a quotation mark that is never closed, and too many rows, are refused', async () => {
  await expect(read('s.csv', 'a,b\n1,"never\n2,x\n')).rejects.toThrow(
    /^s.csv: a quotation mark is opened in row \d and never closed/,
  )
  await expect(read('s.csv', `text\n${'row of words\n'.repeat(20_001)}`)).rejects.toThrow(
    /more than 20000 rows; split it/,
  )
})

test('a table of more columns than anybody has is refused by name', async () => {
  await expect(read('s.csv', `a,b\n${'"x",'.repeat(200_000)}`)).rejects.toThrow(
    /^s.csv: the table has more than 2000 columns/,
  )
})

test('a headline is a better title than a name, and a name a better one than a number', async () => {
  const titles = async (content: string) => (await read('a.csv', content)).map(({ title }) => title)
  const text = 'what was said that day, in full'
  expect(await titles(`id,Headline,text\n7,Talks resume,${text}\n8,Talks resume,${text}!\n`)).toEqual([
    'Talks resume',
    'Talks resume',
  ])
  expect(await titles(`id,name,title,text\n7,a,One,${text}\n8,b,Two,${text}!\n`)).toEqual(['One', 'Two'])
  expect(await titles(`article_id,name,text\n7,TASS,${text}\n8,TASS,${text}!\n`)).toEqual(['7', '8'])
  expect(await titles(`title,id,text\n,7,${text}\n,8,${text}!\n`)).toEqual(['7', '8'])
})
