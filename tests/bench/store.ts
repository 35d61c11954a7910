import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import type { CoderId, Document, Segment } from '../../core/model.ts'
import { check } from '../../main/project/check.ts'
import { disk } from '../../main/project/disk.ts'
import type { OpenProject } from '../../main/project/open-project.ts'
import { openProject } from '../../main/project/opening.ts'
import { readProject } from '../../main/project/read-project.ts'
import { type Figure, figure } from './figure.ts'
import { writeLargeProject } from './large-project.ts'

/** 10,000 documents and 1,000,000 segments, unless a smaller number is asked for. */
const documents = Number(process.env.INTERCODER_BENCH_DOCUMENTS ?? 10_000)
const segments = 50
const ana = 'ana' as CoderId

/** What the store does with a large project, against rewriting one JSON file of the same project through lowdb's own JSONFile. */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-bench-store-'))
  try {
    const [whole, first, second] = ['whole', 'first', 'second'].map((name) => join(folder, name))
    const half = documents / 2
    await writeLargeProject(whole!, { from: 0, to: documents, segments })
    await writeLargeProject(first!, { from: 0, to: half, segments })
    await writeLargeProject(second!, { from: half, to: documents, segments })
    // First, while nothing else has been in memory.
    const merged = await mergeOf(first!, second!)
    const opened = await open(whole!)
    const rewritten = await rewriteOneFile(whole!, folder)
    return [
      figure('store.open', opened.open, 's'),
      figure('store.open-document', opened.openDocument, 's'),
      figure('store.save-segment', opened.save, 's', {
        name: `lowdb JSONFile of a quarter of it, ${rewritten.size} MB`,
        value: rewritten.seconds,
      }),
      figure('store.memory', opened.memory, 'MB'),
      figure('store.check', await timed(() => check(whole!)), 's'),
      figure('store.merge', merged.seconds, 's'),
      figure('store.merge-memory', merged.memory, 'MB'),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opening to the list of documents, opening one, and saving one segment until it is on disk. */
async function open(folder: string) {
  const before = process.memoryUsage().rss
  const start = performance.now()
  const project = await openProject(folder)
  const list = [...project.project.documents.values()]
  const opened = performance.now()
  const document = list[Math.floor(list.length / 2)]!
  await project.load([document.id])
  const read = performance.now()
  const runs = 20
  for (let n = 0; n < runs; n++) await codeOne(project, document, n)
  const saved = performance.now()
  const memory = (process.memoryUsage().rss - before) / 1e6
  await project.close()
  return {
    open: (opened - start) / 1000,
    openDocument: (read - opened) / 1000,
    save: (saved - read) / 1000 / runs,
    memory,
  }
}

async function codeOne(project: OpenProject, { id: document }: Document, n: number): Promise<void> {
  const code = [...project.project.codes.keys()][n]!
  await project.dispatch({ type: 'applyCode', document, code, start: 3 + n, end: 30 + n }, ana)
}

/** The part of the project that lowdb writes as one file: the whole is longer than a string of JavaScript can be. */
const part = 4

/** Seconds to write the documents, texts and segments of a part of the project as one file. */
async function rewriteOneFile(folder: string, beside: string): Promise<{ seconds: number; size: number }> {
  const project = await openProject(folder)
  const some = [...project.project.documents.keys()].slice(0, Math.ceil(documents / part))
  const { documents: table, texts, segments: coded } = await project.load(some)
  const path = join(beside, 'one.json')
  const all: Segment[] = [...coded.values()].flatMap((own) => [...own.values()])
  const db = new Low(new JSONFile<object>(path), {
    documents: some.map((id) => table.get(id)!),
    texts: [...texts.values()],
    segments: all,
  })
  const seconds = await timed(() => db.write())
  await project.close()
  return { seconds, size: Math.round((await stat(path)).size / 1e6) }
}

/** Seconds that a merge takes whose copies are read already, and the most memory that reading and merging them takes. */
async function mergeOf(mine: string, other: string): Promise<{ seconds: number; memory: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  const project = await openProject(mine)
  const { project: theirs } = await readProject(disk, other)
  const knowledge = { mine: [], other: [] }
  await project.load()
  const seconds = await timed(() =>
    project.dispatch({ type: 'merge', other: theirs, knowledge, choices: {} }, null),
  )
  clearInterval(watch)
  await project.close()
  return { seconds, memory: (most - before) / 1e6 }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
