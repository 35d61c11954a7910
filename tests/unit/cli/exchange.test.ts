import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { readCsv, writeCsv } from '../../../core/exchange/csv.ts'
import { formats } from '../../../core/exchange/formats.ts'
import { shared } from '../../shared.ts'
import { cli, done, hashes, newFolder } from './run-cli.ts'

/** A project of two coders with an emoji, a formula and a nested code; its codings as a table. */
async function smallStudy(): Promise<string> {
  const folder = newFolder()
  writeFileSync(join(folder, 'one.txt'), '\ufeffThe ministry 😀 said so.\r\n=1+1 was denied.\r\n')
  writeFileSync(join(folder, 'two.txt'), 'قالت الوزارة ذلك.\n部门否认了。\n')
  writeFileSync(
    join(folder, 'codes.csv'),
    'path,name,definition\nactor,actor,"Who acts, or speaks"\nactor / state,state,\n=sum,=sum,\n',
  )
  writeFileSync(
    join(folder, 'codings.csv'),
    [
      'document,coder,code,start,end,quote,memo',
      'one.txt,Ana,actor,0,15,The ministry 😀,"first, ""second"""',
      'one.txt,Ana,state,4,12,ministry,',
      'one.txt,Ben,=sum,25,29,=1+1,-note',
      'two.txt,Ben,actor,5,12,الوزارة,',
      'two.txt,Ana,actor,18,20,部门,',
    ].join('\n'),
  )
  await done(folder, 'create', 'p', '--name', 'Study', '--codebook', 'codes.csv')
  await done(folder, 'import', 'p', 'one.txt', 'two.txt')
  await done(folder, 'codings', 'p', 'import', 'codings.csv')
  return folder
}

async function codingsOf(folder: string, project: string): Promise<string[]> {
  await done(folder, 'codings', project, 'export', `${project}-out.csv`)
  const { rows } = readCsv(readFileSync(join(folder, `${project}-out.csv`), 'utf8'))
  return rows
    .slice(1)
    .map(({ cells }) =>
      cells
        .slice(0, 6)
        .join('|')
        .replace(/^(one|two)\.txt/, '$1'),
    )
    .sort()
}

test('a project goes out as .qdpx for every program and comes in again the same', async () => {
  const folder = await smallStudy()
  const before = await codingsOf(folder, 'p')
  for (const preset of ['standard', 'nvivo', 'maxqda', 'atlasti', 'qualcoder']) {
    const said = await done(
      folder,
      ...['export', 'p', '--format', 'qdpx', '--output', `${preset}.qdpx`, '--preset', preset],
    )
    expect(said).toContain('1 documents hold characters beyond U+FFFF')
    await done(folder, 'create', preset, '--from', `${preset}.qdpx`)
    expect(await codingsOf(folder, preset)).toEqual(before)
    expect(await done(folder, 'check', preset)).toContain('all is well')
    const [one] = JSON.parse(await done(folder, 'documents', preset, '--json'))
    expect(await done(folder, 'text', preset, one.id)).toBe('The ministry 😀 said so.\n=1+1 was denied.\n')
  }
})

test('what would come in can be looked at first, and nothing is written', async () => {
  const folder = newFolder()
  const nvivo = fileURLToPath(
    new URL('interchange-samples/nvivo/nvivo-win-12.6_97-selections_masked.qdpx', shared),
  )
  const report = JSON.parse(await done(folder, 'create', 'p', '--from', nvivo, '--dry-run', '--json'))
  expect(report).toMatchObject({
    origin: 'NVivo for Windows 12.6',
    documents: 1,
    codes: 60,
    codings: 97,
    unplaced: [],
  })
  expect(report.positions).toMatchObject([{ counting: { unit: 'utf-16', lineEnd: 2 }, selections: 97 }])
  expect(existsSync(join(folder, 'p'))).toBe(false)
  const chosen = JSON.parse(
    await done(
      folder,
      ...[
        'create',
        'p',
        '--from',
        nvivo,
        '--dry-run',
        '--json',
        '--positions',
        'code-points',
        '--line-ends',
        '1',
      ],
    ),
  )
  expect(chosen.positions[0]).toMatchObject({
    evidence: 'chosen',
    counting: { unit: 'code-points', lineEnd: 1 },
  })
  expect(await done(folder, 'create', 'q', '--from', nvivo, '--dry-run')).toContain(
    'positions read as UTF-16 code units, CRLF as 2',
  )
})

test('a file that is no project is refused, and no folder is left behind', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'bad.qdpx'), 'nothing')
  const ran = await cli(folder, 'create', 'p', '--from', 'bad.qdpx')
  expect([ran.code, ran.err]).toEqual([
    2,
    'intercoder: bad.qdpx: this is not a whole ZIP file; get it again\n',
  ])
  expect((await cli(folder, 'create', 'p', '--from', 'bad.txt')).err).toContain(
    'a project of another program is a .qdpx file',
  )
  expect(existsSync(join(folder, 'p'))).toBe(false)
})

test('every dataset goes with a README and a data package that names its files and columns', async () => {
  test.slow()
  const folder = await smallStudy()
  for (const { id, dictionary, ending } of formats) {
    await done(folder, 'export', 'p', '--format', id, '--output', `out/${id}/`)
    const files = readdirSync(join(folder, 'out', id), { recursive: true, encoding: 'utf8' })
    expect(files.includes('README.md') && files.includes('datapackage.json'), id).toBe(dictionary)
    if (!dictionary) continue
    const readme = readFileSync(join(folder, 'out', id, 'README.md'), 'utf8')
    expect(readme).toMatch(/^# Study: /)
    expect(readme).toContain('- actor: Who acts, or speaks\n  - state')
    const datapackage = JSON.parse(readFileSync(join(folder, 'out', id, 'datapackage.json'), 'utf8'))
    for (const { path, bytes } of datapackage.resources) {
      expect(readFileSync(join(folder, 'out', id, path)).length, path).toBe(bytes)
    }
    if (ending === 'csv') {
      const [resource] = datapackage.resources
      const { rows } = readCsv(readFileSync(join(folder, 'out', id, resource.path), 'utf8'))
      expect(resource.schema.fields.map(({ name }: { name: string }) => name)).toEqual(rows[0]!.cells)
      for (const { description } of resource.schema.fields) expect(description).not.toBe('')
    }
  }
})

test('a dataset in one file lies beside its dictionary, which can be left out', async () => {
  const folder = await smallStudy()
  mkdirSync(join(folder, 'd'))
  await done(folder, 'export', 'p', '--format', 'csv', '--output', 'd/segments.csv')
  expect(readdirSync(join(folder, 'd')).sort()).toEqual([
    'segments.csv',
    'segments.csv.README.md',
    'segments.csv.datapackage.json',
  ])
  await done(folder, 'export', 'p', '--format', 'csv', '--output', 'd/bare.csv', '--no-dictionary')
  expect(readdirSync(join(folder, 'd'))).toHaveLength(4)
  expect(readFileSync(join(folder, 'd', 'bare.csv'))).toEqual(readFileSync(join(folder, 'd', 'segments.csv')))
})

for (const id of ['csv', 'table', 'json', 'jsonl', 'doccano', 'label-studio', 'w3c']) {
  test(`the lines of Python in the README of ${id} load it`, async () => {
    const folder = await smallStudy()
    await done(folder, 'export', 'p', '--format', id, '--output', 'out/')
    const readme = readFileSync(join(folder, 'out', 'README.md'), 'utf8')
    const [, script] = /```python\n([\s\S]*?)```/.exec(readme)!
    const said = execFileSync('python3', ['-c', script!], { cwd: join(folder, 'out'), encoding: 'utf8' })
    // Four paragraphs and three codes in the table of units; five segments in all others.
    expect(said).toBe(id === 'table' ? '12 rows\n' : '5 rows\n')
  })
}

test('nothing in a table is run as a formula', async () => {
  const folder = await smallStudy()
  await done(folder, 'export', 'p', '--format', 'csv', '--output', 'd.csv')
  const cells = readCsv(readFileSync(join(folder, 'd.csv'), 'utf8')).rows.flatMap((row) => row.cells)
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+$/.test(cell))).toEqual([])
  expect(cells).toContain("'=1+1")
  expect(cells).toContain("'-note")
})

test('the table of units holds what agreement at that unit counts', async () => {
  const folder = await smallStudy()
  await done(folder, ...['export', 'p', '--format', 'table', '--output', 'units.csv', '--unit', 'document'])
  const { rows } = readCsv(readFileSync(join(folder, 'units.csv'), 'utf8'))
  expect(rows.map(({ cells }) => cells.slice(1).join('|'))).toEqual([
    'document|unit|start_utf16|end_utf16|code|coder:Ana|coder:Ben',
    ...['one|1|0|42|actor|1|0', 'one|1|0|42|state|1|0', "one|1|0|42|'=sum|0|1"],
    ...['two|1|0|25|actor|1|1', 'two|1|0|25|state|0|0', "two|1|0|25|'=sum|0|0"],
  ])
  const agreed = JSON.parse(
    await done(folder, 'agree', 'p', '--unit', 'document', '--json', '--coefficients', 'percent_agreement'),
  )
  const of = (code: string) =>
    agreed.results.find((one: { scope: { code: string } }) => one.scope.code === code)
  for (const code of ['actor', 'state', '=sum']) {
    const units = rows
      .slice(1)
      .map(({ cells }) => cells)
      .filter((cells) => cells[5]!.replace(/^'/, '') === code)
    const same = units.filter((cells) => cells[6] === cells[7]).length
    expect(of(code).coefficients.percent_agreement.value).toBe(same / units.length)
  }
  expect(
    (await cli(folder, ...['export', 'p', '--format', 'table', '--output', 'x.csv', '--unit', 'character']))
      .code,
  ).toBe(2)
})

test('codings of every tool come in, are not doubled, and one bad row refuses all', async () => {
  test.slow()
  const folder = await smallStudy()
  const before = (await codingsOf(folder, 'p')).map((line) => line.replace('actor / state', 'state'))
  for (const id of [
    'csv',
    'xlsx',
    'jsonl',
    'doccano',
    'label-studio',
    'w3c',
    'brat',
    'webanno-tsv',
    'uima-xmi',
    'uima-json',
  ]) {
    const ending = formats.find((format) => format.id === id)!.ending
    const file = ending === null ? `out-${id}` : `out-${id}.${ending}`
    await done(folder, 'export', 'p', '--format', id, '--output', file, '--no-dictionary')
    await done(folder, 'create', id, '--name', id, '--codebook', 'codes.csv')
    await done(folder, 'import', id, 'one.txt', 'two.txt')
    const dry = JSON.parse(await done(folder, 'codings', id, 'import', file, '--dry-run', '--json'))
    expect(dry, id).toMatchObject({
      imported: 5,
      known: 0,
      newCoders: expect.arrayContaining(['Ana', 'Ben']),
    })
    expect((await codingsOf(folder, id)).length).toBe(0)
    await done(folder, 'codings', id, 'import', file)
    expect(await codingsOf(folder, id), id).toEqual(before)
    expect(JSON.parse(await done(folder, 'codings', id, 'import', file, '--json')), id).toMatchObject({
      imported: 0,
      known: 5,
    })
  }
  writeFileSync(
    join(folder, 'bad.jsonl'),
    '{"text":"The ministry 😀 said so.\\n=1+1 was denied.\\n","label":[[0,3,"actor"],[4,900,"actor"],[4,12,"mood"]]}\n',
  )
  const unchanged = hashes(join(folder, 'p'))
  const ran = await cli(folder, 'codings', 'p', 'import', 'bad.jsonl', '--coder', 'Ana')
  expect(ran.code).toBe(2)
  expect(ran.err.split('\n').slice(0, -1)).toEqual([
    'intercoder: bad.jsonl:1: 4 to 900 is no place in the text',
    'intercoder: bad.jsonl:1: there is no code “mood” in the codebook; add it, or let it be added with --add-codes',
  ])
  expect(hashes(join(folder, 'p'))).toEqual(unchanged)
})

test('codes that are missing are added where that is asked for', async () => {
  const folder = await smallStudy()
  writeFileSync(
    join(folder, 'x.jsonl'),
    '{"text":"The ministry 😀 said so.\\n=1+1 was denied.\\n","label":[[4,12,"mood / calm"],[4,12,"Actor"]]}\n',
  )
  const said = await done(folder, 'codings', 'p', 'import', 'x.jsonl', '--coder', 'Cem', '--add-codes')
  expect(said).toBe(
    'x.jsonl: 2 codings imported (jsonl), 0 there already, new coders: Cem, new codes: mood / calm\n',
  )
  expect(await codingsOf(folder, 'p')).toContain('one|Cem|calm|4|12|ministry')
  expect(await codingsOf(folder, 'p')).toContain('one|Cem|actor|4|12|ministry')
})

test('texts that a file brings along become documents where that is asked for', async () => {
  const folder = newFolder()
  await done(folder, 'create', 'p', '--name', 'P')
  const file = fileURLToPath(
    new URL('interchange-samples/doccano/data_export_sequence_labeling_example.jsonl', shared),
  )
  const unnamed = await cli(folder, 'codings', 'p', 'import', file, '--add-codes', '--add-documents')
  expect([unnamed.code, unnamed.err.split('\n')[0]]).toEqual([
    2,
    `intercoder: ${file}:1: the file does not say who coded; name the coder with --coder`,
  ])
  const said = await done(
    folder,
    ...['codings', 'p', 'import', file, '--coder', 'Ana', '--add-codes', '--add-documents'],
  )
  expect(said).toContain('4 codings imported (jsonl), 0 there already, new coders: Ana')
  expect(JSON.parse(await done(folder, 'documents', 'p', '--json'))).toHaveLength(3)
  expect((await codingsOf(folder, 'p')).map((line) => line.split('|').slice(1).join('|'))).toEqual([
    ...[
      'Ana|MISC|11|17|German',
      'Ana|ORG|0|2|EU',
      'Ana|PERSON|0|15|Peter Blackburn',
      'Ana|PERSON|10|15|Obama',
    ],
  ])
  const conll = fileURLToPath(new URL('interchange-samples/spacy-conll/ner-token-per-line.iob', shared))
  await done(folder, ...['codings', 'p', 'import', conll, '--coder', 'Ana', '--add-codes', '--add-documents'])
  expect(await done(folder, 'check', 'p')).toContain('all is well, 4 documents')
})

test('a codebook goes out as .qdc, .md and .docx, and .qdc comes in', async () => {
  const folder = await smallStudy()
  for (const ending of ['qdc', 'md', 'docx']) await done(folder, 'codebook', 'p', 'export', `c.${ending}`)
  expect(readFileSync(join(folder, 'c.md'), 'utf8')).toBe(
    '# Codebook\n\n## actor\n\n**Definition:** Who acts, or speaks\n\n### state\n\n## =sum\n',
  )
  await done(folder, 'import', 'p', 'c.docx')
  await done(folder, 'create', 'q', '--name', 'Q', '--codebook', 'c.qdc')
  await done(folder, 'codebook', 'q', 'export', 'q.json')
  await done(folder, 'codebook', 'p', 'export', 'p.json')
  expect(readFileSync(join(folder, 'q.json'), 'utf8')).toBe(readFileSync(join(folder, 'p.json'), 'utf8'))
  const taguette = fileURLToPath(new URL('interchange-samples/atlasti/atlasti-23.4-codebook.qdc', shared))
  const ran = await cli(folder, 'codebook', 'q', 'import', taguette)
  expect([ran.code, ran.err.includes('1 sets (groups of codes) were left out')]).toEqual([0, true])
})

test('a codebook table changes what it has a word for, and the command says of which codes what that is', async () => {
  const folder = await smallStudy()
  const all = 'path,name,key,definition,include,exclude,example,counter_example\nactor,actor,a,,i,e,x,c\n'
  writeFileSync(join(folder, 'all.csv'), all)
  expect(await done(folder, 'codebook', 'p', 'import', 'all.csv')).toBe(
    'all.csv: 1 codes taken in\n  actor: include, exclude, example, counter-example, key changed\n',
  )
  writeFileSync(join(folder, 'few.csv'), 'path,name,definition\nactor,actor,Somebody\nmood,mood,\n')
  expect(await done(folder, 'codebook', 'p', 'import', 'few.csv')).toBe(
    'few.csv: 2 codes taken in\n  actor: definition changed\n',
  )
  await done(folder, 'codebook', 'p', 'export', 'out.csv')
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('actor,actor,1,a,Somebody,i,e,x,c\r\n')
})

test('a table of codings says what it has no column for, and the dataset brings it back', async () => {
  const folder = await smallStudy()
  await done(folder, 'export', 'p', '--format', 'csv', '--output', 'd.csv')
  const [header, ...rows] = readCsv(readFileSync(join(folder, 'd.csv'), 'utf8')).rows.map(({ cells }) => [
    ...cells,
  ])
  rows[0]![header!.indexOf('certainty')] = 'probable'
  writeFileSync(join(folder, 'sure.csv'), writeCsv([header!, ...rows]))
  await done(folder, 'create', 'q', '--name', 'Again', '--codebook', 'codes.csv')
  await done(folder, 'import', 'q', 'one.txt', 'two.txt')
  await done(folder, 'codings', 'q', 'import', 'sure.csv')
  const { code, out, err } = await cli(folder, 'codings', 'q', 'export', 'out.csv')
  expect([code, out]).toEqual([0, 'out.csv: 5 codings\n'])
  expect(err).toBe(
    'intercoder: out.csv: 1 segments lose how sure the coder is\n' +
      'intercoder: intercoder export --format csv writes these too, and codings import reads them back\n',
  )
  expect((await cli(folder, 'codings', 'p', 'export', 'out.csv')).err).toBe('')
  await done(folder, 'export', 'q', '--format', 'csv', '--output', 'again.csv')
  const { rows: again } = readCsv(readFileSync(join(folder, 'again.csv'), 'utf8'))
  expect(again.filter(({ cells }) => cells.includes('probable'))).toHaveLength(1)
})
