import { format } from '../../core/migration.ts'
import type { CodeId, CoderId, DocumentId, VersionId } from '../../core/model.ts'
import { documentFile, textFile } from '../../core/schema.ts'
import { checkLog } from './check-history.ts'
import type { Disk } from './disk.ts'
import { Draft, type Mended } from './draft.ts'
import { examine, type Findings } from './examine.ts'
import { type LastKnown, lastKnown } from './last-known.ts'
import { isHistoryName, journalName } from './layout.ts'
import { lockName } from './lock.ts'
import { codingsJson, type MendedCodings, mendCodings, takeInCopy } from './mend-codings.ts'
import {
  mendCode,
  mendCodebook,
  mendCoder,
  mendDocument,
  mendProjectFile,
  mendVersion,
  readCodes,
} from './mend-shared.ts'

export interface RepairPlan {
  /** What files are to say; null: they are to go. */
  readonly rewrites: ReadonlyMap<string, string | null>
  /** Files of which something is taken away: they are to be kept as they are in another place. */
  readonly aside: ReadonlySet<string>
  readonly done: readonly Mended[]
  /** What would still be wrong. */
  readonly left: Findings['problems']
}

/** Mending one file may bring others into reach: a document its codings, and those the codes they have. */
const rounds = 6

/** What can honestly be mended in a project, and what can't. Reads everything that is wrong; writes nothing. */
export async function planRepair(disk: Disk, root: string): Promise<RepairPlan> {
  const draft = new Draft(disk, root)
  const known = await lastKnown(disk, root)
  let left = (await examine(draft.disk, root)).problems
  for (let round = 0; round < rounds && left.length > 0; round++) {
    const before = draft.done.length
    for (const problem of left) await mend(draft, problem, known)
    if (draft.done.length === before) break
    left = (await examine(draft.disk, root)).problems
  }
  const { rewrites, aside, done } = draft
  return { rewrites, aside, done, left }
}

async function mend(
  draft: Draft,
  { file, copyOf }: Findings['problems'][number],
  known: LastKnown,
): Promise<void> {
  const [folder, first = '', second] = file.replace(/\.json$/, '').split('/')
  // A newer program knows better what is in it.
  if (isOfNewerFormat(await draft.read(file))) return
  if (copyOf !== undefined) return mendCopy(draft, file, copyOf)
  if (file === journalName)
    return draft.put(file, null, ['can’t be read, so what it was to write was left; it was set aside'], true)
  if (file === 'project.json') return mendProjectFile(draft, known)
  if (file === 'codebook.json') return mendCodebook(draft, known)
  if (isHistoryName(file)) return mendLog(draft, file)
  if (folder === 'versions') return mendVersion(draft, first as VersionId)
  const document = (folder === 'codings' ? second : first) as DocumentId | undefined
  if (document === undefined) return
  if (wasDeleted(known, document)) return putAway(draft, file)
  if (folder === 'documents' || folder === 'texts') return mendDocument(draft, document, known)
  if (folder !== 'codings') return
  await mendCoder(draft, first as CoderId, known)
  await mendWork(draft, file, first as CoderId, document, known)
}

function isOfNewerFormat(content: string | undefined): boolean {
  const number = (text: string | undefined) => Number(/"?intercoder\/(\d+)/.exec(text ?? '')?.[1] ?? 0)
  return number(content?.slice(0, 200)) > number(format)
}

function wasDeleted({ documents, project }: LastKnown, id: DocumentId): boolean {
  return documents.has(id) && !project.documents.has(id)
}

async function putAway(draft: Draft, file: string): Promise<void> {
  if ((await draft.read(file)) === undefined) return
  draft.put(file, null, ['its document was deleted, so it was set aside'], true)
}

/** The lines that can be read stay. */
async function mendLog(draft: Draft, file: string): Promise<void> {
  const content = await draft.read(file)
  if (content === undefined) return
  const { good, bad } = checkLog(file, Buffer.from(content))
  if (bad === 0) return
  const lines = bad === 1 ? 'a line' : `${bad} lines`
  draft.put(
    file,
    good.map((line) => `${line}\n`).join(''),
    [`${lines} that can’t be read went; the file was set aside`],
    true,
  )
}

async function mendWork(
  draft: Draft,
  file: string,
  coder: CoderId,
  document: DocumentId,
  known: LastKnown,
): Promise<void> {
  const mended = await goodWork(draft, file, coder, document, known)
  if (mended === undefined || mended.done.length === 0) return
  draft.put(file, codingsJson(mended.file), mended.done, mended.lost)
}

/** What is good in a codings file; undefined where that can't be told, or not yet. */
async function goodWork(
  draft: Draft,
  file: string,
  coder: CoderId,
  id: DocumentId,
  known: LastKnown | undefined,
): Promise<MendedCodings | undefined> {
  const content = await draft.read(file)
  const document = (await draft.parse(`documents/${id}.json`, documentFile))?.document
  const text = (await draft.parse(`texts/${id}.json`, textFile))?.lines.join('\n')
  if (content === undefined || document === undefined || text === undefined) return undefined
  if (known !== undefined) {
    for (const code of codesIn(content)) await mendCode(draft, code, known)
  }
  const codes = await readCodes(draft)
  if (codes === undefined) return undefined
  return mendCodings(content, { coder, document, text, hasCode: (code) => codes.has(code) })
}

function codesIn(content: string): CodeId[] {
  const found = [...content.matchAll(/"code":\s*"([a-z0-9-]+)"/g)].map(([, code]) => code as CodeId)
  return [...new Set(found)]
}

/**
 * Segments of a conflict copy of codings come in; a copy that says nothing else goes away. In what other copies
 * differ, a person must choose.
 */
async function mendCopy(draft: Draft, file: string, copyOf: string): Promise<void> {
  const content = await draft.read(file)
  if (content === undefined) return
  const [folder, coder, id] = copyOf.replace(/\.json$/, '').split('/')
  if (folder === 'codings') return mendCopyOfWork(draft, file, copyOf, coder as CoderId, id as DocumentId)
  const isOver = copyOf === lockName || copyOf === journalName
  if (!isOver && content !== (await draft.read(copyOf))) return
  draft.put(file, null, [isOver ? 'was set aside' : `says the same as ${copyOf}, so it was set aside`], true)
}

async function mendCopyOfWork(
  draft: Draft,
  file: string,
  copyOf: string,
  coder: CoderId,
  document: DocumentId,
): Promise<void> {
  const copy = await goodWork(draft, file, coder, document, undefined)
  if (copy === undefined) return
  if ((await draft.read(copyOf)) === undefined) {
    draft.put(copyOf, codingsJson(copy.file), ['was made again out of its conflict copy', ...copy.done])
  } else {
    // Where it is damaged itself, it is mended first.
    const mine = await goodWork(draft, copyOf, coder, document, undefined)
    if (mine === undefined || mine.done.length > 0) return
    const taken = takeInCopy(mine.file, copy.file)
    if (taken.done.length > 0) draft.put(copyOf, codingsJson(taken.file), taken.done, taken.lost)
  }
  draft.put(file, null, [...copy.done, 'was set aside, after what is only in it was taken in'], true)
}
