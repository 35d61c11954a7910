import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { AgreementResult } from '../../../core/agreement/result.ts'
import { articleFiles, articles, cli, done, hashes, newFolder } from './run-cli.ts'

interface Expected {
  readonly unit: string
  readonly code: string
  readonly coders: readonly string[]
  readonly units: number
  readonly coded: Readonly<Record<string, number>>
  readonly expected: Readonly<Record<string, number | null>>
}
const expected: Expected[] = JSON.parse(readFileSync(join(articles, 'expected.json'), 'utf8'))

// One project for all tests of the file: none of them changes it.
test.describe.configure({ mode: 'serial' })
const folder = newFolder()

test('the five articles are imported and come back byte for byte', async () => {
  await done(folder, 'create', 'p', '--name', 'Articles')
  const files = articleFiles.map((name) => join(articles, name))
  const imported = JSON.parse(await done(folder, 'import', 'p', ...files, '--json'))
  expect(imported.map(({ status }: { status: string }) => status)).toEqual(files.map(() => 'imported'))
  for (const [n, name] of articleFiles.entries()) {
    const bytes = readFileSync(join(articles, name))
    expect(Buffer.from(await done(folder, 'text', 'p', name)).equals(bytes)).toBe(true)
    expect(imported[n]).toMatchObject({ file: files[n], characters: bytes.toString().length, warnings: [] })
    expect(imported[n].paragraphs).toBe(
      bytes
        .toString()
        .split('\n')
        .filter((line) => line.trim()).length,
    )
  }
  const again = JSON.parse(await done(folder, 'import', 'p', ...files, '--json'))
  expect(again.map(({ status }: { status: string }) => status)).toEqual(files.map(() => 'duplicate'))
})

test('their codings are imported once, however often they are given', async () => {
  const file = join(articles, 'codings.csv')
  const rows = readFileSync(file, 'utf8').trim().split('\r\n').length - 1
  expect(JSON.parse(await done(folder, 'codings', 'p', 'import', file, '--json'))).toEqual({
    ...{ file, imported: rows, known: 0, newCoders: ['coder-a', 'coder-b'] },
  })
  expect(JSON.parse(await done(folder, 'codings', 'p', 'import', file, '--json'))).toMatchObject({
    ...{ imported: 0, known: rows },
  })
})

test('the codings are exported as the same file', async () => {
  await done(folder, 'codings', 'p', 'export', 'out.csv')
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(
    readFileSync(join(articles, 'codings.csv'), 'utf8'),
  )
})

for (const unit of new Set(expected.map((one) => one.unit))) {
  test(`agreement at the unit ${unit} is what scikit-learn and nltk say`, async () => {
    const output = await done(folder, 'agree', 'p', '--unit', unit, '--json')
    const { results, format } = JSON.parse(output) as AgreementResult
    expect(format).toBe('intercoder-agreement/1')
    const ofUnit = expected.filter((one) => one.unit === unit)
    expect(ofUnit.length).toBeGreaterThan(0)
    for (const { code, units, coded, expected: values } of ofUnit) {
      const result = results.find(({ scope }) => scope.code === code && scope.document === null)!
      expect({ units: result.units, coded: result.coded }).toEqual({ units, coded })
      for (const [key, value] of Object.entries(values)) {
        const found = result.coefficients[key]!
        if (value === null) expect(found).toEqual({ value: null, reason: expect.stringMatching(/\w/) })
        else expect(Math.abs(found.value! - value), `${code} ${key}`).toBeLessThanOrEqual(1e-9)
      }
    }
  })
}

test('check finds nothing wrong', async () => {
  const checked = JSON.parse(await done(folder, 'check', 'p', '--json'))
  expect(checked).toEqual({ ok: true, problems: [], documents: 5, segments: 357 })
})

test('the same agreement gives the same reports, byte for byte', async () => {
  const options = ['agree', 'p', '--by', 'code,document', '--bootstrap', '20', '--seed', '7']
  for (const ending of ['html', 'md', 'csv', 'json']) {
    await done(folder, ...options, '--report', `one.${ending}`, '--report', `two.${ending}`)
    await done(folder, ...options, '--report', `three.${ending}`)
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      readFileSync(join(folder, `${name}.${ending}`), 'utf8'),
    )
    expect(one!.length).toBeGreaterThan(1000)
    expect([two === one, three === one]).toEqual([true, true])
  }
})

test('the hashes of the inputs are those of the files that are exported', async () => {
  await done(folder, 'codings', 'p', 'export', 'a.csv', '--coder', 'coder-a')
  await done(folder, 'codebook', 'p', 'export', 'codes.json')
  const { inputs } = JSON.parse(
    await done(folder, 'agree', 'p', '--unit', 'document', '--json'),
  ) as AgreementResult
  const files = hashes(folder)
  expect(inputs.codings).toContainEqual({ coder: 'coder-a', sha256: files['a.csv'] })
  expect(inputs.codebook.sha256).toBe(files['codes.json'])
  expect(inputs.documents.map(({ sha256 }) => sha256)).toEqual(
    articleFiles.map((name) => hashes(articles)[name]),
  )
})

test('a requirement that does not hold ends with 1 and says where', async () => {
  const met = await cli(folder, 'agree', 'p', '--codes', 'actor', '--require', 'cohen_kappa>=0.7')
  expect([met.code, met.err]).toEqual([0, ''])
  const missed = await cli(
    folder,
    'agree',
    'p',
    '--codes',
    'actor,accusation',
    '--require',
    'cohen_kappa>=0.7',
  )
  expect(missed.code).toBe(1)
  expect(missed.err).toMatch(
    /^intercoder: --require: cohen_kappa of accusation is 0\.42\d+, not at least 0\.7$/m,
  )
})

test('every segment of both coders is agreed on or in one disagreement', async () => {
  const found = JSON.parse(await done(folder, 'disagreements', 'p', '--json'))
  const rows = readFileSync(join(articles, 'codings.csv'), 'utf8').trim().split('\r\n').slice(1)
  const byCoder = (coder: string) =>
    new Set(rows.filter((row) => row.includes(`,${coder},`)).map((row) => row.replace(`,${coder},`, ',')))
  const both = [...byCoder('coder-a')].filter((row) => byCoder('coder-b').has(row)).length
  const differing = found.flatMap(({ sides }: { sides: unknown[] }) => sides.filter((side) => side !== null))
  expect(both).toBeGreaterThan(0)
  expect(differing).toHaveLength(rows.length - 2 * both)
  for (const { document, start, end, quote, file, sides } of found) {
    const text = readFileSync(join(articles, file), 'utf8')
    expect(text.slice(start, end)).toBe(quote)
    for (const side of sides) if (side !== null) expect(text.slice(side.start, side.end)).toBe(side.quote)
    expect(document).toContain(file.slice(0, 3))
  }
  const swapped = JSON.parse(
    await done(folder, 'disagreements', 'p', '--coders', 'coder-b,coder-a', '--json'),
  )
  expect(swapped.map(({ id }: { id: string }) => id)).toEqual(found.map(({ id }: { id: string }) => id))
})
