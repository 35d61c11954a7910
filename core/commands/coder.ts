import { diffOf } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { Coder, CoderId, Project } from '../model.ts'
import { settingsOf } from '../model.ts'
import { nameFor, slug } from '../name.ts'
import { Refusal } from '../refusal.ts'

/** The project itself and who codes in it. */
export interface CoderCommands {
  renameProject: { readonly title: string }
  writeProjectMemo: { readonly memo: string }
  /** Ends blind coding: everybody sees everybody's segments. */
  openComparison: object
  closeComparison: object
  addCoder: { readonly name: string }
  renameCoder: { readonly coder: CoderId; readonly name: string }
}

export const coderDeciders: Deciders<CoderCommands> = {
  renameProject(project, { title }) {
    const before = settingsOf(project)
    const after = { ...before, title: nameFor('project', title) }
    return {
      label: `rename the project to ${after.title}`,
      change: { settings: diffOf({ updated: [[before, after]] }) },
    }
  },

  writeProjectMemo(project, { memo }) {
    const before = settingsOf(project)
    return {
      label: 'write a memo on the project',
      change: { settings: diffOf({ updated: [[before, { ...before, memo: memo.toWellFormed() }]] }) },
      joins: 'project memo',
    }
  },

  openComparison: (project) => setBlind(project, false),
  closeComparison: (project) => setBlind(project, true),

  addCoder(project, { name }, context) {
    const coder: Coder = {
      id: `${slug(name, 'coder')}-${context.newId().slice(0, 6)}` as CoderId,
      name: freeCoderName(project, name),
    }
    return { label: `add coder ${coder.name}`, change: { coders: diffOf({ added: [coder] }) } }
  },

  renameCoder(project, { coder, name }) {
    const before = coderOf(project, coder)
    const after = { ...before, name: freeCoderName(project, name, coder) }
    return {
      label: `rename coder ${before.name}`,
      change: { coders: diffOf({ updated: [[before, after]] }) },
    }
  },
}

function setBlind(project: Project, blind: boolean) {
  const before = settingsOf(project)
  return {
    label: blind ? 'close the comparison' : 'open the comparison',
    change: before.blind === blind ? {} : { settings: diffOf({ updated: [[before, { ...before, blind }]] }) },
  }
}

export function coderOf(project: Project, id: CoderId | null): Coder {
  if (id === null) throw new Refusal('missing', 'Nobody is chosen as coder; choose or add a coder first.')
  const coder = project.coders.get(id)
  if (coder === undefined) throw new Refusal('missing', `There is no coder ${id} in this project.`)
  return coder
}

/** The coder with this id or this very name. */
export function coderNamed(project: Project, name: string): Coder | undefined {
  return (
    project.coders.get(name as CoderId) ?? [...project.coders.values()].find((coder) => coder.name === name)
  )
}

function freeCoderName(project: Project, wanted: string, self?: CoderId): string {
  const name = nameFor('coder', wanted)
  // The consensus is kept beside the coders' work under this name.
  if (name.toLowerCase() === 'consensus')
    throw new Refusal('taken', 'The name consensus is kept for the consensus of coders; choose another.')
  const taken = [...project.coders.values()].some(
    (coder) => coder.id !== self && coder.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) throw new Refusal('taken', `There is a coder ${name} already; choose another name.`)
  return name
}
