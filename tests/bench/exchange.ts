import { apply, diffOf } from '../../core/change.ts'
import { decide } from '../../core/command.ts'
import { writeDatasetCsv } from '../../core/exchange/dataset.ts'
import { readQdpx } from '../../core/exchange/refi-qda/read.ts'
import { writeQdpx } from '../../core/exchange/refi-qda/write.ts'
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
import { type Figure, figure, seconds } from './figure.ts'

const characters = 1_000_000
const segments = 20_000
const now = '2026-01-02T03:04:05.000Z'
const program = { name: 'Intercoder', version: '0' }

/** A 32-bit linear congruential generator, draw = state >> 8, as in the other benches. */
function lcg(seed: number): () => number {
  let x = seed
  return () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return x >>> 8
  }
}

/** One document with words that do not repeat in a cycle, and some emoji, as interviews have them. */
function textOf(draw: () => number): string {
  const words = [
    'ministry',
    'said',
    'that',
    'the',
    'road',
    'was',
    'closed',
    'on',
    'Monday',
    'people',
    'waited',
    '😀',
  ]
  let text = ''
  while (text.length < characters) text += words[draw() % words.length]! + (draw() % 12 === 0 ? '.\n' : ' ')
  return text.slice(0, characters).toWellFormed()
}

/** A large project: one text, two coders, fifty codes. */
function corpus(): Project {
  const draw = lcg(11)
  const text = textOf(draw)
  const document = {
    ...{
      id: 'report-1' as DocumentId,
      title: 'Report',
      order: 0,
      language: 'en',
      variables: { outlet: 'agency' },
      memo: '',
    },
    source: { name: 'report.txt', sha256: '0'.repeat(64), encoding: 'utf-8', importer: 'text/1' },
    ...{
      sha256: sha256OfText(text),
      characters: text.length,
      paragraphs: paragraphCount(text),
      imported: now,
    },
  }
  const coders = ['a', 'b'].map((id): Coder => ({ id: id as CoderId, name: `Coder ${id}` }))
  const codes = Array.from(
    { length: 50 },
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
  const all = Array.from({ length: segments }, (_, n): Segment => {
    const start = safe(text, draw() % (characters - 200))
    const end = safe(text, start + 20 + (draw() % 100))
    return {
      ...{
        id: `segment-${n}` as SegmentId,
        document: document.id,
        coder: coders[n % 2]!.id,
        code: codes[draw() % 50]!.id,
      },
      ...{
        start,
        end,
        ...quoteOf(text, start, end),
        ...unsaid,
        version: null,
        memo: n % 20 === 0 ? 'A memo.' : '',
        created: now,
        changed: now,
      },
    }
  })
  const settings = { id: 'p-1' as ProjectId, title: 'Bench', created: now, blind: false, memo: '' }
  return apply(emptyProject, {
    settings: diffOf({ added: [settings] }),
    coders: diffOf({ added: coders }),
    codes: diffOf({ added: codes }),
    documents: diffOf({ added: [document] }),
    texts: diffOf({ added: [{ id: document.id, text }] }),
    codings: diffOf({
      added: coders.map(({ id }) => ({
        id: codingsId(id, document.id),
        coder: id,
        document: document.id,
        done: false,
      })),
    }),
    segments: diffOf({ added: all }),
  })
}

/** Not inside a surrogate pair. */
function safe(text: string, offset: number): number {
  const unit = text.charCodeAt(offset)
  return unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset
}

/** Reading ends with a project in memory, as it is before it is written to disk. */
function readIn(bytes: Uint8Array): Project {
  let made = 0
  const newId = () => `${made++}`.padStart(12, '0')
  const { draft, report } = readQdpx('bench.qdpx', bytes, { now, newId, language: 'en' })
  if (report.unplaced.length > 0 || draft.segments.length < segments - 100)
    throw new Error('not everything came in')
  const settings = { id: 'p-2' as ProjectId, title: 'In', created: now, blind: true, memo: '' }
  const bare = apply(emptyProject, { settings: diffOf({ added: [settings] }) })
  const { change } = decide(bare, { type: 'fillProject', draft }, { coder: null, now, newId })
  return apply(bare, change)
}

/** Quoted figures are those of issue 6, measured on the same corpus size elsewhere. */
export async function bench(): Promise<Figure[]> {
  const project = corpus()
  const out = await seconds(() => writeQdpx(project, {}, { program }))
  const { bytes } = writeQdpx(project, {}, { program })
  const back = await seconds(() => readIn(bytes))
  const csv = await seconds(() => writeDatasetCsv(project))
  return [
    figure('exchange.qdpx-out-1000000x20000', out, 's', { name: 'QualCoder (quoted)', value: 6.1 }),
    figure('exchange.qdpx-in-1000000x20000', back, 's', { name: 'limit', value: 0.6 }),
    figure('exchange.csv-out-1000000x20000', csv, 's', { name: 'limit', value: 0.3 }),
    figure('exchange.qdpx-size', bytes.length / 1e6, 'MB'),
    figure('exchange.memory', process.memoryUsage.rss() / 1e9, 'GB'),
  ]
}
