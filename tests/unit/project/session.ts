import { noKnowledge } from '../../../core/merge/knowledge.ts'
import { type Project, segmentsOf } from '../../../core/model.ts'
import type { OpenProject } from '../../../main/project/open-project.ts'
import { codeId, coderId, hospitalText, newDocument, onlyDocument, perform } from '../sample-project.ts'
import { type ScriptStep, spanOf } from './study.ts'

/** One thing a researcher does: it is in memory when this resolves, and on disk when the project is settled. */
export type Deed = (open: OpenProject) => Promise<unknown>

const command =
  (step: ScriptStep): Deed =>
  (open) => {
    const { command, coder } = step(open)
    return open.perform(command, coder === undefined ? null : coderId(open.project, coder))
  }

const undo: Deed = (open) => open.undo(coderId(open.project, 'Ana'))
const redo: Deed = (open) => open.redo(coderId(open.project, 'Ana'))

const longText = Array.from({ length: 40 }, (_, i) => `${i}. The ministry said that it had not been there.`)

/** A real mix of work, which writes, replaces and removes every kind of file, alone and several at once. */
export const session: readonly Deed[] = [
  command(() => ({ command: { type: 'addCoder', name: 'Ana' } })),
  command(() => ({ command: { type: 'addCoder', name: 'Ben' } })),
  command(() => ({ command: { type: 'addDocuments', documents: [newDocument('Report', hospitalText)] } })),
  command((open) => ({
    command: { type: 'applyCode', ...spanOf(open, 'The hospital', 'actor') },
    coder: 'Ana',
  })),
  command((open) => ({
    command: { type: 'applyCode', ...spanOf(open, 'two were hurt', 'casualty') },
    coder: 'Ana',
  })),
  command((open) => ({ command: { type: 'applyCode', ...spanOf(open, 'hospital', 'state') }, coder: 'Ben' })),
  command((open) => {
    const { document, id } = firstSegment(open.project, 'Ana')
    const changes = { memo: 'who is that?', certainty: 'doubtful' as const }
    return { command: { type: 'changeSegment', document, segment: id, changes }, coder: 'Ana' }
  }),
  undo,
  redo,
  command(() => ({
    command: {
      type: 'addDocuments',
      documents: [newDocument('Long', longText.join('\n')), newDocument('Three', 'Third.')],
    },
  })),
  command((open) => ({
    command: { type: 'changeCode', code: codeId(open.project, 'casualty'), changes: { name: 'victim' } },
  })),
  command(() => ({
    command: { type: 'addCodes', parent: null, codes: [{ name: 'claim', children: [{ name: 'denial' }] }] },
  })),
  command((open) => ({
    command: {
      type: 'moveCode',
      code: codeId(open.project, 'denial'),
      parent: codeId(open.project, 'actor'),
      order: 0,
    },
  })),
  // Under another codebook: a version of it is kept.
  command((open) => ({
    command: { type: 'applyCode', ...spanOf(open, 'The ministry', 'claim') },
    coder: 'Ana',
  })),
  command((open) => ({
    command: {
      type: 'addCodings',
      rows: [0, 60, 120].map((start, i) => ({
        line: i + 2,
        document: titled(open.project, 'Long'),
        coder: i === 0 ? 'Ana' : 'Cem',
        code: 'claim',
        start,
        end: start + 9,
        quote: longText.join('\n').slice(start, start + 9),
        memo: '',
      })),
    },
  })),
  command((open) => ({
    command: { type: 'markDone', document: onlyDocument(open.project), done: true },
    coder: 'Ben',
  })),
  async (open) => {
    const other = copyWithMore(await open.load())
    return open.perform({ type: 'merge', other, knowledge: noKnowledge, choices: {} }, null)
  },
  undo,
  redo,
  command((open) => {
    const { document, id } = firstSegment(open.project, 'Ana')
    return { command: { type: 'deleteSegments', document, segments: [id] }, coder: 'Ana' }
  }),
  command((open) => ({ command: { type: 'deleteCode', code: codeId(open.project, 'actor') } })),
  undo,
  command((open) => ({ command: { type: 'deleteDocument', document: onlyDocument(open.project) } })),
  undo,
  redo,
  command(() => ({ command: { type: 'openComparison' } })),
]

function firstSegment(project: Project, coder: string) {
  return segmentsOf(project, coderId(project, coder), onlyDocument(project))[0]!
}

function titled(project: Project, title: string): string {
  return [...project.documents.values()].find((document) => document.title === title)!.id
}

/** A colleague's copy with a document, a coder and codings of its own. */
function copyWithMore(project: Project): Project {
  const document = onlyDocument(project)
  const withDora = perform(project, [
    { type: 'addCoder', name: 'Dora' },
    { type: 'addDocuments', documents: [newDocument('Four', 'Fourth.')] },
  ])
  const code = codeId(project, 'victim')
  return perform(withDora, [{ type: 'applyCode', document, code, start: 4, end: 12 }], 'Dora')
}
