import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import { fileOf, filesOfFolder, groupsOf } from '../../../main/exchange/given-files.ts'
import { test } from '../project/study.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const taken = async (files: Readonly<Record<string, string>>) => {
  const given = Object.entries(files).map(([path, text]) => fileOf({ path, bytes: bytes(text) }))
  return (await groupsOf(given)).map(({ name, as, files: inside }) => [name, as, inside.length])
}

test('files are taken for what their endings and their first lines say', async () => {
  expect(
    await taken({
      'report.docx': 'x',
      'study.qdpx': 'x',
      'codes.qdc': '<CodeBook/>',
      'codes.json': '{ "format": "intercoder-codebook/1", "codes": [] }',
      'codes.csv': 'path,name,definition\n',
      'own codes.csv': 'name;parent;definition\n',
      'interviews.csv': 'who,said\nAnna,One\n',
      'ours.csv': 'document,coder,code,start,end,quote\n',
      'highlights.csv': 'id,document,tag,content\n',
      'notes.json': '[{"text":"a","label":[]}]',
      'table.tsv': 'who\tsaid\n',
    }),
  ).toEqual([
    ['report.docx', 'documents', 1],
    ['study.qdpx', 'project', 1],
    ['codes.qdc', 'codebook', 1],
    ['codes.json', 'codebook', 1],
    ['codes.csv', 'codebook', 1],
    ['own codes.csv', 'codebook', 1],
    ['interviews.csv', 'documents', 1],
    ['ours.csv', 'codings', 1],
    ['highlights.csv', 'codings', 1],
    ['notes.json', 'codings', 1],
    ['table.tsv', 'documents', 1],
  ])
})

test('a table of thirteen columns is not taken for codings by their number', async () => {
  const header = Array.from({ length: 13 }, (_, n) => `q${n}`).join(',')
  expect(await taken({ 'survey.csv': `${header}\n` })).toEqual([['survey.csv', 'documents', 1]])
})

test('what lies in many files is one, with its texts; what lies beside it is not', async () => {
  expect(
    await taken({
      'Ana/a.ann': 'T1\tx 0 1\ta',
      'Ana/a.txt': 'a',
      'Ben/a.ann': 'T1\tx 0 1\ta',
      'Ben/a.txt': 'a',
      'other.txt': 'Words',
      'Ana/b.tsv': '#FORMAT=WebAnno TSV 3.3\n',
      'Ben/b.tsv': '#FORMAT=WebAnno TSV 3.3\n',
    }),
  ).toEqual([
    ['a.ann and 1 more', 'codings', 4],
    ['other.txt', 'documents', 1],
    ['b.tsv and 1 more', 'codings', 2],
  ])
})

test('what describes an export is no document, nor is the configuration of brat', async () => {
  const brat = { 'Ana/a.ann': 'T1\tx 0 1\ta', 'Ana/a.txt': 'a', 'Ana/annotation.conf': '[entities]' }
  const packaged = { 'README.md': 'What this is', 'datapackage.json': '{}' }
  expect(await taken({ ...brat, ...packaged })).toEqual([['a.ann', 'codings', 3]])
  expect(
    await taken({ 'out/study.README.md': 'x', 'out/study.datapackage.json': '{}', 'a.txt': 'a' }),
  ).toEqual([['a.txt', 'documents', 1]])
  // A README of somebody else may be a text to code, and what is chosen alone is looked at.
  expect(await taken({ 'README.md': 'What we did', 'below/datapackage.json': '{}' })).toEqual([
    ['README.md', 'documents', 1],
  ])
  expect(await taken({ 'README.md': 'What we did' })).toEqual([['README.md', 'documents', 1]])
  expect(await taken({ 'datapackage.json': '{}' })).toEqual([['datapackage.json', 'codings', 1]])
})

test('from a folder come documents and codings that lie in folders, no tables', async ({ folder }) => {
  const files = {
    'in/report.txt': 'Words',
    'in/below/a.ann': 'T1\tx 0 1\ta',
    'in/below/a.txt': 'a',
    'in/annotation.conf': '[entities]',
    'in/README.md': 'x',
    'in/datapackage.json': '{}',
    'in/data.csv': 'who,said\n',
    'in/data.json': '{}',
    'in/Ana/b.tsv': '#FORMAT=WebAnno TSV 3.3\n',
    'in/picture.png': 'x',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const groups = await groupsOf(await filesOfFolder(join(folder, 'in')))
  expect(groups.map(({ as, files: inside }) => [as, inside.map(({ path }) => path)])).toEqual([
    ['codings', ['Ana/b.tsv']],
    ['codings', ['annotation.conf', 'below/a.ann', 'below/a.txt']],
    ['documents', ['report.txt']],
  ])
})
