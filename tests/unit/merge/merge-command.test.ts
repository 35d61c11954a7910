import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { apply } from '../../../core/change.ts'
import type { Command } from '../../../core/command.ts'
import { decide } from '../../../core/command.ts'
import { difference } from '../../../core/difference.ts'
import { noKnowledge } from '../../../core/merge/knowledge.ts'
import type { MergePlan } from '../../../core/merge/plan.ts'
import { merge } from '../../../core/merge/plan.ts'
import type { Project } from '../../../core/model.ts'
import { Refusal } from '../../../core/refusal.ts'
import { disk } from '../../../main/project/disk.ts'
import { openProject } from '../../../main/project/opening.ts'
import { readProject } from '../../../main/project/read-project.ts'
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

async function change(folder: string, command: (project: Project) => Command): Promise<void> {
  const open = await openProject(folder)
  await open.dispatch(command(open.project), null)
  await open.close()
}

function redefine(folder: string, definition: string): Promise<void> {
  return change(folder, ({ codes }) => {
    const actor = [...codes.values()].find(({ name }) => name === 'actor')!
    return { type: 'changeCode', code: actor.id, changes: { definition } }
  })
}

function addCode(folder: string, name: string): Promise<void> {
  return change(folder, () => ({ type: 'addCodes', parent: null, codes: [{ name }] }))
}

/** All of a project, as it is on disk. */
async function contentOf(folder: string): Promise<Project> {
  const { project, problems } = await readProject(disk, folder)
  expect(problems).toEqual([])
  return project
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

test('a merge that is stopped before it is decided leaves everything as it was, whenever that is', async () => {
  const folder = await twoCopies()
  const [mine, other] = [join(folder, 'a'), await contentOf(join(folder, 'b'))]
  const open = await openProject(mine)
  const merge = { type: 'merge', other, knowledge: noKnowledge, choices: {} } as const
  const before = { project: await open.load(), files: hashes(mine) }
  const stop = new Refusal('cancelled', 'stopped')
  let calls = 0
  for (let last = 0; ; last++) {
    calls = 0
    let isDecided = false
    const onProgress = () => {
      if (calls++ === last) throw stop
    }
    const onDecided = () => {
      isDecided = true
    }
    const said = await open.dispatch(merge, null, { onProgress, onDecided }).catch((error) => error)
    if (said !== stop) break
    expect(isDecided).toBe(false)
    expect(open.project).toEqual(before.project)
    expect(hashes(mine)).toEqual(before.files)
    expect(open.steps.undo).toBe(null)
  }
  // Every file was copied and read again meanwhile.
  expect(calls).toBeGreaterThan(10)
  await open.close()
  expect((await contentOf(mine)).documents.size).toBe(3)
})

test('a merge that was planned is done as it was planned, unless the project is another by then', async () => {
  const folder = await twoCopies()
  const [mine, other] = [await contentOf(join(folder, 'a')), await contentOf(join(folder, 'b'))]
  const context = { coder: null, now: '2026-01-02T03:04:05.000Z', newId: () => 'abcdefghijkl' }
  const command = { type: 'merge', other, knowledge: noKnowledge, choices: {} } as const
  const { change, merging } = merge(mine, other, noKnowledge)
  // Less than it would be, by which it is known again.
  const planned = { mine, change: { documents: change.documents! }, merging }
  expect(decide(mine, { ...command, planned }, context).change).toEqual(planned.change)
  const later = apply(mine, decide(mine, { type: 'renameProject', title: 'Later' }, context).change)
  expect(decide(later, { ...command, planned }, context).change.segments).toEqual(change.segments)
})

test('what another copy has in common with ours is in memory once', async () => {
  const folder = await twoCopies()
  const mine = await contentOf(join(folder, 'a'))
  cpSync(join(folder, 'a'), join(folder, 'c'), { recursive: true })
  await code(folder, 'c', row('Ana', 'actor', 'The ministry'))
  await code(folder, 'c', `a.txt,Ben,actor,0,4,Only`)
  const { project: copy } = await readProject(disk, join(folder, 'c'), () => {}, mine)
  expect(copy).toEqual(await contentOf(join(folder, 'c')))
  for (const [id, text] of mine.texts) expect(copy.texts.get(id)).toBe(text)
  for (const [id, work] of mine.segments) {
    expect(copy.segments.get(id)!.size).toBe(work.size + 1)
    for (const segment of work.values()) expect(copy.segments.get(id)!.get(segment.id)).toBe(segment)
  }
  const { project: same } = await readProject(disk, join(folder, 'a'), () => {}, mine)
  for (const [id, work] of mine.segments) expect(same.segments.get(id)).toBe(work)
})

test('two copies coded apart, that grew on both sides, become exactly the union and the conflicts listed', async () => {
  const folder = await twoCopies()
  const at = (name: string) => join(folder, name)
  for (const name of ['a', 'b']) {
    await addCode(at(name), `only in ${name}`)
    await redefine(at(name), `Who acts, as ${name} has it`)
  }
  await code(folder, 'a', `a.txt,Ana,only in a,0,4,Only`)
  await code(folder, 'b', `b.txt,Ben,only in b,0,4,Only`, row('Ben', 'actor', 'The hospital'))
  const [a, b] = [await contentOf(at('a')), await contentOf(at('b'))]
  const before = hashes(folder)
  const planned = plan(await done(folder, 'merge', 'a', 'b', '--dry-run', '--json'))
  expect(hashes(folder)).toEqual(before)
  expect(planned.conflicts.map(({ sentence, mine, other }) => [sentence, mine, other])).toEqual([
    [
      'The code actor was redefined on both sides: definition.',
      { definition: 'Who acts, as a has it' },
      { definition: 'Who acts, as b has it' },
    ],
  ])
  expect(planned).toMatchObject({
    comesIn: {
      coders: [{ name: 'Ben' }],
      documents: [{ title: 'b' }],
      codes: [{ path: 'only in b' }],
      linkTypes: [],
      segments: expect.arrayContaining([
        expect.objectContaining({ coder: 'Ben', document: 'report', segments: 2 }),
        expect.objectContaining({ coder: 'Ben', document: 'b', segments: 1 }),
      ]),
      versions: [...b.versions.keys()].filter((id) => !a.versions.has(id)).length,
    },
    goes: { documents: [], codes: [], linkTypes: [], segments: [] },
    notes: [],
  })
  expect(planned.comesIn.versions).toBeGreaterThan(0)
  expect(planned.comesIn.segments).toHaveLength(2)

  for (const name of ['a', 'b']) cpSync(at(name), at(`${name}2`), { recursive: true })
  await done(folder, 'merge', 'a', 'b')
  await done(folder, 'merge', 'b2', 'a2')
  const merged = await contentOf(at('a'))
  expect(difference(merged, await contentOf(at('b2')))).toEqual({})
  const union = <K>(of: (project: Project) => Iterable<K>) => new Set([...of(a), ...of(b)])
  const segmentsIn = ({ segments }: Project) => [...segments.values()].flatMap((table) => [...table.values()])
  const tables = ['coders', 'documents', 'texts', 'codes', 'versions', 'codings', 'linkTypes'] as const
  for (const table of tables)
    expect(new Set<string>(merged[table].keys()), table).toEqual(
      union<string>((project) => project[table].keys()),
    )
  expect(new Set(segmentsIn(merged))).toEqual(union(segmentsIn))
  const names = [...merged.codes.values()].map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['only in a', 'only in b']))
  const actor = [...merged.codes.values()].find(({ name }) => name === 'actor')!
  expect(actor.definition).toBe('Who acts, as b has it')

  const after = hashes(folder)
  for (const [mine, other] of [
    ['a', 'b'],
    ['a', 'b2'],
    ['b2', 'a2'],
  ] as const)
    expect(plan(await done(folder, 'merge', mine, other, '--json'))).toMatchObject({
      nothingNew: true,
      merged: false,
      conflicts: [],
    })
  expect(hashes(folder)).toEqual(after)
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
  const open = await openProject(join(folder, 'a'))
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
