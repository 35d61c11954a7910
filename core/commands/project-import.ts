import { diffOf } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { ProjectDraft } from '../exchange/refi-qda/draft.ts'
import type { Codings, Project } from '../model.ts'
import { codingsId, settingsOf } from '../model.ts'
import { nameFor } from '../name.ts'
import { Refusal } from '../refusal.ts'

export interface ProjectImportCommands {
  /** Fills a project that is still empty with one that another program wrote. Texts may be there twice, as there. */
  fillProject: { readonly draft: ProjectDraft }
}

export const projectImportDeciders: Deciders<ProjectImportCommands> = {
  fillProject(project, { draft }) {
    refuseFilled(project)
    const before = settingsOf(project)
    const memo = draft.memo.toWellFormed()
    const after = { ...before, title: nameFor('project', draft.title), memo }
    return {
      label: `import ${after.title}`,
      change: {
        ...(after.title === before.title && memo === before.memo
          ? {}
          : { settings: diffOf({ updated: [[before, after]] }) }),
        coders: diffOf({ added: draft.coders }),
        codes: diffOf({ added: draft.codes }),
        ...(draft.linkTypes.length > 0 ? { linkTypes: diffOf({ added: draft.linkTypes }) } : {}),
        documents: diffOf({ added: draft.documents.map(({ document }) => document) }),
        texts: diffOf({ added: draft.documents.map(({ document, text }) => ({ id: document.id, text })) }),
        codings: diffOf({ added: codingsOf(draft) }),
        segments: diffOf({ added: draft.segments }),
      },
    }
  },
}

function refuseFilled({ coders, codes, documents }: Project): void {
  if (coders.size + codes.size + documents.size === 0) return
  throw new Refusal(
    'taken',
    'There is something in this project already; import the other into a new project, then merge them.',
  )
}

function codingsOf({ segments }: ProjectDraft): Codings[] {
  const found = new Map<string, Codings>()
  for (const { coder, document } of segments) {
    const id = codingsId(coder, document)
    if (!found.has(id)) found.set(id, { id, coder, document, done: false })
  }
  return [...found.values()]
}
