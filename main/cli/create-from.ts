import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { languageTag } from '../../core/commands/document.ts'
import type { Counting, PositionUnit } from '../../core/exchange/positions.ts'
import type { ProjectDraft, ReadReport } from '../../core/exchange/refi-qda/draft.ts'
import { readQdpx } from '../../core/exchange/refi-qda/read.ts'
import { Refusal } from '../../core/refusal.ts'
import { fillNew } from '../exchange/new-project.ts'
import { countingOf } from '../exchange/project-part.ts'
import { disk } from '../project/disk.ts'
import { readBytes } from '../text-file.ts'
import { complain, type ExitCode, type Given, type Io, printJson, UsageError } from './command.ts'

/** Makes a project out of another program's export, or only says what it would be. */
export async function createFrom(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  if (given.has('codebook')) throw new UsageError('create', '--codebook and --from exclude each other')
  if (!/\.qdpx$/i.test(file)) {
    throw new Refusal(
      'invalid',
      `${file}: a project of another program is a .qdpx file; export it as REFI-QDA there`,
    )
  }
  const root = resolve(io.cwd, folder)
  if ((await disk.list(root)).length > 0)
    throw new Refusal('taken', `${folder}: the folder is not empty; choose a new or an empty one`)
  const { draft, report } = readQdpx(basename(file), await readBytes(resolve(io.cwd, file), file), {
    now: new Date().toISOString(),
    newId: () => randomUUID().replaceAll('-', '').slice(0, 12),
    language: languageTag(given.value('language') ?? 'en'),
    ...countingGiven(given),
  })
  const named = { ...draft, title: given.value('name') ?? draft.title }
  if (!given.has('dry-run')) await (await fillNew(root, named)).close()
  if (given.has('json')) printJson(io, jsonOf(named, report))
  else io.out(textOf(folder, named, report, given.has('dry-run')))
  if (report.unplaced.length > 0)
    complain(io, `${file}: ${report.unplaced.length} codings have no place in a text; the report lists them`)
  return 0
}

function countingGiven(given: Given): { counting?: Partial<Counting> } {
  const [unit, lineEnd] = [given.value('positions'), given.value('line-ends')]
  if (unit !== undefined && !['utf-16', 'code-points', 'utf-8'].includes(unit))
    throw new UsageError('create', `positions count utf-16, code-points or utf-8, not “${unit}”`)
  if (lineEnd !== undefined && lineEnd !== '1' && lineEnd !== '2')
    throw new UsageError('create', `a line end counts as 1 or 2, not “${lineEnd}”`)
  return countingOf({
    ...(unit === undefined ? {} : { unit: unit as PositionUnit }),
    ...(lineEnd === undefined ? {} : { lineEnd: Number(lineEnd) as 1 | 2 }),
  })
}

function jsonOf({ title, coders, codes, documents, segments }: ProjectDraft, report: ReadReport) {
  const sizes = {
    coders: coders.length,
    codes: codes.length,
    documents: documents.length,
    codings: segments.length,
  }
  return { format: 'intercoder-import/1', title, ...sizes, ...report }
}

/** The report in words: what came in, how positions were read, what was lost and what has no place. */
function textOf(folder: string, draft: ProjectDraft, report: ReadReport, dry: boolean): string {
  const { coders, codes, documents, segments } = draft
  const origin = report.origin === '' ? 'a program that is not named' : report.origin
  const lines = [
    `${folder}: ${dry ? 'would be ' : ''}a project from ${origin} with ${documents.length} documents, ${codes.length} codes, ${coders.length} coders, ${segments.length} codings`,
    ...report.positions.filter(({ selections }) => selections > 0).map(positionsLine),
    ...report.losses.map(({ what, count }) => `  ${count} ${what}`),
    ...(report.unplaced.length > 0 ? [`  ${report.unplaced.length} codings have no place:`] : []),
    ...report.unplaced.map(
      ({ source, code, coder, where, words, why }) =>
        `    ${source}, ${where}: ${code} by ${coder}${words === '' ? '' : ` on “${words.slice(0, 60)}”`}; ${why}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

const unitNames = { 'utf-16': 'UTF-16 code units', 'code-points': 'code points', 'utf-8': 'UTF-8 bytes' }

function positionsLine({ document, counting, evidence, onBorders }: ReadReport['positions'][number]): string {
  const details = [
    `CRLF as ${counting.lineEnd}`,
    ...(counting.mark ? ['the byte order mark counted'] : []),
    ...(counting.inclusive ? ['ends inclusive'] : []),
  ]
  const share =
    onBorders === undefined ? '' : `, ${Math.round(100 * onBorders)} % of the ends on a word’s border`
  return `  ${document}: positions read as ${unitNames[counting.unit]}, ${details.join(', ')} (by ${evidence}${share})`
}
