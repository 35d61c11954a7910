import { SegmentMender } from '../../core/mend-segment.ts'
import { canonical } from '../../core/merge/canonical.ts'
import { format } from '../../core/migration.ts'
import type { CodeId, CoderId, Document } from '../../core/model.ts'
import { type CodingsFile, codingsFile } from '../../core/schema.ts'
import { toJson } from './json-file.ts'
import { segmentRecord } from './layout.ts'

/** What a codings file is about, from elsewhere: its name, its document, the codebook. */
export interface About {
  readonly coder: CoderId
  readonly document: Document
  readonly text: string
  hasCode(code: CodeId): boolean
}

export interface MendedCodings {
  readonly file: CodingsFile
  /** What was done to it, a clause each. */
  readonly done: readonly string[]
  /** Whether something that it said is not in it any more. */
  readonly lost: boolean
}

type Fields = { readonly [key: string]: unknown }
type SegmentRecord = CodingsFile['segments'][number]

/**
 * What is good in a codings file: segments whose place can be found again are put there, and those that can't be
 * told are left out. Undefined where nothing in it can be told.
 */
export function mendCodings(content: string, about: About): MendedCodings | undefined {
  const { coder, document, text } = about
  const read = readAll(content) ?? readByLine(content)
  if (read === undefined || (read.coder ?? coder) !== coder || (read.document ?? document.id) !== document.id)
    return undefined
  const done: string[] = []
  let lost = false
  const leaveOut = (why: string) => {
    done.push(`${why}; it was set aside`)
    lost = true
  }
  const head = { format: read.format ?? format, coder, document: document.id, textSha256: document.sha256 }
  const mender = new SegmentMender(text)
  // In another text the same words may be in the same place by chance.
  const sameText = read.textSha256 === document.sha256
  const kept = new Map<string, SegmentRecord>()
  for (const [index, part] of read.segments.entries()) {
    const segment = segmentIn({ ...head, done: false, segments: [part] })
    if (segment === undefined) {
      leaveOut(`record ${index + 1} can’t be read as a segment`)
      continue
    }
    const twin = kept.get(segment.id)
    if (!about.hasCode(segment.code)) leaveOut(`segment ${segment.id}: there is no code ${segment.code}`)
    else if (twin !== undefined && canonical(twin) !== canonical(segment))
      leaveOut(`segment ${segment.id} stands there twice, and the second says something else`)
    else if (twin !== undefined) done.push(`segment ${segment.id} stood there twice, the same, and does once`)
    else if (sameText && mender.isInPlace(segment)) kept.set(segment.id, segment)
    else {
      const mending = mender.mend(segment)
      if ('why' in mending) leaveOut(`segment ${segment.id} “${segment.quote}”: ${mending.why}`)
      else {
        kept.set(segment.id, mending.segment)
        if (canonical(mending.segment) !== canonical(segment))
          done.push(`segment ${segment.id} ${mending.how}`)
      }
    }
  }
  if (read.cut) {
    done.unshift('what could be read of it by its lines was kept; the file was set aside')
    lost = true
  }
  if (kept.size === 0 && lost) return undefined
  if (!sameText) done.push('it counts in the frozen text again')
  const file: CodingsFile = { ...head, format, done: read.done === true, segments: [...kept.values()] }
  return { file, done, lost }
}

/** As it is written to disk. */
export function codingsJson(file: CodingsFile): string {
  return toJson({ ...file, segments: file.segments.map(segmentRecord) })
}

function segmentIn(file: Fields): SegmentRecord | undefined {
  return codingsFile.safeParse(file).data?.segments[0]
}

/** A codings file as far as it can be told, before anything in it is believed. */
interface Read extends Fields {
  readonly segments: readonly unknown[]
  /** Whether it is not whole. */
  readonly cut: boolean
}

function readAll(content: string): Read | undefined {
  const value = parsed(content) as Fields | undefined
  return Array.isArray(value?.segments) ? { ...value, segments: value.segments, cut: false } : undefined
}

/** Our files have a key a line, and a record a line, so that what is around a damaged line can be read. */
function readByLine(content: string): Read | undefined {
  const head: Record<string, unknown> = {}
  const segments: unknown[] = []
  for (const line of content.split('\n')) {
    const bare = line.replace(/,\s*$/, '')
    const record = bare.startsWith('{') ? parsed(bare) : undefined
    if (record !== undefined) segments.push(record)
    else if (bare.startsWith('"')) Object.assign(head, parsed(`{${bare}}`))
  }
  return segments.length === 0 ? undefined : { ...head, segments, cut: true }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/**
 * A codings file with the segments that are only in its conflict copy; of one that is in both, the later change is
 * kept.
 */
export function takeInCopy(
  original: CodingsFile,
  copy: CodingsFile,
): { readonly file: CodingsFile; readonly done: readonly string[]; readonly lost: boolean } {
  const segments = new Map(original.segments.map((segment) => [segment.id, segment]))
  const same = (a: SegmentRecord, b: SegmentRecord) => canonical(a) === canonical(b)
  const done: string[] = []
  let added = 0
  let lost = false
  for (const segment of copy.segments) {
    const mine = segments.get(segment.id)
    if (mine === undefined) added++
    else if (same(mine, segment)) continue
    else {
      const later = segment.changed > mine.changed
      const whose = later
        ? 'the copy’s was changed later and is kept'
        : 'this file’s was changed later and is kept'
      done.push(`segment ${segment.id} is another in the copy: ${whose}; the other was set aside`)
      if (!later) continue
      lost = true
    }
    segments.set(segment.id, segment)
  }
  if (added > 0)
    done.unshift(`${added === 1 ? 'a segment' : `${added} segments`} of its conflict copy came in`)
  const places = [...segments.values()].sort((a, b) => a.start - b.start || b.end - a.end)
  return { file: { ...original, segments: places }, done, lost }
}
