import { apply, diffOf } from '../../core/change.ts'
import { decide } from '../../core/command.ts'
import type { NewCode } from '../../core/commands/codebook.ts'
import type { NewLinkType } from '../../core/commands/codebook-import.ts'
import type { Decision } from '../../core/decision.ts'
import type { Project, ProjectId } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'
import { nameFor, slug } from '../../core/name.ts'
import { contextOf, type Options } from './options.ts'

/** What a project begins with. */
export interface NewProject {
  readonly title: string
  readonly codes: readonly NewCode[]
  readonly linkTypes?: readonly NewLinkType[]
}

/** A project that is not on disk yet, and how it came about. Throws a Refusal where a name won't do. */
export function newProject(
  { title, codes, linkTypes = [] }: NewProject,
  options: Required<Options>,
): { project: Project; decision: Decision } {
  const name = nameFor('project', title)
  const settings = {
    id: `${slug(name, 'project')}-${options.newId().slice(0, 6)}` as ProjectId,
    title: name,
    created: options.now(),
    blind: true,
    memo: '',
  }
  const added = { settings: diffOf({ added: [settings] }) }
  const bare = apply(emptyProject, added)
  const addCodes = decide(bare, { type: 'addCodes', parent: null, codes }, contextOf(null, options))
  const withCodes = apply(bare, addCodes.change)
  const addTypes = decide(withCodes, { type: 'importCodes', codes: [], linkTypes }, contextOf(null, options))
  return {
    project: apply(withCodes, addTypes.change),
    decision: { change: { ...added, ...addCodes.change, ...addTypes.change }, label: `create ${name}` },
  }
}
