import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { readCodings } from '../../../core/exchange/codings-csv.ts'
import { formulaText, readCsv, withoutFormula } from '../../../core/exchange/csv.ts'
import { writeDatasetCsv, writeDatasetJson } from '../../../core/exchange/dataset.ts'
import { after, projectOf } from './project.ts'

const start = projectOf({ 'one.txt': 'The ministry said so.', 'two.txt': '=Other text.' }, [
  { name: 'actor', children: [{ name: 'state' }] },
])
const [one, two] = [...start.documents.values()]
const project = after(
  start,
  { type: 'describeDocument', document: one!.id, variables: { outlet: '@agency', date: '2022-09-13' } },
  {
    type: 'addCodings',
    rows: readCodings(
      [
        'document,coder,code,start,end,quote,memo',
        'two,Ben,state,0,6,=Other,-5',
        'one,Ben,actor,0,12,The ministry,',
        'one,Ana,state,4,12,ministry,"so, ""they"" said"',
        'one,Ana,actor,4,12,ministry,',
      ].join('\n'),
    ).rows,
  },
)
const [ana, ben] = [...project.coders.values()].sort((a, b) => (a.name < b.name ? -1 : 1))

test('the table has a row a segment, by document, coder, code and place, with variables as columns', () => {
  const [header, ...rows] = readCsv(writeDatasetCsv(project)).rows.map(({ cells }) => cells)
  expect(header!.join(' ')).toBe(
    'document_id document file variable:date variable:outlet coder code code_path ' +
      'start_utf16 end_utf16 quote memo certainty segment_id created changed',
  )
  expect(rows.map((cells) => cells.slice(1, 12).join('|'))).toEqual([
    "one|one.txt|2022-09-13|'@agency|Ana|actor|actor|4|12|ministry|",
    'one|one.txt|2022-09-13|\'@agency|Ana|state|actor / state|4|12|ministry|so, "they" said',
    "one|one.txt|2022-09-13|'@agency|Ben|actor|actor|0|12|The ministry|",
    "two|two.txt|||Ben|state|actor / state|0|6|'=Other|-5",
  ])
})

test('text that a spreadsheet would run is kept from running, numbers stay numbers', () => {
  expect(['=1', '+a', '-a', '@a', '\ta', '-5', '+1.5', 'a=1', ''].map(withoutFormula)).toEqual([
    ...["'=1", "'+a", "'-a", "'@a", "'\ta", '-5', '+1.5', 'a=1', ''],
  ])
  expect([' =1', '"=1"', "'=1", '\n=1', '\r=1', '＝1', '－1', "''", '"a"'].map(withoutFormula)).toEqual([
    ...["' =1", `'"=1"`, "''=1", "'\n=1", "'\r=1", "'＝1", "'－1", "''", '"a"'],
  ])
})

test('the apostrophe before what looks like a formula can be taken away again, whatever the text', () => {
  const text = fc
    .array(fc.constantFrom(...['=', '-', "'", '"', ' ', '\t', '\n', '1', 'a', '@', '＝']))
    .map((signs) => signs.join(''))
  fc.assert(fc.property(text, (one) => formulaText(withoutFormula(one)) === one))
  fc.assert(fc.property(text, (one) => !/^["\s]*[=@＝]/.test(withoutFormula(one))))
})

test('coders and documents can be chosen', () => {
  const rows = readCsv(writeDatasetCsv(project, { coders: [ben!.id], documents: [two!.id] })).rows
  expect(rows.slice(1).map(({ cells }) => cells[1])).toEqual(['two'])
  const json = JSON.parse(writeDatasetJson(project, { coders: [ana!.id] }))
  expect(json.coders).toEqual([{ id: ana!.id, name: 'Ana' }])
  expect(json.segments).toHaveLength(2)
  expect(json.documents).toHaveLength(2)
})

test('the JSON holds everything but the texts, with their hashes', () => {
  const json = JSON.parse(writeDatasetJson(project))
  expect(json.format).toBe('intercoder-dataset/1')
  expect(json.codebook.map(({ path }: { path: string[] }) => path)).toEqual([['actor'], ['actor', 'state']])
  expect(json.documents[0]).toMatchObject({
    id: one!.id,
    sha256: one!.sha256,
    variables: { outlet: '@agency' },
  })
  expect(json.segments[0]).toMatchObject({ coder: ana!.id, start: 4, end: 12, quote: 'ministry' })
})
