import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import type { Command } from '../../../core/command.ts'
import type { OpenProject } from '../../../main/project/open-project.ts'
import { codeId, coderId, hospitalText, newDocument, onlyDocument } from '../sample-project.ts'

/** Tests with a folder of their own that is gone afterwards. */
export const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'intercoder-test-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
})

export const codes = [
  { name: 'actor', key: 'a', children: [{ name: 'state' }] },
  { name: 'casualty', key: 'k' },
]

/** One step of a scripted session: what is done, and as whom. */
export type ScriptStep = (open: OpenProject) => { command: Command; coder?: string }

/** A session that touches every kind of file, alone and several at once. */
export const script: readonly ScriptStep[] = [
  () => ({ command: { type: 'addCoder', name: 'Ana' } }),
  () => ({ command: { type: 'addCoder', name: 'Ben' } }),
  () => ({ command: { type: 'addDocuments', documents: [newDocument('Report', hospitalText)] } }),
  (open) => ({ command: { type: 'applyCode', ...spanOf(open, 'The hospital', 'actor') }, coder: 'Ana' }),
  (open) => ({ command: { type: 'applyCode', ...spanOf(open, 'two were hurt', 'casualty') }, coder: 'Ana' }),
  (open) => ({ command: { type: 'applyCode', ...spanOf(open, 'hospital', 'state') }, coder: 'Ben' }),
  () => ({
    command: {
      type: 'addDocuments',
      documents: [newDocument('Two', 'Second.'), newDocument('Three', 'Third.')],
    },
  }),
  (open) => ({
    command: { type: 'changeCode', code: codeId(open.project, 'casualty'), changes: { name: 'victim' } },
  }),
  (open) => ({ command: { type: 'deleteCode', code: codeId(open.project, 'actor') } }),
  (open) => ({
    command: { type: 'markDone', document: onlyDocument(open.project), done: true },
    coder: 'Ben',
  }),
  (open) => ({ command: { type: 'deleteDocument', document: onlyDocument(open.project) } }),
  () => ({ command: { type: 'openComparison' } }),
]

export function spanOf(open: OpenProject, quote: string, code: string) {
  const start = hospitalText.indexOf(quote)
  return {
    document: onlyDocument(open.project),
    code: codeId(open.project, code),
    start,
    end: start + quote.length,
  }
}

export async function play(open: OpenProject, step: ScriptStep): Promise<void> {
  const { command, coder } = step(open)
  await open.dispatch(command, coder === undefined ? null : coderId(open.project, coder))
}
