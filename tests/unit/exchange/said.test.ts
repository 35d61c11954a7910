import { expect, test } from '@playwright/test'
import { apply } from '../../../core/change.ts'
import { codingsFormats } from '../../../core/exchange/codings-formats.ts'
import { codingsIn } from '../../../core/exchange/codings-in.ts'
import { readCsv } from '../../../core/exchange/csv.ts'
import { writeSegmentList } from '../../../core/exchange/dataset.ts'
import { formatOf } from '../../../core/exchange/formats.ts'
import { saidBeyond } from '../../../core/exchange/said-beyond.ts'
import type { Attribute, LinkTypeId, Project, Segment } from '../../../core/model.ts'
import { after, projectOf } from './project.ts'

/** One casualty of an attack with everything a segment can say. */
function study(): Project {
  const attributes = [
    { id: 'count', name: 'count', kind: 'number', choices: [], initial: null },
    { id: 'kind', name: 'kind', kind: 'choice', choices: ['killed', 'wounded'], initial: null },
    { id: 'civil', name: 'civilian', kind: 'yes/no', choices: [], initial: null },
  ] as unknown as Attribute[]
  const bare = projectOf({ 'one.txt': 'The shelling wounded 5 people.' }, [
    { name: 'attack', memo: 'As the agency words it.' },
    { name: 'casualty', attributes },
  ])
  const made = { id: 'by' as LinkTypeId, order: 0, name: 'caused by', from: [], to: [] }
  const declared = apply(bare, { linkTypes: { added: [made], updated: [], removed: [] } })
  const row = { document: 'one', coder: 'Ana', memo: '' }
  return after(declared, {
    type: 'addCodings',
    rows: [
      { ...row, line: 1, key: 'a', code: 'attack', start: 4, end: 12, quote: 'shelling' },
      {
        ...{ ...row, line: 2, key: 'b', code: 'casualty', start: 21, end: 29, quote: '5 people' },
        ...{
          certainty: 'probable',
          attributes: { count: 5, kind: 'wounded', civil: true } as Segment['attributes'],
        },
        links: [{ type: made.id, to: 'a' }],
      },
    ],
  })
}

const options = { program: { name: 'Intercoder', version: '0' } }
const written = (id: string) => formatOf(id).write(study(), {}, options)
const contentOf = (id: string, path: RegExp) =>
  String(written(id).files.find((file) => path.test(file.path))!.content)

test('a table has a column an attribute with its kind, and links are a second table', () => {
  const { files, tables } = written('csv')
  expect(files.map(({ path }) => path)).toEqual(['segments.csv', 'links.csv'])
  const [header, , row] = readCsv(String(files[0]!.content)).rows.map(({ cells }) => cells)
  const cell = (name: string) => row![header!.indexOf(name)]
  expect(cell('attribute:casualty/count')).toBe('5')
  expect(cell('attribute:casualty/kind')).toBe('wounded')
  expect(cell('attribute:casualty/civilian')).toBe('yes')
  expect(cell('certainty')).toBe('probable')
  const types = tables!['segments.csv']!.filter(({ name }) => name.startsWith('attribute:'))
  expect(types.map(({ type }) => type)).toEqual(['number', 'string', 'boolean'])
  expect(types[1]!.constraints).toEqual({ enum: ['killed', 'wounded'] })
  expect(types[2]!.trueValues).toEqual(['yes'])
  const [, link] = readCsv(String(files[1]!.content)).rows.map(({ cells }) => cells)
  expect([link![3], link![6], link![9]]).toEqual(['caused by', '5 people', 'shelling'])
})

test('a list of segments has the columns of the export', () => {
  const project = study()
  const segments = [...project.segments.values()].flatMap((own) => [...own.values()])
  const [header, ...rows] = readCsv(writeSegmentList(project, segments.reverse())).rows.map(
    ({ cells }) => cells,
  )
  expect(header).toEqual(readCsv(contentOf('csv', /segments/)).rows[0]!.cells)
  expect(rows.map((row) => row[header!.indexOf('attribute:casualty/kind')]).sort()).toEqual(['', 'wounded'])
})

test('before they come in, codings tell what they say beyond code and place', () => {
  const project = study()
  const file = { path: 'segments.json', bytes: new TextEncoder().encode(contentOf('json', /json$/)) }
  const found = codingsFormats.find(({ id }) => id === 'json')!.read([file], { isDocument: () => false })
  const { rows } = codingsIn(project, 'segments.json', { format: 'json', found })
  expect(saidBeyond(rows)).toEqual([
    { what: 'memo', count: 0 },
    { what: 'attribute value', count: 3 },
    { what: 'certainty rating', count: 1 },
    { what: 'link', count: 1 },
  ])
})

test('brat has attributes, relations and the configuration that allows them', () => {
  expect(contentOf('brat', /\.ann$/)).toBe(
    [
      'T1\tattack 4 12\tshelling',
      'T2\tcasualty 21 29\t5 people',
      'A1\tCertainty T2 probable',
      'A2\tcount T2 5',
      'A3\tkind T2 wounded',
      'A4\tcivilian T2 yes',
      'R1\tcaused_by Arg1:T2 Arg2:T1',
      '',
    ].join('\n'),
  )
  const conf = contentOf('brat', /annotation\.conf$/)
  expect(conf).toContain('[relations]\ncaused_by\tArg1:<ENTITY>, Arg2:<ENTITY>\n')
  expect(conf).toContain('kind\tArg:casualty, Value:killed|wounded\n')
  expect(contentOf('brat', /visual\.conf$/)).toContain('caused_by | caused by\n')
})

test('WebAnno TSV has a column a feature, and the link in the row of its target', () => {
  const tsv = contentOf('webanno-tsv', /\.tsv$/)
  expect(tsv).toContain(
    '#T_SP=webanno.custom.Code|label|certainty|count|kind|civilian\n#T_RL=webanno.custom.CodeLink|label|BT_webanno.custom.Code\n',
  )
  expect(tsv).toContain('1-2\t4-12\tshelling\tattack[1]\t*[1]\t*[1]\t*[1]\t*[1]\tcaused by\t1-4[2_1]\t\n')
  expect(tsv).toContain('1-4\t21-22\t5\tcasualty[2]\tprobable[2]\t5[2]\twounded[2]\tyes[2]\t_\t_\t\n')
})

test('UIMA has features and a relation with governor and dependent', () => {
  const xmi = contentOf('uima-xmi', /\.xmi$/)
  expect(xmi).toMatch(
    /<custom:Code [^>]*label="casualty" certainty="probable" count="5" kind="wounded" civilian="yes"\/>/,
  )
  const [, code] = /<custom:Code xmi:id="(\d+)"[^>]*label="casualty"/.exec(xmi)!
  const [, target] = /<custom:Code xmi:id="(\d+)"[^>]*label="attack"/.exec(xmi)!
  expect(xmi).toContain(`label="caused by" Governor="${code}" Dependent="${target}"`)
  expect(contentOf('uima-xmi', /TypeSystem/)).toContain(
    '<name>Governor</name><description/><rangeTypeName>webanno.custom.Code<',
  )
})

test('W3C has a body for each, and an annotation that links the two', () => {
  const all = JSON.parse(contentOf('w3c', /json$/))
  expect(all[1].body.slice(2)).toMatchObject([
    { purpose: 'assessing', value: 'probable' },
    { purpose: 'describing', label: 'casualty/count', value: '5' },
    { purpose: 'describing', label: 'casualty/kind', value: 'wounded' },
    { purpose: 'describing', label: 'casualty/civilian', value: 'yes' },
  ])
  expect(all[2]).toMatchObject({ motivation: 'linking', body: [{ value: 'caused by' }] })
  expect(all[2].target).toEqual([{ id: all[1].id }, { id: all[0].id }])
})

test('what a format has no place for is counted', () => {
  for (const id of ['jsonl', 'doccano', 'label-studio', 'conll']) {
    expect(written(id).losses, id).toEqual(
      expect.arrayContaining([
        { what: 'segments lose how sure the coder is', count: 1 },
        { what: 'segments lose the values of their attributes', count: 1 },
        { what: 'links between segments are not written', count: 1 },
      ]),
    )
  }
})
