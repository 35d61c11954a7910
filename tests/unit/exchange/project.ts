import { apply, type Change } from '../../../core/change.ts'
import { type Command, decide } from '../../../core/command.ts'
import type { NewCode } from '../../../core/commands/codebook.ts'
import type { Context } from '../../../core/decision.ts'
import type { Project, ProjectId } from '../../../core/model.ts'
import { emptyProject } from '../../../core/model.ts'
import { sha256OfText } from '../../../core/text.ts'

const now = '2026-01-02T03:04:05.000Z'

/** Carries commands out on a project, with ids that count up. */
export function after(project: Project, ...commands: Command[]): Project {
  return commands.reduce((state, command) => apply(state, decide(state, command, context()).change), project)
}

let made = 0
export function context(): Context {
  return { coder: null, now, newId: () => `${String(made++).padStart(6, '0')}abcdef` }
}

/** A project with documents, given by file name and text, and codes. */
export function projectOf(documents: Record<string, string>, codes: readonly NewCode[]): Project {
  const settings: Change = {
    settings: {
      added: [{ id: 'p' as ProjectId, title: 'Test', created: now, blind: true, memo: '' }],
      updated: [],
      removed: [],
    },
  }
  return after(
    apply(emptyProject, settings),
    { type: 'addCodes', parent: null, codes },
    {
      type: 'addDocuments',
      documents: Object.entries(documents).map(([name, text]) => ({
        title: name.replace(/\.\w+$/, ''),
        language: 'en',
        variables: {},
        source: { name, sha256: sha256OfText(text), encoding: 'UTF-8', importer: 'text/1' },
        text,
      })),
    },
  )
}
