import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readCsv } from '../../../core/exchange/csv.ts'
import { shared } from '../../shared.ts'
import { articleFiles, articles, articlesProject, cli, done, hashes, newFolder } from './run-cli.ts'

test('every command explains itself', async () => {
  const help = await done('.', '--help')
  expect(await done('.', 'help')).toBe(help)
  const commands = [...help.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name!)
  expect(commands).toEqual([
    ...['demo', 'create', 'import', 'documents', 'text', 'codebook', 'codings'],
    ...['agree', 'disagreements', 'merge', 'package', 'history', 'check', 'restore', 'export'],
  ])
  for (const name of commands) expect(await done('.', name, '--help')).toMatch(`Usage: intercoder ${name} `)
})

test('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(await done('.', '--version')).toBe(`${version}\n`)
})

test('the demo makes the same project, reports and dataset every time', async () => {
  test.slow()
  const [one, two] = [newFolder(), newFolder()]
  const said = await done(one, 'demo', 'd')
  for (const file of ['project', 'agreement.html', 'agreement.md', 'agreement.json', 'dataset.csv'])
    expect(said).toContain(join('d', file))
  mkdirSync(join(two, 'empty'))
  await done(two, 'demo', 'empty')
  expect(hashes(join(two, 'empty'))).toEqual(hashes(join(one, 'd')))
  expect(JSON.parse(await done(one, 'check', 'd/project', '--json'))).toMatchObject({
    ok: true,
    documents: 5,
  })
  const [header, ...rows] = readCsv(readFileSync(join(one, 'd', 'dataset.csv'), 'utf8')).rows
  expect(header!.cells).toContain('variable:outlet')
  expect(rows.length).toBeGreaterThan(200)
  expect((await cli(one, 'demo', 'd')).err).toBe(
    'intercoder: d: the folder is not empty; name a new or an empty one\n',
  )
})

test('a folder is imported with the folders below it', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'texts', 'more'), { recursive: true })
  writeFileSync(join(folder, 'texts', 'b.txt'), 'B')
  writeFileSync(join(folder, 'texts', 'more', 'a.md'), '# Title of A\n\nText.')
  writeFileSync(join(folder, 'texts', 'notes.bak'), 'no document')
  await done(folder, 'create', 'p', '--name', 'Folder')
  expect(await done(folder, 'import', 'p', 'texts')).toBe(
    'texts/b.txt: imported as b, 1 characters, 1 paragraphs\n' +
      'texts/more/a.md: imported as Title of A, 16 characters, 2 paragraphs\n',
  )
  expect(JSON.parse(await done(folder, 'documents', 'p', '--json'))).toMatchObject([
    { title: 'b', file: 'b.txt', characters: 1, variables: {} },
    { title: 'Title of A', file: 'a.md', language: 'en' },
  ])
})

test('two files with one text become one document', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'a.txt'), 'Same.\r\n')
  writeFileSync(join(folder, 'b.txt'), '\ufeffSame.\n')
  await done(folder, 'create', 'p', '--name', 'Same')
  const outcomes = JSON.parse(await done(folder, 'import', 'p', 'a.txt', 'b.txt', '--json'))
  expect(outcomes).toMatchObject([
    { file: 'a.txt', status: 'imported', title: 'a', warnings: ['line ends were changed to line feeds'] },
    { file: 'b.txt', status: 'duplicate', title: 'a' },
  ])
  expect(outcomes[1].document).toBe(outcomes[0].document)
})

test('an encoding and a language can be named', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'a.txt'), Buffer.from([0xc1, 0xe0, 0xea, 0xf3]))
  await done(folder, 'create', 'p', '--name', 'Encodings')
  await done(folder, 'import', 'p', 'a.txt', '--encoding', 'windows-1251', '--language', 'RU')
  expect(await done(folder, 'text', 'p', 'a')).toBe('Баку')
  expect(JSON.parse(await done(folder, 'documents', 'p', '--json'))).toMatchObject([{ language: 'ru' }])
})

test('a codebook goes out and into a new project, as JSON and as a table', async () => {
  const folder = newFolder()
  await done(folder, 'create', 'p', '--name', 'One')
  await done(folder, 'codebook', 'p', 'export', 'codes.json')
  await done(folder, 'codebook', 'p', 'export', 'codes.csv')
  const seeds = new URL('../../../seeds/sample/codebook.json', import.meta.url)
  expect(JSON.parse(readFileSync(join(folder, 'codes.json'), 'utf8'))).toMatchObject(
    JSON.parse(readFileSync(seeds, 'utf8')),
  )
  for (const [n, file] of ['codes.json', 'codes.csv'].entries()) {
    await done(folder, 'create', `q${n}`, '--name', 'Two', '--codebook', file)
    await done(folder, 'codebook', `q${n}`, 'import', file)
    await done(folder, 'codebook', `q${n}`, 'export', `again-${n}.json`)
  }
  const all = hashes(folder)
  expect(all['again-0.json']).toBe(all['codes.json'])
  // A table has no place for attributes and types of link.
  const codesOf = (name: string) => {
    const { codes } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      codes: { attributes: unknown }[]
    }
    return codes.map(({ attributes: _, ...code }) => code)
  }
  expect(codesOf('again-1.json')).toEqual(codesOf('codes.json'))
})

test('datasets hold what was chosen', async () => {
  const folder = newFolder()
  await articlesProject(folder)
  await done(folder, ...['export', 'p', '--format', 'json', '--output', 'd.json', '--coder', 'coder-b'])
  const json = JSON.parse(readFileSync(join(folder, 'd.json'), 'utf8'))
  expect(json.coders.map(({ name }: { name: string }) => name)).toEqual(['coder-b'])
  const document = articleFiles[1]!
  await done(folder, ...['export', 'p', '--format', 'csv', '--output', 'd.csv', '--document', document])
  const rows = readCsv(readFileSync(join(folder, 'd.csv'), 'utf8')).rows.slice(1)
  const text = readFileSync(join(articles, document), 'utf8')
  expect(rows.length).toBeGreaterThan(20)
  for (const { cells } of rows)
    expect(cells[8]!.replace(/^'/, '')).toBe(text.slice(Number(cells[6]), Number(cells[7])))
})

test('agreement can be asked for in other ways', async () => {
  const folder = newFolder()
  await articlesProject(folder)
  const ask = async (...options: string[]) =>
    JSON.parse(await done(folder, 'agree', 'p', '--json', ...options))
  const some = await ask(
    ...['--coders', 'coder-b,coder-a', '--codes', 'actor,location', '--documents', articleFiles[0]!],
    ...['--unit', 'sentence', '--population', 'touched-paragraphs', '--coefficients', 'cohen_kappa'],
    ...['--by', 'document', '--bootstrap', '10', '--seed', '3', '--level', '0.9', '--resample', 'paragraph'],
  )
  expect(some.settings).toMatchObject({
    coders: ['coder-b', 'coder-a'],
    codes: ['actor', 'location'],
    unit: 'sentence',
    population: 'touched-paragraphs',
    coefficients: ['cohen_kappa'],
    by: ['document'],
    bootstrap: { replicates: 10, seed: 3, level: 0.9, resample: 'paragraph' },
  })
  expect(some.results.map(({ scope }: { scope: { code: string | null } }) => scope.code)).toEqual([
    null,
    null,
  ])
  const [first] = some.results
  expect(Object.keys(first.coefficients)).toEqual(['cohen_kappa'])
  expect(first.coefficients.cohen_kappa.low).toBeLessThanOrEqual(first.coefficients.cohen_kappa.value)
  const said = await done(folder, 'agree', 'p', '--unit', 'document')
  expect(said).toMatch(/^coder-a, coder-b; unit document, population all\n\ncode +units +coder-a +coder-b +/)
  expect(said).toMatch(/^actor +5 +5 +5 +1\.000/m)
})

test('a coder who has not touched a document is named, and the figures are given all the same', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'a.txt'), 'Some text.')
  writeFileSync(
    join(folder, 'c.csv'),
    'document,coder,code,start,end,quote\na,ann,actor,0,4,Some\na,ben,actor,0,4,Some\n',
  )
  writeFileSync(join(folder, 'b.txt'), 'Other text.')
  await done(folder, 'create', 'p', '--name', 'Untouched')
  await done(folder, 'import', 'p', 'a.txt', 'b.txt')
  await done(folder, 'codings', 'p', 'import', 'c.csv')
  const { code, out, err } = await cli(folder, 'agree', 'p', '--json')
  expect([code, JSON.parse(out).results[0].scope]).toEqual([0, { code: null, document: null }])
  expect(err.split('\n')[0]).toBe(
    'intercoder: ann has no segment in b and did not mark it as done; it counts as read, with nothing found',
  )
})

interface Case {
  readonly name: string
  readonly kind: 'units' | 'spans'
  readonly input: object
  readonly expected: Readonly<Record<string, { value: number | null; tol: number }>>
}

test('bare tables and span sets of the oracle give its values', async () => {
  const folder = newFolder()
  const oracle = JSON.parse(readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'))
  for (const kind of ['units', 'spans'] as const) {
    const { input, expected }: Case = oracle.cases.find((one: Case) => one.kind === kind)
    writeFileSync(join(folder, `${kind}.json`), JSON.stringify(input))
    const option = kind === 'units' ? '--table' : '--spans'
    const all = JSON.parse(await done(folder, 'agree', option, `${kind}.json`, '--json'))
    expect(all.format).toBe('intercoder-coefficients/1')
    const exact = Object.entries(expected).filter(([key]) => !/^(gamma|alpha_bootstrap)/.test(key))
    expect(exact.length).toBeGreaterThan(3)
    for (const [key, { value, tol }] of exact) {
      const found = all.coefficients[key]
      if (value === null) expect(found, key).toMatchObject({ value: null, reason: expect.any(String) })
      else expect(Math.abs(found.value - value), key).toBeLessThanOrEqual(tol)
    }
  }
  const few = ['agree', '--table', 'units.json', '--coefficients', 'alpha_nominal', '--json']
  expect(Object.keys(JSON.parse(await done(folder, ...few)).coefficients)).toEqual(['alpha_nominal'])
  expect((await cli(folder, 'agree', '--table', 'spans.json')).err).toMatch(/^intercoder: spans\.json: /)
  expect((await cli(folder, 'agree', '--table', 'units.json', '--unit', 'token')).err).toMatch(
    /^intercoder: agree: --unit needs a project; see/,
  )
  expect(readdirSync(folder).sort()).toEqual(['spans.json', 'units.json'])
})
