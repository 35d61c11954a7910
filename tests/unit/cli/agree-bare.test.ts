import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { SIMULATED_METRICS } from '../../../core/agreement/coefficient-sheet.ts'
import { shared } from '../../shared.ts'
import { cli, newFolder } from './run-cli.ts'

interface Expected {
  readonly value: number | null
  readonly tol?: number
}

interface Case {
  readonly name: string
  readonly kind: 'units' | 'spans'
  readonly input: Record<string, unknown>
  readonly expected: Readonly<Record<string, Expected>>
}

interface Outcome {
  readonly value: number | null
  readonly reason?: string
}

const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'),
)

const metricOf = (key: string) => key.split('|')[0]!

/** What is wrong with a printed value, or nothing. */
function faultOf(key: string, expected: Expected, printed: Outcome | undefined): string[] {
  if (printed === undefined) return [`${key}: missing`]
  if (expected.value === null)
    return printed.value === null && printed.reason
      ? []
      : [`${key}: ${printed.value}, not null with a reason`]
  if (printed.value === null) return [`${key}: null (${printed.reason}), not ${expected.value}`]
  const near = Math.abs(printed.value - expected.value) <= (expected.tol ?? 1e-9)
  return near ? [] : [`${key}: ${printed.value}, not ${expected.value}`]
}

const optionOf = { units: '--table', spans: '--spans' } as const

for (const { name, kind, input, expected } of cases) {
  test(`agree ${optionOf[kind]} prints what published programs answer for ${name}`, async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'input.json'), JSON.stringify(input))
    const exact = Object.keys(expected).filter((key) => !SIMULATED_METRICS.includes(metricOf(key)))
    const plain = await cli(folder, 'agree', optionOf[kind], 'input.json', '--json')
    expect([plain.code, plain.err]).toEqual([0, ''])
    const printed = JSON.parse(plain.out)
    expect(printed.format).toBe('intercoder-coefficients/1')
    expect(exact.flatMap((key) => faultOf(key, expected[key]!, printed.coefficients[key]))).toEqual([])
    // What rests on random draws is left out unless it is named.
    expect(
      Object.keys(printed.coefficients).filter((key) => SIMULATED_METRICS.includes(metricOf(key))),
    ).toEqual([])

    const simulated = Object.keys(expected).filter((key) => SIMULATED_METRICS.includes(metricOf(key)))
    if (simulated.length === 0) return
    const named = [...new Set(simulated.map(metricOf))].join(',')
    const line = ['agree', optionOf[kind], 'input.json', '--coefficients', named, '--seed', '1', '--json']
    const drawn = JSON.parse((await cli(folder, ...line)).out)
    expect(simulated.flatMap((key) => faultOf(key, expected[key]!, drawn.coefficients[key]))).toEqual([])
  })
}

/** Everything that can be wrong with a bare input, and what the one line then says. */
const table = { coders: 2, categories: ['a', 'b'], units: [[0, 1]] }
const spans = { textLength: 100, coders: 2, codes: ['a'], spans: [{ coder: 0, code: 0, start: 0, end: 5 }] }
const span = (change: object) => ({ ...spans, spans: [{ coder: 0, code: 0, start: 3, end: 9, ...change }] })

const wrongTables: readonly (readonly [string, unknown, RegExp])[] = [
  ['a ragged row', { ...table, units: [[0, 1], [0]] }, /unit 1 has 1 values but there are 2 coders/i],
  ['a row too long', { ...table, units: [[0, 1, 0]] }, /unit 0 has 3 values but there are 2 coders/i],
  ['a value outside the categories', { ...table, units: [[0, 2]] }, /unit 0 has 2 for coder 1.* 0 to 1/i],
  ['a value that is no whole number', { ...table, units: [[0, 0.5]] }, /unit 0 has 0\.5 for coder 1/i],
  ['a negative value', { ...table, units: [[-1, 0]] }, /unit 0 has -1 for coder 0/i],
  ['a value that is a text', { ...table, units: [['a', 0]] }, /unit 0 has "a" for coder 0/i],
  ['one coder', { ...table, coders: 1, units: [[0]] }, /1 coders; agreement needs at least two/i],
  ['no number of coders', { categories: ['a'], units: [] }, /coders is missing/i],
  ['a category twice', { ...table, categories: ['a', 'a'] }, /"a" twice/i],
  ['units that are no list', { ...table, units: 7 }, /units is 7; it must be a list/i],
  ['a list instead of an object', [1, 2], /not a JSON object/i],
]

const wrongSpans: readonly (readonly [string, unknown, RegExp])[] = [
  ['a span beyond the text', span({ end: 101 }), /span 0: end is 101; .* 0 to 100/i],
  ['a start at the end', span({ start: 9 }), /span 0 runs from 9 to 9 and holds no character/i],
  ['a start after the end', span({ start: 12 }), /span 0 runs from 12 to 9 and holds no character/i],
  ['a negative start', span({ start: -1 }), /span 0: start is -1/i],
  ['an unknown coder', span({ coder: 2 }), /span 0: coder is 2/i],
  ['an unknown code', span({ code: 1 }), /span 0: code is 1/i],
  ['one coder', { ...spans, coders: 1 }, /1 coders; agreement needs at least two/i],
  ['no text length', { ...spans, textLength: undefined }, /textLength is missing/i],
  ['spans that are no objects', { ...spans, spans: [3] }, /span 0 is not an object/i],
]

async function refusedInOneLine(argv: readonly string[], content: string, line: RegExp) {
  const folder = newFolder()
  writeFileSync(join(folder, 'input.json'), content)
  const { code, out, err } = await cli(folder, ...argv)
  expect(out).toBe('')
  expect(err).toMatch(/^intercoder: input\.json(:\d+)?: [^\n]+\n$/)
  expect(err).toMatch(line)
  expect(code).toBe(2)
}

for (const [what, input, line] of wrongTables) {
  test(`agree --table answers ${what} with one line`, () =>
    refusedInOneLine(['agree', '--table', 'input.json'], JSON.stringify(input), line))
}

for (const [what, input, line] of wrongSpans) {
  test(`agree --spans answers ${what} with one line`, () =>
    refusedInOneLine(['agree', '--spans', 'input.json', '--json'], JSON.stringify(input), line))
}

for (const option of ['--table', '--spans']) {
  test(`agree ${option} answers unreadable JSON, no JSON and no file with one line`, async () => {
    await refusedInOneLine(['agree', option, 'input.json'], '{"coders": 2,\n"units": [', /input\.json:2: /)
    await refusedInOneLine(['agree', option, 'input.json'], 'what?', /input\.json:1: /)
    await refusedInOneLine(['agree', option, 'input.json'], '', /input\.json/)
    const { code, err } = await cli(newFolder(), 'agree', option, 'none.json')
    expect([code, err]).toEqual([
      2,
      "intercoder: none.json: the file can't be read: there is no such file; check the name\n",
    ])
  })
}

test('a coefficient that does not exist, and options that need a project, are said in one line', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'input.json'), JSON.stringify(table))
  for (const argv of [
    ['--coefficients', 'kapa'],
    ['--seed', '-1'],
    ['--seed', 'x'],
    ['--unit', 'token'],
    ['--report', 'r.html'],
  ]) {
    const { code, out, err } = await cli(folder, 'agree', '--table', 'input.json', ...argv)
    expect([code, out], argv.join(' ')).toEqual([2, ''])
    expect(err, argv.join(' ')).toMatch(/^intercoder: [^\n]+\n/)
  }
})

test('the same seed gives the same draws, another seed others', async () => {
  const { input } = cases.find(({ expected }) => 'alpha_bootstrap_units_sd' in expected)!
  const folder = newFolder()
  writeFileSync(join(folder, 'input.json'), JSON.stringify(input))
  const drawn = async (seed: string) =>
    (
      await cli(
        folder,
        'agree',
        '--table',
        'input.json',
        '--coefficients',
        'alpha_bootstrap_units_sd',
        '--seed',
        seed,
      )
    ).out
  expect(await drawn('5')).toBe(await drawn('5'))
  expect(await drawn('5')).not.toBe(await drawn('6'))
})

/** The program as `npm run build` leaves it. */
const built = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))

test('the built program prints what the sources print, and fails as they fail', async () => {
  const folder = newFolder()
  for (const kind of ['units', 'spans'] as const) {
    const { input } = cases.find((one) => one.kind === kind)!
    writeFileSync(join(folder, 'input.json'), JSON.stringify(input))
    const argv = ['agree', optionOf[kind], 'input.json', '--json']
    const { status, stdout, stderr } = spawnSync(process.execPath, [built, ...argv], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toBe((await cli(folder, ...argv)).out)
  }
  writeFileSync(join(folder, 'input.json'), JSON.stringify({ ...table, units: [[0]] }))
  const failed = spawnSync(process.execPath, [built, 'agree', '--table', 'input.json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([failed.status, failed.stdout]).toEqual([2, ''])
  expect(failed.stderr).toMatch(/^intercoder: input\.json: [^\n]+\n$/)
})
