import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { format } from '../../../core/migration.ts'
import { check } from '../../../main/project/check.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { coderId, counting, onlyDocument } from '../sample-project.ts'
import { codes, play, script, spanOf, test } from './study.ts'

/** A project with work of Ana and Ben in it, closed; and the paths of its files. */
async function study(folder: string) {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  const document = onlyDocument(open.project)
  const codings = (name: string) => `codings/${coderId(open.project, name)}/${document}.json`
  return {
    ana: codings('Ana'),
    ben: codings('Ben'),
    document: `documents/${document}.json`,
    text: `texts/${document}.json`,
  }
}

async function edit(folder: string, file: string, change: (content: string) => string): Promise<void> {
  const path = join(folder, file)
  await writeFile(path, change(await readFile(path, 'utf8')))
}

test('a truncated codings file is set aside and named, and the rest opens', async ({ folder }) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) => content.slice(0, 300))
  const open = await openProject(folder)
  await open.survey()
  expect(open.problems).toEqual([
    { file: ana, what: expect.stringMatching(/^line \d+: the file ends too early/), repairable: false },
  ])
  expect([...open.project.codings.keys()]).toHaveLength(1)
  await open.close()
})

test('nothing writes over a file that was set aside', async ({ folder }) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) => content.replace('"end":12', '"end":"12"'))
  const damaged = await readFile(join(folder, ana), 'utf8')
  const open = await openProject(folder)
  const coding = open.dispatch(
    { type: 'applyCode', ...spanOf(open, 'denied', 'actor') },
    coderId(open.project, 'Ana'),
  )
  await expect(coding).rejects.toThrow(/damaged and is kept as it is/)
  await open.close()
  expect(await readFile(join(folder, ana), 'utf8')).toBe(damaged)
})

test('a wrong value is named with its line, its place and what was expected', async ({ folder }) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) => content.replace('"end":12', '"end":-12'))
  const { problems } = await check(folder)
  expect(problems).toEqual([
    { file: ana, what: expect.stringMatching(/^line 8: segments\[0\]\.end is wrong: /), repairable: true },
  ])
})

test('a quote that is not in its place is found', async ({ folder }) => {
  const { ben } = await study(folder)
  await edit(folder, ben, (content) => content.replace('"quote":"hospital"', '"quote":"hospice"'))
  const { ok, problems } = await check(folder)
  expect(ok).toBe(false)
  expect(problems[0]?.what).toBe('segments[0]: at 4 to 12 the text is not “hospice”')
})

test('a text that was changed behind our back is found, with the codings that count in it', async ({
  folder,
}) => {
  const { text, ana, ben } = await study(folder)
  await edit(folder, text, (content) => content.replace('two were hurt', 'ten were hurt'))
  const { problems } = await check(folder)
  expect(problems.map(({ file }) => file)).toEqual([text, ana, ben])
})

test('a missing text is named', async ({ folder }) => {
  const { text } = await study(folder)
  await rm(join(folder, text))
  expect((await check(folder)).problems[0]).toEqual({
    file: text,
    what: 'the file is missing; restore it from a copy',
    repairable: false,
  })
})

test('a project of a newer program is refused by its format', async ({ folder }) => {
  await study(folder)
  await edit(folder, 'project.json', (content) => content.replace(format, 'intercoder/9'))
  await expect(openProject(folder)).rejects.toThrow(
    'project.json:2: the format is intercoder/9, and this program reads intercoder/2; open it with a newer version',
  )
})

test('a broken or missing codebook is a refusal, since no segment means anything without it', async ({
  folder,
}) => {
  await study(folder)
  await edit(folder, 'codebook.json', (content) => content.slice(0, -20))
  await expect(openProject(folder)).rejects.toThrow(/^codebook.json:\d+: the file ends too early/)
  await rm(join(folder, 'codebook.json'))
  await expect(openProject(folder)).rejects.toThrow(/^codebook.json: the file is missing/)
})

test('a code that is its own ancestor is a refusal', async ({ folder }) => {
  await study(folder)
  const codebook = await readFile(join(folder, 'codebook.json'), 'utf8')
  const [, actor] = /"id":"(actor-[a-z0-9]+)"/.exec(codebook)!
  await writeFile(join(folder, 'codebook.json'), codebook.replace('"parent":null', `"parent":"${actor}"`))
  await expect(openProject(folder)).rejects.toThrow(/the place of the code \w+ leads nowhere/)
})

test('a key that no version of ours wrote is an error, not ignored', async ({ folder }) => {
  const { document } = await study(folder)
  await edit(folder, document, (content) =>
    content.replace('"language":"en"', '"language":"en","mood":"good"'),
  )
  expect((await check(folder)).problems[0]?.what).toMatch(/^line 3: document is wrong: unrecognized key/)
})

test('a journal that points out of the folder is refused', async ({ folder }) => {
  await study(folder)
  const writes = [{ file: '../outside.json', content: '{}' }]
  const log = { file: 'history/x.jsonl', at: 0, lines: '' }
  await writeFile(join(folder, 'journal.json'), JSON.stringify({ format, writes, log }))
  await expect(openProject(folder)).rejects.toThrow(/is no file of a project/)
})

test('two coders with one id are a refusal, since one of them would be lost', async ({ folder }) => {
  await study(folder)
  await edit(folder, 'project.json', (content) =>
    content.replace(/"id":"ben-/, '"id":"ana-').replace(/(ana-\w+)([\s\S]*)ana-\w+/, '$1$2$1'),
  )
  await expect(openProject(folder)).rejects.toThrow('project.json: two coders have one id')
})

test('a language that is none is named, since no text could be split into words by it', async ({
  folder,
}) => {
  const { document } = await study(folder)
  await edit(folder, document, (content) => content.replace('"language":"en"', '"language":"old english"'))
  expect((await check(folder)).problems[0]).toMatchObject({
    file: document,
    what: 'line 3: document.language is not a language tag',
  })
})

test('a damaged version of the codebook keeps nobody from coding under it', async ({ folder }) => {
  await study(folder)
  const [version] = await readdir(join(folder, 'versions'))
  await edit(folder, `versions/${version}`, (content) => content.slice(0, 40))
  const damaged = await readFile(join(folder, 'versions', version!), 'utf8')
  const open = await openProject(folder)
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'actor') }, coderId(open.project, 'Ana'))
  const [segment] = [...open.project.segments.values()]
    .flatMap((table) => [...table.values()])
    .filter(({ quote }) => quote === 'denied')
  expect(`${segment!.version}.json`).toBe(version)
  await open.close()
  expect(await readFile(join(folder, 'versions', version!), 'utf8')).toBe(damaged)
})
