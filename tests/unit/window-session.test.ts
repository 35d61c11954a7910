import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import type { Change } from '../../core/change.ts'
import { readReading } from '../../core/document-reading.ts'
import type { CoderId } from '../../core/model.ts'
import { createHandlers } from '../../main/handlers.ts'
import { OpenProjects } from '../../main/open-projects.ts'
import { Desk } from '../../main/preferences.ts'
import { disk as realDisk } from '../../main/project/disk.ts'
import { createProject, openProject } from '../../main/project/opening.ts'
import type { Shell } from '../../main/shell.ts'
import { codes, play, script, spanOf, test } from './project/study.ts'
import { coderId, counting, onlyDocument } from './sample-project.ts'

/** A window over a shell whose dialogs answer with these paths; what it is told is kept. */
async function windowOn(userData: string, projects = new OpenProjects(), path?: string) {
  const told: { name: string; value: unknown }[] = []
  const shell: Shell = {
    send: (name, value) => void told.push({ name, value }),
    chooseFolder: async () => path,
    chooseFiles: async () => (path === undefined ? [] : [path]),
    chooseSaveFile: async () => path,
    printPdf: async () => new Uint8Array(),
    choose: async ({ safe }) => safe,
    userData,
    seeds: join(import.meta.dirname, '../../seeds/sample'),
    version: '0',
  }
  const desk = await Desk.open(userData)
  return { ...createHandlers(shell, desk, projects), told, desk, projects }
}

/** A blind project in which Ana and Ben have coded one document, closed. */
async function study(folder: string) {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  const [ana, ben] = [coderId(open.project, 'Ana'), coderId(open.project, 'Ben')]
  return { open, ana, ben, document: onlyDocument(open.project) }
}

const owners = ({ segments }: Change): CoderId[] => segments!.added.map(({ coder }) => coder)

test('a second click on a project opens it once: a change is told once, and closing gives the lock back', async ({
  folder,
}) => {
  const { ana } = await study(join(folder, 'study'))
  const { handlers, told, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await Promise.all([handlers.openProject(), handlers.openProject()])
  await handlers.chooseCoder({ coder: ana })
  await handlers.dispatch({ type: 'addCoder', name: 'Cem' })
  expect(told.filter(({ name }) => name === 'changed')).toHaveLength(1)
  await close()
  expect(await readdir(join(folder, 'study'))).not.toContain('lock.json')
})

test('two clicks on the sample project make one sample project', async ({ folder }) => {
  const { handlers, close } = await windowOn(folder)
  const [first, second] = await Promise.all([handlers.openSample(), handlers.openSample()])
  expect(first.project.documents?.added).toHaveLength(5)
  expect(second.project).toEqual(first.project)
  await close()
  expect((await readdir(folder)).sort()).toEqual(['desk.json', 'sample-project'])
})

test('a project that can’t be written is kept open when it is closed or another is opened', async ({
  folder,
}) => {
  const { ana } = await study(join(folder, 'study'))
  await study(join(folder, 'other'))
  let full = false
  const writeNew: typeof realDisk.writeNew = async (path, content) => {
    if (full) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    await realDisk.writeNew(path, content)
  }
  const projects = new OpenProjects()
  const disk = { ...realDisk, writeNew }
  await projects.adopt(await openProject(join(folder, 'study'), { disk }))
  const { handlers, desk } = await windowOn(folder, projects, join(folder, 'study'))
  await desk.remember(join(folder, 'other'), 'Other', null)
  const opened = await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  full = true
  await handlers.dispatch({ type: 'addCoder', name: 'Cem' })
  await expect(handlers.closeProject()).rejects.toThrow(/not saved: the disk is full/)
  const another = async () => handlers.openRecent({ token: join(folder, 'other') })
  await expect(another()).rejects.toThrow(/not saved: the disk is full/)
  expect(await readdir(join(folder, 'other'))).not.toContain('lock.json')
  expect((await handlers.start()).open?.folder).toBe(opened?.folder)
  full = false
  await handlers.closeProject()
  expect(await readFile(join(folder, 'study', 'project.json'), 'utf8')).toContain('"name":"Cem"')
})

test('a document that is read while another coder sits down shows nothing of the first', async ({
  folder,
}) => {
  const { ana, ben, document } = await study(join(folder, 'study'))
  const { handlers, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  const reading = handlers.readDocument({ document })
  await handlers.chooseCoder({ coder: ben })
  expect(owners(readReading(await reading))).toEqual([ben])
  await close()
})

test('while coding is blind undo and redo don’t say another coder’s words', async ({ folder }) => {
  const { open, ana, ben } = await study(join(folder, 'study'))
  const { handlers, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  await handlers.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'state') })
  expect((await handlers.start()).open?.undo).toBe('code “denied” as state')
  const seen = await handlers.chooseCoder({ coder: ben })
  expect(seen.undo).toBe('Ana’s work')
  expect(await handlers.undo()).toBe('Ana’s work')
  expect((await handlers.start()).open?.redo).toBe('Ana’s work')
  await handlers.chooseCoder({ coder: ana })
  expect(await handlers.redo()).toBe('code “denied” as state')
  await close()
})

test('a step that another coder did in this window is told with their name, and each coder’s typing is a step', async ({
  folder,
}) => {
  const { open, ana, ben } = await study(join(folder, 'study'))
  const { handlers, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  const [code] = [...open.project.codes.values()]
  const define = (definition: string) =>
    handlers.dispatch({ type: 'changeCode', code: code!.id, changes: { definition } })
  await handlers.chooseCoder({ coder: ana })
  await define('Who acts.')
  await handlers.chooseCoder({ coder: ben })
  await define('Who acts or is acted on.')
  expect(await handlers.undo()).toBe(`change the definition of ${code!.name}`)
  expect(await handlers.undo()).toBe(`change the definition of ${code!.name} (done by Ana)`)
  await close()
})

test('while coding is blind the preview of a codings file does not tell which of its rows another coder has', async ({
  folder,
}) => {
  const { open, ana, ben, document } = await study(join(folder, 'study'))
  const { start, end } = spanOf(open, 'hospital', 'state')
  const file = join(folder, 'guess.csv')
  const row = `${document},Ben,state,${start},${end},hospital`
  await writeFile(file, `document,coder,code,start,end,quote\n${row}\n`)
  const projects = new OpenProjects()
  await projects.open(join(folder, 'study'))
  const { handlers, desk, close } = await windowOn(folder, projects, file)
  await desk.remember(join(folder, 'study'), 'Study', null)
  await handlers.openRecent({ token: join(folder, 'study') })
  await handlers.chooseCoder({ coder: ana })
  const look = async () => {
    const [given] = await handlers.chooseFiles({ what: 'codings' })
    return handlers.readGiven({ token: given!.token, options: {} })
  }
  const fine = { codings: 1, problems: [] }
  expect(await look()).toMatchObject({ as: 'codings', codings: { ...fine, known: 0 } })
  await handlers.chooseCoder({ coder: ben })
  expect(await look()).toMatchObject({ as: 'codings', codings: { ...fine, known: 1 } })
  await handlers.forgetGiven()
  await close()
})

test('while coding is blind only one’s own work goes out, and what was looked at is what is saved', async ({
  folder,
}) => {
  const { ana, ben, document } = await study(join(folder, 'study'))
  const saved = join(folder, 'mine.csv')
  const projects = new OpenProjects()
  await projects.open(join(folder, 'study'))
  const { handlers, desk, close } = await windowOn(folder, projects, saved)
  await desk.remember(join(folder, 'study'), 'Study', null)
  await handlers.openRecent({ token: join(folder, 'study') })
  await handlers.chooseCoder({ coder: ana })
  const choice = { format: 'csv', documents: [document], dictionary: false }
  await expect(handlers.prepareExport({ ...choice, coders: [ana, ben] })).rejects.toMatchObject({
    code: 'blind',
  })
  const { token, segments, sample } = await handlers.prepareExport({ ...choice, coders: [ana] })
  expect('rows' in sample && sample.rows).toHaveLength(1 + segments)
  expect(await handlers.saveExport({ token })).toEqual({ name: 'mine.csv', folder: dirname(saved) })
  const rows = (await readFile(saved, 'utf8')).trim().split('\r\n')
  expect(rows).toHaveLength(1 + segments)
  expect(rows.slice(1).every((row) => row.includes(',Ana,'))).toBe(true)
  // Who sits down after the look does not get the work of the one before.
  await handlers.chooseCoder({ coder: ben })
  await expect(handlers.saveExport({ token })).rejects.toMatchObject({ code: 'blind' })
  await close()
})

test('an export that is stopped is refused as such, and the next one is made', async ({ folder }) => {
  const { ana, document } = await study(join(folder, 'study'))
  const { handlers, told, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  const choice = { format: 'qdpx', coders: [ana], documents: [document], dictionary: false }
  const making = handlers.prepareExport(choice)
  const refused = expect(making).rejects.toMatchObject({ code: 'cancelled' })
  // The thread that makes it has just been started, and has yet to load what it runs.
  await expect
    .poll(() => told, { intervals: [1] })
    .toContainEqual(
      expect.objectContaining({
        name: 'progress',
        value: expect.objectContaining({ what: 'making the files' }),
      }),
    )
  handlers.stopExchange()
  await refused
  expect(await handlers.prepareExport(choice)).toMatchObject({ positions: 'code points', fileCount: 1 })
  await close()
})

test('an export that is stopped while its documents are read stays stopped when the next one is asked for', async ({
  folder,
}) => {
  const { ana, document } = await study(join(folder, 'study'))
  const { handlers, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  const choice = { format: 'csv', coders: [ana], documents: [document], dictionary: false }
  const refused = expect(handlers.prepareExport(choice)).rejects.toMatchObject({ code: 'cancelled' })
  handlers.stopExchange()
  const next = handlers.prepareExport({ ...choice, format: 'qdpx' })
  await refused
  expect(await next).toMatchObject({ positions: 'code points', fileCount: 1 })
  await close()
})

test('a new project begins without codes, unless the sample’s are asked for', async ({ folder }) => {
  const begun = async (name: string, codes?: 'sample') => {
    const { handlers, close } = await windowOn(folder, new OpenProjects(), join(folder, name))
    const made = await handlers.createProject({ title: name, ...(codes && { codes }) })
    await close()
    return made?.project.codes?.added.map((code) => code.name) ?? []
  }
  expect(await begun('empty')).toEqual([])
  expect(await begun('sample', 'sample')).toContain('accusation')
})

test('who coded last in a project on this computer codes when it is opened again, and nobody is guessed otherwise', async ({
  folder,
}) => {
  const { ana, ben } = await study(join(folder, 'study'))
  const reopened = async () => {
    const window = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
    return { ...window, coder: (await window.handlers.openProject())?.coder }
  }
  const first = await reopened()
  expect(first.coder).toBeNull()
  await first.handlers.chooseCoder({ coder: ana })
  await first.handlers.chooseCoder({ coder: ben })
  await first.close()
  const second = await reopened()
  expect(second.coder).toBe(ben)
  await second.handlers.chooseCoder({ coder: null })
  await second.close()
  const third = await reopened()
  expect(third.coder).toBeNull()
  await third.close()
})

test('who sits down is told what happened until they are answered: that nothing is saved any more, too', async ({
  folder,
}) => {
  const { ana } = await study(join(folder, 'study'))
  const { handlers, desk, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  // While it is written down who codes, another program takes the project over.
  desk.remember = async () => {
    const other = await openProject(join(folder, 'study'), { takeOver: true })
    await handlers.dispatch({ type: 'addCoder', name: 'Cem' })
    await handlers.saveAgain()
    await other.close()
  }
  const { saved, project } = await handlers.chooseCoder({ coder: ana })
  expect(saved).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('took the project over'),
    forGood: true,
  })
  expect(project.coders?.added.map(({ name }) => name)).toContain('Cem')
  await close().catch(() => {})
})

test('what one window writes down about the person is not lost to another, and the last of many stays', async ({
  folder,
}) => {
  const desk = await Desk.open(folder)
  const preferences = (textSize: number) => ({ ...desk.preferences, textSize })
  await Promise.all([12, 14, 16, 18, 20, 22].map((size) => desk.prefer(preferences(size))))
  await desk.remember('/study', 'Study', null)
  const again = await Desk.open(folder)
  expect(again.preferences.textSize).toBe(22)
  expect(again.recent).toEqual([{ folder: '/study', title: 'Study', coder: null }])
})

test('a desk that can’t be read or written keeps nobody from opening a project', async ({ folder }) => {
  await study(join(folder, 'study'))
  await writeFile(join(folder, 'file'), '')
  const { handlers, close } = await windowOn(
    join(folder, 'file', 'desk'),
    new OpenProjects(),
    join(folder, 'study'),
  )
  expect((await handlers.openProject())?.project.documents?.added).toHaveLength(1)
  await close()
})

test('what another program writes into the folder appears in the window, and while coding is blind nothing of another coder’s words', async ({
  folder,
}) => {
  const { ana, ben, document } = await study(join(folder, 'study'))
  const { handlers, told, close } = await windowOn(folder, new OpenProjects(), join(folder, 'study'))
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  await handlers.readDocument({ document })
  const file = join(folder, 'study', 'codings', ben, `${document}.json`)
  const change = async (memo: string) => {
    const content = await readFile(file, 'utf8')
    await writeFile(file, content.replace(/"memo":"[^"]*"/, `"memo":"${memo}"`))
  }
  told.length = 0
  await change('hush')
  await expect.poll(() => told.map(({ name }) => name)).toContain('changed')
  await writeFile(`${file.slice(0, -5)} (conflicted copy 2026-01-02 030405).json`, 'hush')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"quote":"hospital"', '"quote":"hushpital"'))
  await expect
    .poll(() => told.flatMap(({ value }) => (value as { problems?: string[] }).problems ?? []))
    .toEqual(expect.arrayContaining([expect.stringContaining(`codings/${ben}/${document}.json: `)]))
  expect(JSON.stringify(told)).not.toContain('hush')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"quote":"hushpital"', '"quote":"hospital"'))
  await handlers.chooseCoder({ coder: ben })
  told.length = 0
  await change('now seen')
  await expect.poll(() => JSON.stringify(told)).toContain('now seen')
  await close()
})

test('what is coded between a look at another copy and its merging stays, and the copy comes in', async ({
  folder,
}) => {
  const { ana, document } = await study(join(folder, 'study'))
  await cp(join(folder, 'study'), join(folder, 'copy'), { recursive: true })
  const copy = await openProject(join(folder, 'copy'))
  await copy.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  await copy.close()
  const projects = new OpenProjects()
  const opened = await projects.open(join(folder, 'study'))
  const { handlers, desk, close } = await windowOn(folder, projects, join(folder, 'copy'))
  await desk.remember(join(folder, 'study'), 'Study', null)
  await handlers.openRecent({ token: join(folder, 'study') })
  const preview = await handlers.chooseCopy({ what: 'folder' })
  expect(preview!.plan.comesIn.coders).toMatchObject([{ name: 'Cem' }])
  await handlers.chooseCoder({ coder: ana })
  await handlers.dispatch({ type: 'markDone', document, done: true })
  const before = opened.project.codings
  await handlers.mergeCopy({ token: preview!.token, choices: {} })
  expect([...opened.project.coders.values()].map(({ name }) => name)).toContain('Cem')
  expect(opened.project.codings).toEqual(before)
  await expect(handlers.mergeCopy({ token: preview!.token, choices: {} })).rejects.toMatchObject({
    code: 'missing',
  })
  await close()
})
