// A process of its own that works in a project until somebody ends it:
//   node --import tests/stand-in/hook.mjs tests/unit/project/editing.ts FOLDER SEED LOG
// Into LOG it writes, a line each, what the project says after every deed, and how many deeds are acknowledged as saved.
import { appendFileSync } from 'node:fs'
import { isEmpty } from '../../../core/change.ts'
import type { Command } from '../../../core/command.ts'
import { type DocumentId, type Project, segmentsOf } from '../../../core/model.ts'
import { random } from '../../../core/random.ts'
import { Refusal } from '../../../core/refusal.ts'
import { openProject } from '../../../main/project/opening.ts'
import { codeId, coderId, newDocument } from '../sample-project.ts'
import { asWritten } from './as-written.ts'

/** A line of the log. */
export type Told = { readonly after: string } | { readonly saved: number }

const [folder = '', seed = '', log = ''] = process.argv.slice(2)
const { below } = random(Number(seed))
const text = 'The ministry said that it had not been there. '.repeat(12)
let deeds = 0

// At once and with no buffer of ours: what is written outlasts the process.
const tell = (told: Told) => appendFileSync(log, `${JSON.stringify(told)}\n`)

process.send?.('begins')
const open = await openProject(folder)
await open.load()
tell({ after: asWritten(open.project) })
for (;;) {
  // Sometimes faster than the disk.
  for (let more = below(3); more >= 0; more--) await work()
  await open.settled()
  tell({ saved: deeds })
}

/** One deed of a researcher; nothing where the project does not allow it. */
async function work(): Promise<void> {
  const coder = coderId(open.project, below(2) === 0 ? 'Ana' : 'Ben')
  try {
    const kind = below(12)
    if (kind < 2) {
      if ((kind === 0 ? await open.undo(coder) : await open.redo(coder)) === null) return
    } else if (isEmpty((await open.perform(command(open.project, coder), coder)).change)) return
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  // Before the disk can have answered: the journal takes several calls.
  tell({ after: asWritten(open.project) })
  deeds++
}

function command(project: Project, coder: ReturnType<typeof coderId>): Command {
  const document = pick([...project.documents.keys()])
  const [segment] = segmentsOf(project, coder, document).slice(below(5))
  const kind = below(14)
  if (kind === 0)
    return { type: 'addDocuments', documents: [newDocument('Note', `Note ${below(1e9)}. ${text}`)] }
  if (kind === 1 && project.documents.size > 3) return { type: 'deleteDocument', document }
  if (kind === 2) return { type: 'addCodes', parent: null, codes: [{ name: `code ${below(1e6)}` }] }
  if (kind === 3) {
    const code = pick([...project.codes.keys()])
    return { type: 'changeCode', code, changes: { memo: `as of ${below(1e6)}` } }
  }
  if (kind === 4) return { type: 'markDone', document, done: below(2) === 0 }
  if (kind < 7 && segment !== undefined) return { type: 'deleteSegments', document, segments: [segment.id] }
  if (kind < 9 && segment !== undefined) {
    return { type: 'changeSegment', document, segment: segment.id, changes: { memo: `note ${below(1e6)}` } }
  }
  return code(project, document)
}

function code(project: Project, document: DocumentId): Command {
  const start = below(400)
  return { type: 'applyCode', document, code: codeId(project, 'actor'), start, end: start + 1 + below(60) }
}

function pick<T>(all: readonly T[]): T {
  return all[below(all.length)]!
}
