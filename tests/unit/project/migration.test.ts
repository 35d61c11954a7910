import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { format } from '../../../core/migration.ts'
import { segmentsOf } from '../../../core/model.ts'
import { check } from '../../../main/project/check.ts'
import { disk } from '../../../main/project/disk.ts'
import { openProject } from '../../../main/project/opening.ts'
import { readHistory } from '../../../main/project/read-history.ts'
import { readProject } from '../../../main/project/read-project.ts'

/** A project as each format's own program wrote it: format-1, format-2, … */
const stored = join(import.meta.dirname, '../../fixtures/projects')

async function copyOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-migration-'))
  await cp(join(stored, name), folder, { recursive: true })
  return folder
}

test('there is a stored project of every format that there was', async () => {
  const before = Number(format.split('/')[1]) - 1
  const names = Array.from({ length: before }, (_, n) => `format-${n + 1}`)
  expect((await readdir(stored)).sort()).toEqual(expect.arrayContaining(names))
})

for (const name of ['format-1']) {
  test(`a project of ${name} is read whole, and nothing is written`, async () => {
    const folder = await copyOf(name)
    const before = await readFile(join(folder, 'project.json'), 'utf8')
    const { project, problems } = await readProject(disk, folder)
    expect(problems).toEqual([])
    expect(await check(folder)).toMatchObject({ ok: true, documents: 5, segments: 292 })
    expect([...project.codes.values()].every(({ memo }) => memo === '')).toBe(true)
    expect((await readHistory(disk, folder)).length).toBeGreaterThan(10)
    expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(before)
  })

  test(`a project of ${name} opens for writing with all that was coded, and older programs keep away`, async () => {
    const folder = await copyOf(name)
    const before = (await readProject(disk, folder)).project
    const project = await openProject(folder)
    expect(await project.load()).toEqual(before)
    await project.close()
    for (const file of ['project.json', 'codebook.json'])
      expect(await readFile(join(folder, file), 'utf8')).toContain(`"format": "${format}"`)
    expect((await readHistory(disk, folder)).at(-1)).toMatchObject({ label: `migrate to ${format}` })
  })

  test(`in a project of ${name} a file that is changed is written in the new format, others stay`, async () => {
    const folder = await copyOf(name)
    const project = await openProject(folder)
    const [coder] = [...project.project.coders.keys()]
    const [document, other] = [...project.project.documents.keys()]
    await project.load([document!])
    const [segment] = segmentsOf(project.project, coder!, document!)
    const changes = { certainty: 'doubtful' as const }
    await project.dispatch(
      { type: 'changeSegment', document: document!, segment: segment!.id, changes },
      coder!,
    )
    await project.close()
    const codings = (id: string) => readFile(join(folder, 'codings', coder!, `${id}.json`), 'utf8')
    expect(await codings(document!)).toContain(`"format": "${format}"`)
    expect(await codings(other!)).toContain(`"format": "intercoder/1"`)
    expect((await check(folder)).problems).toEqual([])
  })
}

test('a project of a format that is still to come is refused by name', async () => {
  const folder = await copyOf('format-1')
  const path = join(folder, 'project.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('intercoder/1', 'intercoder/99'))
  await expect(openProject(folder)).rejects.toThrow(/intercoder\/99.*newer version/)
})
