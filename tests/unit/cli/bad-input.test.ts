import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { format } from '../../../core/migration.ts'
import { articleFiles, articles, articlesProject, cli, done, hashes, newFolder } from './run-cli.ts'

/** A project with one document that holds a surrogate pair, and a second code of the same name. */
async function smallProject(): Promise<string> {
  const folder = newFolder()
  writeFileSync(join(folder, 'one.txt'), 'The ministry 😀 said so.\n')
  await done(folder, 'create', 'p', '--name', 'Small')
  await done(folder, 'import', 'p', 'one.txt')
  return folder
}

/** The command fails with these lines on standard error, prints nothing else and changes no byte of the project. */
async function refused(folder: string, argv: string[], code: 1 | 2, ...lines: (string | RegExp)[]) {
  const before = hashes(join(folder, 'p'))
  const ran = await cli(folder, ...argv)
  const said = ran.err.split('\n').slice(0, -1)
  expect(said, ran.err).toHaveLength(lines.length)
  for (const [n, line] of lines.entries()) {
    if (typeof line === 'string') expect(said[n]).toBe(`intercoder: ${line}`)
    else expect(said[n]).toMatch(line)
  }
  expect(ran.code).toBe(code)
  expect(hashes(join(folder, 'p'))).toEqual(before)
  return ran.out
}

const header = 'document,coder,code,start,end,quote\n'

test('a binary file is named with the reason, and the others are imported all the same', async () => {
  const folder = await smallProject()
  writeFileSync(join(folder, 'image.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))
  writeFileSync(join(folder, 'data.txt'), Buffer.from([0x41, 0, 0, 7, 0x42, 0, 1, 0xff, 0, 0]))
  writeFileSync(join(folder, 'empty.txt'), '')
  writeFileSync(join(folder, 'good.txt'), 'Good text.')
  const bad = ['image.txt', 'data.txt', 'empty.txt', 'none.txt', 'paper.docx']
  writeFileSync(join(folder, 'paper.docx'), 'x')
  await refused(
    folder,
    ['import', 'p', ...bad],
    1,
    "image.txt: this is an image, not text; it can't be imported",
    /^intercoder: data\.txt: .+/,
    'empty.txt: the file is empty; there is nothing to code',
    "none.txt: the file can't be read: there is no such file; check the name",
    'paper.docx: this is not a Word document but something else, or it is damaged; get it anew',
  )
  const ran = await cli(folder, 'import', 'p', 'image.txt', 'good.txt', '--json')
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.out)).toEqual([
    { file: 'image.txt', status: 'failed', warnings: [], error: expect.stringMatching(/^this is an image/) },
    expect.objectContaining({ file: 'good.txt', status: 'imported', title: 'good', characters: 10 }),
  ])
})

test('every bad row of a codings file is a line, and nothing is imported', async () => {
  const folder = await smallProject()
  const rows = [
    'one.txt,ann,actor,0,12,The ministry',
    'one.txt,ann,actor,4,12,minister',
    'one.txt,ann,mood,4,12,ministry',
    'one.txt,ann,actor,4,14,ministry x',
    'one.txt,ann,actor,4,900,ministry',
    'two.txt,ann,actor,4,12,ministry',
    'one.txt,ann,actor,12,4,ministry',
    'one.txt,ann,actor,four,12,ministry',
  ]
  writeFileSync(join(folder, 'c.csv'), header + rows.join('\n'))
  await refused(
    folder,
    ['codings', 'p', 'import', 'c.csv'],
    2,
    'c.csv:3: the text from 4 to 12 is “ministry”, not “minister”',
    'c.csv:4: there is no code “mood” in the codebook; add it, or correct the name',
    'c.csv:5: offset 14 is inside a surrogate pair',
    'c.csv:6: end 900 is beyond the text, which has 25 characters',
    'c.csv:7: there is no document “two.txt” in this project',
    'c.csv:8: start 12 is not before end 4',
    'c.csv:9: start is “four”, which is not a whole number',
  )
  writeFileSync(join(folder, 'c.csv'), 'document,code\nx,y\n')
  await refused(
    folder,
    ['codings', 'p', 'import', 'c.csv'],
    2,
    'c.csv:1: the header has no column coder, start, end, quote; it has document, code',
  )
  await refused(
    folder,
    ['codings', 'p', 'import', 'none.csv'],
    2,
    "none.csv: the file can't be read: there is no such file; check the name",
  )
})

test('a codebook file that is broken is named with its place', async () => {
  const folder = await smallProject()
  writeFileSync(join(folder, 'c.json'), '{"format": "intercoder-codebook/1",\n"codes": [{"name": ')
  await refused(
    folder,
    ['codebook', 'p', 'import', 'c.json'],
    2,
    'c.json:2: the file ends too early; get it whole',
  )
  writeFileSync(
    join(folder, 'c.json'),
    '{"format": "intercoder-codebook/1", "codes": [{"name": "x", "key": "."}]}',
  )
  await refused(
    folder,
    ['codebook', 'p', 'import', 'c.json'],
    2,
    'c.json: The key . means something else while coding; choose another',
  )
  await refused(
    folder,
    ['codebook', 'p', 'export', 'c.xml'],
    2,
    'c.xml: a codebook is a file ending in .json, .csv, .qdc, .md, .docx',
  )
})

const commandsOnDamage: string[][] = [
  ['text', 'p', articleFiles[0]!],
  ['documents', 'p', '--json'],
  ['agree', 'p', '--json'],
  ['import', 'p', join(articles, articleFiles[0]!)],
  ['codings', 'p', 'import', join(articles, 'codings.csv')],
  ['codings', 'p', 'export', 'out.csv'],
  ['codebook', 'p', 'export', 'out.json'],
  ['export', 'p', '--format', 'csv', '--output', 'data.csv'],
]

/** Breaks one file of the five articles' project; every command then says so in one line, and check finds it. */
function damaged(
  what: string,
  path: (names: string[]) => string,
  harm: (content: string) => string | null,
  line: RegExp,
) {
  test(`${what} is one clear line for every command, and no byte changes`, async () => {
    const folder = newFolder()
    await articlesProject(folder)
    const names = readdirSync(join(folder, 'p'), { recursive: true, encoding: 'utf8' }).sort()
    const file = join(folder, 'p', path(names))
    const content = harm(readFileSync(file, 'utf8'))
    if (content === null) rmSync(file)
    else writeFileSync(file, content)
    for (const argv of commandsOnDamage) await refused(folder, argv, 2, line)
    const unreadable = /(project|codebook)\.json/.test(file)
    const missing = unreadable && content === null
    const out = await refused(folder, ['check', 'p', '--json'], missing ? 2 : 1, line)
    if (!missing)
      expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ repairable: expect.any(Boolean) }] })
    expect(readdirSync(folder)).toEqual(['p'])
  })
}

const codingsFile = (names: string[]) => names.find((name) => /^codings.*\.json$/.test(name))!

damaged(
  'a codings file cut off in the middle',
  codingsFile,
  (content) => content.slice(0, content.length / 2),
  /^intercoder: p\/codings\/coder-a-\w+\/000-[\w-]+\.json:\d+: the file ends too early; restore/,
)
damaged(
  'a codings file that is not JSON',
  codingsFile,
  () => 'what?',
  /^intercoder: p\/codings\/[\w/-]+\.json:1: .*; restore/,
)
damaged(
  'a codings file of a later format',
  codingsFile,
  (content) => content.replace(format, 'intercoder/99'),
  /^intercoder: p\/codings\/[\w/-]+\.json:\d+: the format is intercoder\/99, and this program reads intercoder\/2/,
)
damaged(
  'a quote that is not in the text',
  codingsFile,
  (content) => content.replace(/"quote":"[^"]+"/, '"quote":"something else"'),
  /^intercoder: p\/codings\/[\w/-]+\.json: segments\[0\]: at \d+ to \d+ the text is not “something else”/,
)
damaged(
  'a project file of a later format',
  () => 'project.json',
  (content) => content.replace(format, 'intercoder/99'),
  /^intercoder: p\/project\.json:\d+: the format is intercoder\/99/,
)
damaged(
  'a project file cut off',
  () => 'project.json',
  (content) => content.slice(0, 40),
  /^intercoder: p\/project\.json:\d+: the file ends too early; restore/,
)
damaged(
  'a missing project file',
  () => 'project.json',
  () => null,
  /^intercoder: .*p: there is no project\.json; /,
)
damaged(
  'a codebook cut off',
  () => 'codebook.json',
  (content) => content.slice(0, -20),
  /^intercoder: p\/codebook\.json:\d+: .*; restore/,
)

test('a document whose text was changed on disk is not served', async () => {
  const folder = newFolder()
  await articlesProject(folder, false)
  const name = readdirSync(join(folder, 'p', 'texts')).sort()[0]!
  const file = join(folder, 'p', 'texts', name)
  writeFileSync(file, readFileSync(file, 'utf8').replace('Azerbaijan', 'Atlantis'))
  const ran = await cli(folder, 'text', 'p', articleFiles[0]!)
  expect([ran.code, ran.out]).toEqual([2, ''])
  expect(ran.err).toMatch(/^intercoder: p\/texts\/.*its SHA-256 differs; restore it from a copy\n/)
})

test('a command line that can’t be understood ends with 2 and one line', async () => {
  const folder = await smallProject()
  const usage: [argv: string[], line: RegExp][] = [
    [[], /^intercoder: a command is missing; see intercoder --help$/],
    [['fly'], /^intercoder: there is no command “fly”; see intercoder --help$/],
    [['agree', 'p', '--fast'], /^intercoder: agree: unknown option '--fast'; see intercoder agree --help$/],
    [['agree', 'p', '--unit'], /^intercoder: agree: option '--unit <value>' argument missing; see/],
    [['agree', 'p', '--unit', 'word'], /^intercoder: agree: --unit is “word”, not character, token, /],
    [['agree', 'p', '--coders', 'zoe'], /^intercoder: there is no coder “zoe” in this project$/],
    [['agree', 'p'], /^intercoder: .*two or more different coders/],
    [
      ['agree', 'p', '--report', 'r.pdf'],
      /^intercoder: r\.pdf: a report can be \.html, \.docx, \.xlsx, \.csv, \.json, \.md/,
    ],
    [['agree', 'p', '--require', 'kappa'], /^intercoder: agree: --require is “kappa”, not like/],
    [['agree', 'p', '--date', 'today'], /^intercoder: agree: --date is “today”, not a date like/],
    [['agree', 'p', '--bootstrap=-1'], /^intercoder: agree: --bootstrap is “-1”, not/],
    [
      ['agree', 'p', '--bootstrap', '-1'],
      /^intercoder: agree: option '--bootstrap' argument is ambiguous; see/,
    ],
    [['agree', '--table', 'none.json'], /^intercoder: none\.json: the file can't be read/],
    [['agree', '--table', 'one.txt'], /^intercoder: one\.txt:1: this is not JSON; mend it there$/],
    [['import', 'p'], /^intercoder: import: FILE is missing; see/],
    [['import', 'p', 'one.txt', '--encoding', 'x'], /^intercoder: import: there is no encoding “x”; see/],
    [['text', 'p'], /^intercoder: text: DOCUMENT is missing; see/],
    [['text', 'p', 'nine'], /^intercoder: there is no document “nine” in this project$/],
    [['text', 'p', 'one.txt', 'x'], /^intercoder: text: “x” is one argument too many; see/],
    [['create', 'p', '--name', 'x'], /^intercoder: .*p: the folder is not empty; choose/],
    [['create', 'q'], /^intercoder: create: --name NAME is missing; see/],
    [['documents', 'nowhere'], /^intercoder: .*nowhere: there is no project\.json; /],
    [['check', 'nowhere'], /^intercoder: .*nowhere: there is no project\.json; /],
    [['demo', 'p'], /^intercoder: p: the folder is not empty; name a new or an empty one$/],
    [['export', 'p', '--format', 'xls', '--output', 'x'], /^intercoder: export: there is no format “xls”/],
    [['disagreements', 'p'], /^intercoder: two coders are compared, not 0; name them/],
    [['codebook', 'p', 'burn', 'x.json'], /^intercoder: codebook: “burn” is neither import nor export; see/],
  ]
  for (const [argv, line] of usage) expect(await refused(folder, argv, 2, line), argv.join(' ')).toBe('')
})

test('a project that is open elsewhere is not written to, and can still be read', async () => {
  const folder = await smallProject()
  const { openProject } = await import('../../../main/project/opening.ts')
  const open = await openProject(join(folder, 'p'))
  writeFileSync(join(folder, 'two.txt'), 'Another text.')
  await refused(
    folder,
    ['import', 'p', 'two.txt'],
    2,
    /has had the project open on this computer \(process \d+\) for less than a minute; close it there first/,
  )
  expect(await done(folder, 'documents', 'p')).toContain('one')
  await open.close()
  expect((await cli(folder, 'import', 'p', 'two.txt')).code).toBe(0)
})
