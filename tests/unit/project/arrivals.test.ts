import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Change } from '../../../core/change.ts'
import type { Command } from '../../../core/command.ts'
import type { CoderId } from '../../../core/model.ts'
import { check } from '../../../main/project/check.ts'
import { type Disk, disk } from '../../../main/project/disk.ts'
import type { OpenProject } from '../../../main/project/open-project.ts'
import { openProject } from '../../../main/project/opening.ts'
import { repair } from '../../../main/project/repair.ts'
import { Watcher } from '../../../main/project/watch.ts'
import { coderId, counting, newDocument } from '../sample-project.ts'
import { edit, study } from './damaged-study.ts'
import { spanOf, test } from './study.ts'

/** Two copies of one project; what is done in the other can be brought here file by file, as a sync program does. */
async function copies(folder: string) {
  const [here, there] = [join(folder, 'here'), join(folder, 'there')]
  const files = await study(here)
  await cp(here, there, { recursive: true })
  return {
    ...files,
    here,
    async elsewhere(...steps: ((open: OpenProject) => [Command, string | null])[]): Promise<string[]> {
      const open = await openProject(there, counting(700))
      for (const step of steps) {
        const [command, name] = step(open)
        await open.dispatch(command, name === null ? null : coderId(open.project, name))
      }
      await open.close()
      const all = await readdir(there, { recursive: true })
      return all.filter(
        (file) => /^(project|codebook|documents|texts|versions|codings)/.test(file) && file.endsWith('.json'),
      )
    },
    async bring(files: readonly string[]): Promise<void> {
      for (const file of files) {
        await mkdir(join(here, file, '..'), { recursive: true })
        await copyFile(join(there, file), join(here, `${file}.part`))
        await rename(join(here, `${file}.part`), join(here, file))
      }
    },
    there: async () => {
      const open = await openProject(there)
      const project = await open.load()
      await open.close()
      return project
    },
  }
}

const codes = (quote: string, code: string, name: string) => (open: OpenProject) =>
  [{ type: 'applyCode', ...spanOf(open, quote, code) }, name] as [Command, string]

test('what another coder did elsewhere appears as a change, and is no step to be undone here', async ({
  folder,
}) => {
  const { here, ben, elsewhere, bring, there } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.load()
  await elsewhere(codes('denied', 'actor', 'Ben'))
  await bring([ben])
  const changes: Change[] = []
  open.onChange((change) => changes.push(change))
  await open.takeIn([ben])
  expect(changes.map(({ segments }) => segments?.added.map(({ quote }) => quote))).toEqual([['denied']])
  expect(open.project.segments).toEqual((await there()).segments)
  expect(open.steps).toEqual({ undo: null, redo: null })
  // Our own writing is no news, nor is the same again.
  await open.dispatch(
    ...(codes(
      'denied',
      'state',
      'Ana',
    )(open).map((one, at) => (at === 0 ? one : coderId(open.project, 'Ana'))) as [Command, never]),
  )
  changes.length = 0
  await open.takeIn([ben, `codings/${coderId(open.project, 'Ana')}/${ben.split('/')[2]}`, 'project.json'])
  expect(changes).toEqual([])
  await open.close()
})

test('documents, codes, versions and coders of elsewhere come in, in whatever order their files arrive', async ({
  folder,
}) => {
  for (const backwards of [false, true]) {
    const { here, elsewhere, bring, there } = await copies(join(folder, String(backwards)))
    const open = await openProject(here, counting(300))
    await open.load()
    const files = await elsewhere(
      () => [{ type: 'addCoder', name: 'Cem' }, null],
      () => [{ type: 'addCodes', parent: null, codes: [{ name: 'munition' }] }, null],
      () => [{ type: 'addDocuments', documents: [newDocument('New', 'A shell fell.\n')] }, null],
      (there) => {
        const document = [...there.project.documents.values()].find(({ title }) => title === 'New')!.id
        const code = [...there.project.codes.values()].find(({ name }) => name === 'munition')!.id
        return [{ type: 'applyCode', document, code, start: 2, end: 7 }, 'Cem']
      },
    )
    for (const file of backwards ? files.sort().reverse() : files.sort()) {
      await bring([file])
      await open.takeIn([file])
    }
    expect(open.problems).toEqual([])
    expect(await open.load()).toEqual(await there())
    await open.close()
    expect((await check(here)).problems).toEqual([])
  }
})

test('whoever listens knows which step would be taken back, and none is that a file took away that came in before', async ({
  folder,
}) => {
  const { here, ben, ana, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  const own = coderId(open.project, 'Ana')
  let named: string | undefined
  open.onChange(() => {
    named = open.steps.undo?.label
  })
  await open.dispatch({ type: 'addCodes', parent: null, codes: [{ name: 'munition' }] }, null)
  // The first segment under the new codebook keeps a version of it, under which what is damaged may be coded too.
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'ministry', 'munition') }, own)
  expect(named).toBe('code “ministry” as munition')
  await writeFile(join(here, ben), (await readFile(join(here, ben), 'utf8')).slice(0, 400))
  await open.takeIn([ben])
  expect(open.steps.undo).toBe(null)
  expect(named).toBe(undefined)
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'munition') }, own)
  await elsewhere(codes('denied', 'actor', 'Ana'))
  await bring([ana])
  const [, undone] = await Promise.all([open.takeIn([ana]), open.undo(own)])
  expect(undone).toBe(null)
  expect(named).toBe(undefined)
  await open.close()
})

test('a file that others damaged is named and memory stays as it was; mended, it comes in', async ({
  folder,
}) => {
  const { here, ben, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  const before = await open.load()
  await elsewhere(codes('denied', 'actor', 'Ben'))
  await bring([ben])
  const whole = await readFile(join(here, ben), 'utf8')
  await writeFile(join(here, ben), whole.slice(0, 400))
  await open.takeIn([ben])
  expect(open.problems).toMatchObject([{ file: ben }])
  expect(open.project.segments).toEqual(before.segments)
  await writeFile(join(here, ben), whole)
  await open.takeIn([ben])
  expect(open.problems).toEqual([])
  expect(open.project.segments).not.toEqual(before.segments)
  await open.close()
})

test('a coder’s work that was taken away elsewhere goes here too, but not when the whole folder is gone', async ({
  folder,
}) => {
  const { here, ben } = await copies(folder)
  const open = await openProject(here, counting(300))
  const before = await open.load()
  await rename(join(here, 'project.json'), join(here, 'gone'))
  await rename(join(here, ben), join(here, 'gone too'))
  await open.takeIn(['project.json', ben])
  expect(open.project).toEqual(before)
  await rename(join(here, 'gone'), join(here, 'project.json'))
  await open.takeIn([ben])
  expect(open.project.codings.size).toBe(before.codings.size - 1)
  await open.close()
})

test('a file that others changed is never written over: theirs is kept beside it, named, and can be taken in', async ({
  folder,
}) => {
  const { here, ana, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.load()
  await elsewhere(codes('denied', 'actor', 'Ana'))
  await bring([ana])
  let told = 0
  open.onFound(() => told++)
  const [command] = codes('The ministry', 'actor', 'Ana')(open)
  await open.dispatch(command, coderId(open.project, 'Ana'))
  expect(told).toBe(1)
  expect(open.problems).toEqual([
    {
      file: expect.stringContaining("(Intercoder's conflicted copy "),
      what: expect.stringContaining('was changed by another program'),
      copyOf: ana,
      repairable: false,
    },
  ])
  await open.close()
  const { done, found } = await repair(here)
  expect(done[0]).toEqual({ file: ana, what: 'a segment of its conflict copy came in' })
  expect(found).toMatchObject({ ok: true, segments: 5 })
})

test('project.json and codebook.json of others are kept too when they come between reading and writing', async ({
  folder,
}) => {
  const { here } = await copies(folder)
  const open = await openProject(here, counting(300))
  for (const file of ['project.json', 'codebook.json']) {
    await edit(here, file, (content) => content.replace(/"name":"(Ana|actor)"/, '"name":"theirs"'))
  }
  await open.dispatch({ type: 'addCoder', name: 'Dora' }, null)
  await open.dispatch({ type: 'addCodes', parent: null, codes: [{ name: 'location' }] }, null)
  await open.close()
  const copies_ = (await readdir(here)).filter((name) => name.includes('conflicted copy'))
  expect(copies_).toHaveLength(2)
  for (const name of copies_) expect(await readFile(join(here, name), 'utf8')).toContain('"name":"theirs"')
})

test('a change in the folder is told by the watcher, in a folder that is new as well', async ({ folder }) => {
  await mkdir(join(folder, 'codings', 'ana'), { recursive: true })
  const told: string[] = []
  const watcher = new Watcher(folder, (files) => told.push(...files))
  // Watching begins when the folders have been read.
  await expect
    .poll(async () => {
      await writeFile(join(folder, 'codings', 'ana', 'report.json'), String(Math.random()))
      return told
    })
    .toContain('codings/ana/report.json')
  await mkdir(join(folder, 'codings', 'ben'))
  await writeFile(join(folder, 'codings', 'ben', 'report.json'), '{}')
  await expect.poll(() => told).toContain('codings/ben/report.json')
  watcher.close()
  await rm(join(folder, 'codings'), { recursive: true })
})

test('undoing here never takes back what others wrote into the same file meanwhile', async ({ folder }) => {
  const { here, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.load()
  const ana = coderId(open.project, 'Ana')
  const code = [...open.project.codes.values()].find(({ name }) => name === 'casualty')!.id
  await open.dispatch({ type: 'changeCode', code, changes: { include: 'the wounded' } }, ana)
  await elsewhere(() => [{ type: 'changeCode', code, changes: { definition: 'who was hurt' } }, null])
  await bring(['codebook.json'])
  await open.takeIn(['codebook.json'])
  await open.undo(ana)
  expect(open.project.codes.get(code)?.definition).toBe('who was hurt')
  await open.close()
})

test('what was done in other files before others wrote can still be undone, and done again', async ({
  folder,
}) => {
  const { here, ben, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.load()
  const ana = coderId(open.project, 'Ana')
  await open.dispatch({ type: 'writeProjectMemo', memo: 'Read twice.' }, ana)
  await open.dispatch({ type: 'deleteSegments', ...firstOf(open, ana) }, ana)
  await elsewhere(codes('denied', 'actor', 'Ben'))
  await bring([ben])
  await open.takeIn([ben])
  expect((await open.undo(ana))?.label).toMatch(/^remove /)
  expect((await open.undo(ana))?.label).toBe('write a memo on the project')
  expect((await open.redo(ana))?.label).toBe('write a memo on the project')
  await open.close()
})

test('a codebook that others may have coded under stays when the step that kept it is no longer to be undone', async ({
  folder,
}) => {
  const { here, ben, elsewhere, bring } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.load()
  const ana = coderId(open.project, 'Ana')
  const code = [...open.project.codes.values()].find(({ name }) => name === 'casualty')!.id
  await open.dispatch({ type: 'changeCode', code, changes: { definition: 'who was hurt' } }, ana)
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'actor') }, ana)
  const versions = open.project.versions.size
  await elsewhere(codes('denied', 'actor', 'Ben'))
  await bring([ben])
  await open.takeIn([ben])
  for (let steps = 0; steps < 2; steps++) await open.undo(ana)
  expect(open.project.versions.size).toBe(versions)
  await open.close()
})

test('what is being saved again while others write is not given up for theirs', async ({ folder }) => {
  const { here, ana: file, elsewhere, bring } = await copies(folder)
  const gates = { reads: Promise.resolve(), writes: Promise.resolve(), fails: false }
  const slow: Disk = {
    ...disk,
    async read(path) {
      if (path.endsWith('project.json')) await gates.reads
      return disk.read(path)
    },
    async writeNew(path, content) {
      if (gates.fails) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      await gates.writes
      return disk.writeNew(path, content)
    },
  }
  const open = await openProject(here, { ...counting(300), disk: slow })
  await open.load()
  const ana = coderId(open.project, 'Ana')
  gates.fails = true
  await open.perform({ type: 'applyCode', ...spanOf(open, 'denied', 'actor') }, ana)
  await expect(open.settled()).rejects.toThrow('not saved')
  await elsewhere(codes('ministry', 'actor', 'Ana'))
  await bring([file])

  gates.fails = false
  const read = gate()
  const write = gate()
  Object.assign(gates, { reads: read.promise, writes: write.promise })
  const taking = open.takeIn(['project.json', file])
  await expect.poll(() => open.saved.state).toBe('failed')
  const saving = open.saveAgain()
  await expect.poll(() => open.saved.state).toBe('saving')
  read.resolve()
  await taking
  write.resolve()
  await saving
  const quotes = [...open.project.segments.values()].flatMap((own) =>
    [...own.values()].map((one) => one.quote),
  )
  expect(quotes).toContain('denied')
  expect(open.problems.map((problem) => problem.copyOf)).toEqual([file])
  await open.close()
})

function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}

function firstOf(open: OpenProject, coder: CoderId) {
  const own = [...open.project.segments.values()].flatMap((table) => [...table.values()])
  const { document, id } = own.find((segment) => segment.coder === coder)!
  return { document, segments: [id] }
}

test('a coder, a code and a document that another program removed stay here, and that is told', async ({
  folder,
}) => {
  const { here, document } = await copies(folder)
  const open = await openProject(here, counting(300))
  await open.survey()
  const { coders, codes, documents } = open.project
  await edit(here, 'project.json', (content) => content.replace(/,\n\{[^\n]*"Ben"\}/, ''))
  await edit(here, 'codebook.json', (content) => content.replace(/,\n\{[^\n]*"name":"casualty"[^\n]*\}/, ''))
  const whole = await readFile(join(here, document), 'utf8')
  await rm(join(here, document))
  await open.takeIn(['project.json', 'codebook.json', document])
  expect(open.project).toMatchObject({ coders, codes, documents })
  const told = (file: string) => open.problems.filter((one) => one.file === file).map(({ what }) => what)
  expect(told('project.json')).toEqual([expect.stringMatching(/removed the coder Ben; here the coder stays/)])
  expect(told('codebook.json')).toEqual([expect.stringMatching(/removed the code casualty; here/)])
  expect(told(document)).toEqual([expect.stringMatching(/removed the document Report; here it stays/)])
  await writeFile(join(here, document), whole)
  await open.takeIn([document])
  expect(told(document)).toEqual([])
  await open.close()
})
