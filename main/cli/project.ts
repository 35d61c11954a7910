import { resolve } from 'node:path'
import { codeNamed } from '../../core/codebook.ts'
import { coderNamed } from '../../core/commands/coder.ts'
import { documentNamed } from '../../core/document-name.ts'
import type { Code, Coder, Document, Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { disk } from '../project/disk.ts'
import type { OpenProject } from '../project/open-project.ts'
import { openProject } from '../project/opening.ts'
import { inFolder, refuseDamage } from '../project/problem-line.ts'
import { readCounts, readProject } from '../project/read-project.ts'
import type { Io } from './command.ts'

/**
 * Reads a project without its lock and without writing anything. Figures and files made from half a project would
 * mislead, so a damaged one is refused with a line for every file.
 */
export async function loadProject(folder: string, io: Io): Promise<Project> {
  const { project, problems } = await inFolder(folder, () => readProject(disk, resolve(io.cwd, folder)))
  refuseDamage(folder, problems)
  return project
}

/** Opens a project for a change and closes it again. A damaged project is refused before anything is touched. */
export async function changeProject<T>(
  folder: string,
  io: Io,
  change: (project: OpenProject) => Promise<T>,
): Promise<T> {
  const { problems } = await inFolder(folder, () => readCounts(disk, resolve(io.cwd, folder)))
  refuseDamage(folder, problems)
  const open = await openProject(resolve(io.cwd, folder))
  try {
    return await change(open)
  } finally {
    await open.close()
  }
}

/** What people name with an option: a name each, or several in one word with commas between. */
export function named<T>(given: readonly string[], find: (name: string) => T | undefined, what: string): T[] {
  return given.flatMap((word) => {
    const whole = find(word)
    if (whole !== undefined) return [whole]
    return word.split(',').map((name) => {
      const found = find(name.trim())
      if (found === undefined)
        throw new Refusal('missing', `there is no ${what} “${name.trim()}” in this project`)
      return found
    })
  })
}

export function codersNamed(project: Project, given: readonly string[]): Coder[] {
  return named(given, (name) => coderNamed(project, name), 'coder')
}

export function codesNamed(project: Project, given: readonly string[]): Code[] {
  return named(given, (name) => codeNamed(project.codes, name), 'code')
}

export function documentsNamed(project: Project, given: readonly string[]): Document[] {
  return named(
    given,
    (name) => {
      try {
        return documentNamed(project, name)
      } catch (error) {
        if (error instanceof Refusal && error.code === 'missing') return undefined
        throw error
      }
    },
    'document',
  )
}
