import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { apply, diffOf } from '../../core/change.ts'
import { currentVersion } from '../../core/codebook-version.ts'
import type {
  Code,
  CodeId,
  Coder,
  CoderId,
  DocumentId,
  Project,
  ProjectId,
  Segment,
  SegmentId,
} from '../../core/model.ts'
import { codingsId, emptyProject, unsaid } from '../../core/model.ts'
import { paragraphCount, quoteOf, sha256OfText } from '../../core/text.ts'
import { toJson } from '../../main/project/json-file.ts'
import { contentOf, filesTouched, pathOf } from '../../main/project/layout.ts'

const now = '2026-01-02T03:04:05.000Z'
const coders = ['ana', 'ben'].map((id): Coder => ({ id: id as CoderId, name: id }))
const codes = Array.from(
  { length: 40 },
  (_, n): Code => ({
    ...{
      id: `code-${n}` as CodeId,
      parent: null,
      order: n,
      name: `code ${n}`,
      colour: 1 + (n % 12),
      key: '',
    },
    ...{ definition: 'What it means.', include: '', exclude: '', example: '', counterExample: '' },
    ...{ attributes: [], memo: '' },
  }),
)

/** The shared part: title, coders, codebook. */
export function bareProject(): Project {
  const settings = { id: 'large' as ProjectId, title: 'Large', created: now, blind: false, memo: '' }
  const bare = apply(emptyProject, {
    settings: diffOf({ added: [settings] }),
    coders: diffOf({ added: coders }),
    codes: diffOf({ added: codes }),
  })
  return apply(bare, currentVersion(bare, now).change)
}

/** Document number `n` with so many segments of each coder in it, and its text, put into the project. */
export function withDocument(project: Project, n: number, segments: number): Project {
  const sentence = `On day ${n} the ministry said that a road was closed, and people waited at the border.\n`
  const text = Array.from({ length: 24 }, (_, line) => `${line}. ${sentence}`).join('')
  const document = {
    ...{ id: `report-${n}` as DocumentId, title: `Report ${n}`, order: n, language: 'en' },
    ...{ variables: { outlet: n % 2 === 0 ? 'agency' : 'daily', day: String(n) }, memo: '' },
    source: { name: `report-${n}.txt`, sha256: '0'.repeat(64), encoding: 'utf-8', importer: 'text/1' },
    ...{
      sha256: sha256OfText(text),
      characters: text.length,
      paragraphs: paragraphCount(text),
      imported: now,
    },
  }
  const version = [...project.versions.keys()][0]!
  const added = coders.flatMap(({ id: coder }, at) =>
    Array.from({ length: segments }, (_, m): Segment => {
      const start = (m * 37 + at * 11) % (text.length - 60)
      const end = start + 20 + (m % 40)
      return {
        ...{ id: `s-${n}-${at}-${m}` as SegmentId, document: document.id, coder },
        ...{ code: codes[m % codes.length]!.id, start, end, ...quoteOf(text, start, end) },
        ...{ ...unsaid, version, created: now, changed: now },
      }
    }),
  )
  return apply(project, {
    documents: diffOf({ added: [document] }),
    texts: diffOf({ added: [{ id: document.id, text }] }),
    codings: diffOf({
      added: coders.map(({ id: coder }) => ({
        id: codingsId(coder, document.id),
        ...{ coder, document: document.id, done: true },
      })),
    }),
    segments: diffOf({ added }),
  })
}

/** Writes a project of the documents `from` to `to` (not that one) as files, one document in memory at a time. */
export async function writeLargeProject(
  folder: string,
  { from, to, segments }: { from: number; to: number; segments: number },
): Promise<void> {
  const bare = bareProject()
  await writeFiles(folder, bare)
  for (let n = from; n < to; n++) {
    const { documents, texts, codings, segments: coded } = withDocument(bare, n, segments)
    await writeFiles(folder, { ...emptyProject, documents, texts, codings, segments: coded })
  }
}

async function writeFiles(folder: string, project: Project): Promise<void> {
  const all = <R>(table: ReadonlyMap<string, R>) => diffOf({ added: [...table.values()] })
  const files = filesTouched({
    settings: all(project.settings),
    codes: all(project.codes),
    versions: all(project.versions),
    documents: all(project.documents),
    texts: all(project.texts),
    codings: all(project.codings),
  })
  for (const file of files) {
    const path = pathOf(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, toJson(contentOf(project, file)!))
  }
}
