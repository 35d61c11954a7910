import { apply } from '../../core/change.ts'
import type { Command } from '../../core/command.ts'
import { decide } from '../../core/command.ts'
import type { Context } from '../../core/decision.ts'
import type { CoderId, DocumentId, Project, ProjectId } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'

/** A clock and ids that count, so that a test makes the same project each time. */
export function counting(first = 0): { now(): string; newId(): string } {
  let ticks = 0
  let ids = first
  return {
    now: () => new Date(Date.UTC(2026, 0, 1) + 1000 * ticks++).toISOString(),
    newId: () => String(ids++).padStart(6, '0').padEnd(12, 'x'),
  }
}

/** Carries the commands out one after the other as the coder with this name (or nobody). */
export function perform(project: Project, commands: readonly Command[], coder?: string): Project {
  const clock = counting()
  return commands.reduce((state, command) => {
    const context: Context = { coder: coderIn(state, coder), now: clock.now(), newId: clock.newId }
    return apply(state, decide(state, command, context).change)
  }, project)
}

function coderIn(project: Project, name: string | undefined): CoderId | null {
  return [...project.coders.values()].find((coder) => coder.name === name)?.id ?? null
}

export const bareProject: Project = {
  ...emptyProject,
  settings: new Map([
    [
      'study-000000' as ProjectId,
      {
        id: 'study-000000' as ProjectId,
        title: 'Study',
        created: '2026-01-01T00:00:00.000Z',
        blind: true,
        memo: '',
      },
    ],
  ]),
}

/** A document as it comes from a file, with this text. */
export function newDocument(title: string, text: string) {
  const source = { name: `${title}.txt`, sha256: '0'.repeat(64), encoding: 'utf-8', importer: 'text/1' }
  return { title, language: 'en', variables: {}, source, text }
}

export const hospitalText = 'The hospital said two were hurt.\nThe ministry denied it.\n'

/** Two coders, three codes (state below actor), one document; nothing coded yet. */
export function smallProject(): Project {
  return perform(bareProject, [
    { type: 'addCoder', name: 'Ana' },
    { type: 'addCoder', name: 'Ben' },
    {
      type: 'addCodes',
      parent: null,
      codes: [
        { name: 'actor', key: 'a', children: [{ name: 'state' }] },
        { name: 'casualty', key: 'k' },
      ],
    },
    { type: 'addDocuments', documents: [newDocument('Report', hospitalText)] },
  ])
}

export function onlyDocument(project: Project): DocumentId {
  return [...project.documents.keys()][0]!
}

export function codeId(project: Project, name: string) {
  return [...project.codes.values()].find((code) => code.name === name)!.id
}

export function coderId(project: Project, name: string): CoderId {
  return coderIn(project, name)!
}
