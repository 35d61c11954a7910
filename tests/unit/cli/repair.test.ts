import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cli, done, hashes, newFolder } from './run-cli.ts'

const text = 'The hospital said two were hurt.\nThe ministry denied it.\n'

async function study(): Promise<{ folder: string; codings: string }> {
  const folder = newFolder()
  await done(folder, 'create', 'p', '--name', 'Study')
  writeFileSync(join(folder, 'report.txt'), text)
  await done(folder, 'import', 'p', 'report.txt')
  writeFileSync(
    join(folder, 'c.csv'),
    'document,coder,code,start,end,quote\nreport.txt,Ana,actor,4,12,hospital\n',
  )
  await done(folder, 'codings', 'p', 'import', 'c.csv')
  const [codings] = Object.keys(hashes(join(folder, 'p'))).filter((name) => name.startsWith('codings'))
  return { folder, codings: codings! }
}

function damage(folder: string, file: string): void {
  const path = join(folder, 'p', file)
  writeFileSync(path, readFileSync(path, 'utf8').replace('"start":4,"end":12', '"start":5,"end":13'))
}

test('check says what is wrong and whether it can be mended, and writes nothing', async () => {
  const { folder, codings } = await study()
  damage(folder, codings)
  const before = hashes(folder)
  const { code, out, err } = await cli(folder, 'check', 'p', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toEqual({
    ok: false,
    problems: [
      { file: codings, what: expect.stringContaining('the text is not “hospital”'), repairable: true },
    ],
    documents: 1,
    segments: 0,
  })
  expect(err).toContain(`intercoder: ${join('p', codings)}: `)
  expect(hashes(folder)).toEqual(before)
})

test('check --repair says line by line what it did, and exits 0 where nothing is left to mend', async () => {
  const { folder, codings } = await study()
  damage(folder, codings)
  const { code, out, err } = await cli(folder, 'check', 'p', '--repair')
  expect([code, err]).toEqual([0, ''])
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/segment \w+ is at 4 to 12, where its words stand, not at 5 to 13$/),
    expect.stringMatching(/^p: how it was before is in the backup \S+-repair$/),
    'p: all is well, 1 documents, 1 segments',
    '',
  ])
  expect(JSON.parse(await done(folder, 'check', 'p', '--repair', '--json'))).toEqual({
    ...{ ok: true, problems: [], documents: 1, segments: 1 },
    ...{ repaired: [], backup: null, setAside: null },
  })
})

test('check --repair exits 1 and names what it can’t mend', async () => {
  const { folder, codings } = await study()
  writeFileSync(join(folder, 'p', codings), '')
  const { code, err } = await cli(folder, 'check', 'p', '--repair')
  expect(code).toBe(1)
  expect(err).toContain(`${join('p', codings)}:1: the file is empty`)
})

test('restore lists backups, restores one, and exits 2 where there is none of that name', async () => {
  const { folder, codings } = await study()
  expect(await done(folder, 'restore', 'p')).toBe('p: there are no backups yet\n')
  damage(folder, codings)
  await cli(folder, 'check', 'p', '--repair')
  const [backup] = JSON.parse(await done(folder, 'restore', 'p', '--json'))
  expect(await done(folder, 'restore', 'p')).toBe(`${backup.name}  before a repair\n`)
  // The backup of a repair is as damaged as the project was, and that is said.
  const back = await cli(folder, 'restore', 'p', backup.name)
  expect(back.code).toBe(1)
  expect(back.out).toMatch(
    /^p: restored \S+-repair, 1 files written, 1 removed; what it was before is \S+-restore\n$/,
  )
  const none = await cli(folder, 'restore', 'p', 'yesterday')
  expect([none.code, none.out]).toEqual([2, ''])
  expect(none.err).toContain('there is no backup “yesterday”')
})
