import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { MergePlan } from '../../../core/merge/plan.ts'
import { OpenProject } from '../../../main/project/open-project.ts'
import { cli, done, hashes, newFolder } from '../cli/run-cli.ts'

/** The merge command on folders, as two people have them. */

const report = 'The hospital said two were hurt.\nThe ministry denied it.\n'

function row(coder: string, code: string, quote: string): string {
  const start = report.indexOf(quote)
  return `report.txt,${coder},${code},${start},${start + quote.length},${quote}`
}

async function code(folder: string, project: string, ...rows: string[]): Promise<void> {
  const file = `${project}.csv`
  writeFileSync(join(folder, file), `document,coder,code,start,end,quote\n${rows.join('\n')}\n`)
  await done(folder, 'codings', project, 'import', file)
}

async function add(folder: string, project: string, name: string, text: string): Promise<void> {
  writeFileSync(join(folder, name), text)
  await done(folder, 'import', project, name)
}

/** Two copies of one project, coded apart, each with a document of its own. */
async function twoCopies(): Promise<string> {
  const folder = newFolder()
  await done(folder, 'create', 'a', '--name', 'Study')
  await add(folder, 'a', 'report.txt', report)
  cpSync(join(folder, 'a'), join(folder, 'b'), { recursive: true })
  await code(folder, 'a', row('Ana', 'casualty', 'two were hurt'), row('Ana', 'actor', 'The hospital'))
  await code(folder, 'b', row('Ben', 'actor', 'The ministry'))
  await add(folder, 'a', 'a.txt', 'Only in a.\n')
  await add(folder, 'b', 'b.txt', 'Only in b.\n')
  return folder
}

const codingsOf = async (folder: string, project: string) => {
  await done(folder, 'codings', project, 'export', 'out.csv')
  return readFileSync(join(folder, 'out.csv'), 'utf8')
}
const plan = (text: string) => JSON.parse(text) as MergePlan & { merged: boolean }

async function redefine(folder: string, definition: string): Promise<void> {
  const open = await OpenProject.open(folder)
  const actor = [...open.project.codes.values()].find(({ name }) => name === 'actor')!
  await open.dispatch({ type: 'changeCode', code: actor.id, changes: { definition } }, null)
  await open.close()
}

test('two copies become the union, in either order the same, and merging again changes no byte', async () => {
  const folder = await twoCopies()
  for (const copy of ['a', 'b']) cpSync(join(folder, copy), join(folder, `${copy}2`), { recursive: true })
  const merged = plan(await done(folder, 'merge', 'a', 'b', '--json'))
  expect(merged).toMatchObject({
    merged: true,
    conflicts: [],
    comesIn: {
      coders: [{ name: 'Ben' }],
      documents: [{ title: 'b' }],
      segments: [{ coder: 'Ben', segments: 1 }],
    },
  })
  await done(folder, 'merge', 'b2', 'a2')
  expect(await codingsOf(folder, 'a')).toBe(await codingsOf(folder, 'b2'))
  expect(await done(folder, 'documents', 'a', '--json')).toBe(await done(folder, 'documents', 'b2', '--json'))
  expect(await codingsOf(folder, 'a')).toContain(row('Ben', 'actor', 'The ministry'))
  expect(await done(folder, 'check', 'a')).toContain('all is well')

  const before = hashes(join(folder, 'a'))
  expect(plan(await done(folder, 'merge', 'a', 'b', '--json'))).toMatchObject({
    nothingNew: true,
    merged: false,
  })
  expect(hashes(join(folder, 'a'))).toEqual(before)
})

test('a dry run prints the plan and writes no byte, and the other copy is never written to', async () => {
  const folder = await twoCopies()
  const before = hashes(folder)
  expect(plan(await done(folder, 'merge', 'a', 'b', '--dry-run', '--json'))).toMatchObject({
    format: 'intercoder-merge/1',
    nothingNew: false,
    merged: false,
    same: { coders: 0, documents: 1, codes: 5, segments: 0 },
  })
  expect(await done(folder, 'merge', 'a', 'b', '--dry-run')).toBe(
    [
      'Comes in:',
      '  coder Ben',
      '  document “b”, 11 characters',
      '  Ben in “report”: 1 segment',
      'The same in both: 0 coders, 1 document, 5 codes, 0 segments.',
      'a: nothing was written; leave out --dry-run to merge',
      '',
    ].join('\n'),
  )
  expect(hashes(folder)).toEqual(before)
  const other = hashes(join(folder, 'b'))
  await done(folder, 'merge', 'a', 'b')
  expect(hashes(join(folder, 'b'))).toEqual(other)
})

test('a code redefined on both sides is a conflict with both versions; a choice settles it for good', async () => {
  const folder = await twoCopies()
  await redefine(join(folder, 'a'), 'Who acts')
  await redefine(join(folder, 'b'), 'Who does something')
  const [conflict] = plan(await done(folder, 'merge', 'a', 'b', '--dry-run', '--json')).conflicts
  expect(conflict).toMatchObject({
    sentence: 'The code actor was redefined on both sides: definition.',
    mine: { definition: 'Who acts' },
    other: { definition: 'Who does something' },
    default: 'other',
  })
  await done(folder, 'merge', 'a', 'b', '--choose', `${conflict!.id}=mine`)
  await done(folder, 'codebook', 'a', 'export', 'codes.json')
  expect(readFileSync(join(folder, 'codes.json'), 'utf8')).toContain('Who acts')
  expect(plan(await done(folder, 'merge', 'a', 'b', '--json'))).toMatchObject({
    nothingNew: true,
    conflicts: [],
  })
})

test('a choice that keeps all as it is stands in the history all the same', async () => {
  const folder = newFolder()
  await done(folder, 'create', 'a', '--name', 'Study')
  cpSync(join(folder, 'a'), join(folder, 'b'), { recursive: true })
  await redefine(join(folder, 'a'), 'early')
  await redefine(join(folder, 'b'), 'late')
  const [conflict] = plan(await done(folder, 'merge', 'a', 'b', '--dry-run', '--json')).conflicts
  const result = plan(await done(folder, 'merge', 'a', 'b', '--choose', `${conflict!.id}=mine`, '--json'))
  expect(result).toMatchObject({ nothingNew: true, merged: false })
  expect(plan(await done(folder, 'merge', 'a', 'b', '--json')).conflicts).toEqual([])
})

test('a damaged file of the other copy is named and refuses the merge', async () => {
  const folder = await twoCopies()
  const [text = ''] = Object.keys(hashes(join(folder, 'b', 'texts')))
  writeFileSync(join(folder, 'b', 'texts', text), '{')
  const before = hashes(folder)
  const { code: exit, out, err } = await cli(folder, 'merge', 'a', 'b')
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(`intercoder: b/texts/${text}:1: `)
  expect(hashes(folder)).toEqual(before)
})

test('a damaged line of a history is named with its place', async () => {
  const folder = await twoCopies()
  const [name = ''] = Object.keys(hashes(join(folder, 'b', 'history')))
  const file = join(folder, 'b', 'history', name)
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"at":"now"}\n`)
  const { code: exit, err } = await cli(folder, 'merge', 'a', 'b')
  expect(exit).toBe(2)
  expect(err).toMatch(new RegExp(`^intercoder: b/history/${name}:2: `))
  // A line that was being written when the program stopped was never acknowledged.
  writeFileSync(file, readFileSync(file, 'utf8').replace('{"at":"now"}\n', '{"at":"no'))
  await done(folder, 'merge', 'a', 'b')
})

test('what can’t be understood or is not there is refused with one line', async () => {
  const folder = await twoCopies()
  const refused = async (...argv: string[]) => {
    const { code: exit, err } = await cli(folder, 'merge', ...argv)
    expect(exit).toBe(2)
    return err
  }
  expect(await refused('a')).toContain('OTHER is missing')
  expect(await refused('a', 'a')).toBe('intercoder: a: this is a itself; name another copy\n')
  expect(await refused('a', 'nowhere')).toContain('there is no project.json')
  expect(await refused('a', 'b', '--choose', 'x')).toContain('--choose is “x”, not like code/')
  expect(await refused('a', 'b', '--choose', 'code/x=mine')).toContain('this merge has no conflict code/x')
})

test('the history lists every change, newest first, of whom one asks, and names a line that can’t be read', async () => {
  const folder = await twoCopies()
  await done(folder, 'merge', 'a', 'b')
  const lines = (await done(folder, 'history', 'a')).trimEnd().split('\n')
  expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\t\tmerge Study$/)
  expect(lines.at(-1)).toContain('create Study')
  const open = await OpenProject.open(join(folder, 'a'))
  const ana = [...open.project.coders.values()].find(({ name }) => name === 'Ana')!
  const [document] = open.project.documents.keys()
  await open.dispatch({ type: 'markDone', document: document!, done: true }, ana.id)
  await open.close()
  const own = JSON.parse(await done(folder, 'history', 'a', '--coder', 'Ana', '--json')) as {
    lines: object[]
  }
  expect(own.lines).toMatchObject([{ coder: 'Ana', label: expect.stringMatching(/^mark/) }])
  const [name = ''] = Object.keys(hashes(join(folder, 'a', 'history')))
  const file = join(folder, 'a', 'history', name)
  writeFileSync(file, `${readFileSync(file, 'utf8')}{}\n`)
  const { code: exit, out, err } = await cli(folder, 'history', 'a')
  expect(exit).toBe(1)
  expect(err).toMatch(new RegExp(`^intercoder: a/history/${name}:\\d+: this is no line of a history`))
  expect(out.trimEnd().split('\n')).toHaveLength(lines.length + 1)
})
