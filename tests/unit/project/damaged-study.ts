import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createProject } from '../../../main/project/opening.ts'
import { coderId, counting, onlyDocument } from '../sample-project.ts'
import { codes, play, script } from './study.ts'

/** A project with work of Ana (two segments) and Ben (one) on one document, closed; and its files. */
export async function study(folder: string) {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  const project = await open.load()
  await open.close()
  const document = onlyDocument(project)
  const codings = (name: string) => `codings/${coderId(project, name)}/${document}.json`
  return {
    project,
    ana: codings('Ana'),
    ben: codings('Ben'),
    document: `documents/${document}.json`,
    text: `texts/${document}.json`,
  }
}

export async function edit(folder: string, file: string, change: (content: string) => string): Promise<void> {
  const path = join(folder, file)
  const content = await readFile(path, 'utf8')
  const changed = change(content)
  if (changed === content) throw new Error(`${file} is as it was`)
  await writeFile(path, changed)
}
