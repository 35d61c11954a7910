import { createHash } from 'node:crypto'
import { codesInOrder } from '../../core/codebook.ts'
import { codebookOf, versionIdOf } from '../../core/codebook-version.ts'
import { linkTypesInOrder } from '../../core/links.ts'
import { format } from '../../core/migration.ts'
import type {
  Code,
  CodebookVersion,
  CodeId,
  CoderId,
  Document,
  DocumentId,
  VersionId,
} from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import {
  codebookFile,
  documentFile,
  projectFile,
  type TextFile,
  textFile,
  versionFile,
} from '../../core/schema.ts'
import { backupsFolder, listBackups } from './backup.ts'
import { type Draft, parsedOrNone } from './draft.ts'
import { toJson } from './json-file.ts'
import type { LastKnown } from './last-known.ts'
import { codesOf } from './references.ts'

/** What can be had again of the files that everybody's work refers to: out of the history, and by hashes out of backups. */

/** project.json that can't be read, as the history says it was left. */
export async function mendProjectFile(draft: Draft, { project }: LastKnown): Promise<void> {
  const file = 'project.json'
  if ((await draft.parse(file, projectFile)) !== undefined) return
  const [settings] = project.settings.values()
  if (settings === undefined) return
  const content = toJson({ format, settings, coders: [...project.coders.values()] })
  await putAgain(
    draft,
    file,
    content,
    'was made again out of the history, with the title and coders it tells of',
  )
}

/** codebook.json that can't be read or does not hold together, as the history says it was left. */
export async function mendCodebook(draft: Draft, { project }: LastKnown): Promise<void> {
  const file = 'codebook.json'
  if ((await readCodes(draft)) !== undefined || project.settings.size === 0) return
  const content = codebookJson(project)
  if (sound(content) === undefined) return
  await putAgain(
    draft,
    file,
    content,
    `was made again out of the history, with the ${project.codes.size} codes it tells of`,
  )
}

/** A file that was damaged or missing is another now. */
async function putAgain(draft: Draft, file: string, content: string, what: string): Promise<void> {
  const wasThere = (await draft.read(file)) !== undefined
  draft.put(file, content, [wasThere ? `${what}; the damaged file was set aside` : what], wasThere)
}

/** The codes, where codebook.json can be read. */
export async function readCodes(draft: Draft): Promise<ReadonlyMap<CodeId, Code> | undefined> {
  const content = await draft.read('codebook.json')
  return content === undefined ? undefined : sound(content)
}

function sound(content: string): ReadonlyMap<CodeId, Code> | undefined {
  const found = parsedOrNone('codebook.json', content, codebookFile)
  try {
    return found && codesOf(found)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function codebookJson(project: Pick<LastKnown['project'], 'codes' | 'linkTypes'>): string {
  const codes = codesInOrder(project.codes).map(({ code }) => code)
  return toJson({ format, codes, linkTypes: linkTypesInOrder(project) })
}

/** A coder whose work is there and who is not in project.json any more. */
export async function mendCoder(draft: Draft, id: CoderId, { coders }: LastKnown): Promise<void> {
  const found = await draft.parse('project.json', projectFile)
  if (found === undefined || found.coders.some((coder) => coder.id === id)) return
  const known = coders.get(id)?.name ?? id
  const name = found.coders.some((coder) => coder.name === known) ? `${known} (${id})` : known
  const content = toJson({ ...found, coders: [...found.coders, { id, name }] })
  draft.put('project.json', content, [`the coder ${name} is in it again, whose codings are there`])
}

/** A code that segments have and that is not in the codebook any more. */
export async function mendCode(draft: Draft, id: CodeId, { codes }: LastKnown): Promise<void> {
  const code = codes.get(id)
  const found = await draft.parse('codebook.json', codebookFile)
  const there = await readCodes(draft)
  if (code === undefined || found === undefined || there === undefined || there.has(id)) return
  const all = [...there.values()]
  const parent = code.parent !== null && there.has(code.parent) ? code.parent : null
  const siblings = all.filter((other) => other.parent === parent)
  const name = siblings.some((other) => other.name === code.name) ? `${code.name} (${id})` : code.name
  const key = all.some((other) => other.key === code.key) ? '' : code.key
  const again = { ...code, parent, name, key, order: siblings.length }
  const linkTypes = new Map(found.linkTypes.map((linkType) => [linkType.id, linkType]))
  const content = codebookJson({ codes: new Map([...there, [id, again]]), linkTypes })
  draft.put('codebook.json', content, [`the code ${name} is in it again, which segments have`])
}

/** The record and the text of a document that goes by its hash, from wherever they can be had. */
export async function mendDocument(draft: Draft, id: DocumentId, known: LastKnown): Promise<void> {
  const record = (await draft.parse(`documents/${id}.json`, documentFile))?.document as Document | undefined
  const document = record?.id === id ? record : known.documents.get(id)
  if (document === undefined) return
  const own = await draft.parse(`texts/${id}.json`, textFile)
  const isRight = own !== undefined && hashOf(own.lines) === document.sha256
  const text = isRight ? undefined : await textByHash(draft, document)
  if (!isRight && text === undefined) return
  if (record !== document) {
    const content = toJson({ format, document })
    await putAgain(draft, `documents/${id}.json`, content, 'was made again out of the history')
  }
  if (text !== undefined) {
    const content = toJson({ format, document: id, sha256: document.sha256, lines: text.lines })
    await putAgain(
      draft,
      `texts/${id}.json`,
      content,
      `was taken ${text.from}; its hash says it is the frozen text`,
    )
  }
}

/** The frozen text, out of the damaged file itself or a backup. */
async function textByHash(
  draft: Draft,
  { id, sha256 }: Document,
): Promise<{ lines: readonly string[]; from: string } | undefined> {
  for (const { content, from } of await candidates(draft, `texts/${id}.json`)) {
    const lines = (parsed(content) as Partial<TextFile> | undefined)?.lines
    const isText = Array.isArray(lines) && lines.every((line) => typeof line === 'string')
    if (isText && hashOf(lines) === sha256) return { lines, from }
  }
  return undefined
}

/** A version of the codebook goes by the hash of what it says. */
export async function mendVersion(draft: Draft, id: VersionId): Promise<void> {
  const file = `versions/${id}.json`
  const versions = new Map<VersionId, CodebookVersion>()
  for (const name of await draft.names('versions')) {
    const version = (await draft.parse(`versions/${name}`, versionFile))?.version as
      | CodebookVersion
      | undefined
    if (version !== undefined) versions.set(version.id, version)
  }
  for (const { content, from } of await candidates(draft, file)) {
    const version = parsedOrNone(file, content, versionFile)?.version as CodebookVersion | undefined
    if (version?.id !== id) continue
    const state = codebookOf(new Map([...versions, [id, version]]), id)
    if (state === undefined || versionIdOf(state) !== id) continue
    return putAgain(draft, file, content, `was taken ${from}; its hash says it is the version that was kept`)
  }
}

/** What a file says, and what it said in the backups, the newest first. */
async function candidates(draft: Draft, file: string): Promise<{ content: string; from: string }[]> {
  const places = [
    { path: file, from: 'from what is left of it' },
    ...(await listBackups(draft.disk, draft.root)).map(({ name }) => ({
      path: `${backupsFolder}/${name}/${file}`,
      from: `from the backup ${name}`,
    })),
  ]
  const found = await Promise.all(
    places.map(async ({ path, from }) => ({ content: await draft.read(path), from })),
  )
  return found.flatMap(({ content, from }) => (content === undefined ? [] : [{ content, from }]))
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex')
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
