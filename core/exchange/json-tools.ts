import type { FoundCoding, FoundCodings } from './found.ts'
import { LossCount } from './loss.ts'

type Json = Record<string, unknown>

/**
 * Records of doccano, Prodigy and spaCy: a text with stretches of it, in code points. doccano lets people name the
 * columns, so the one with a text and the one with `[start, end, label]` are found by what is in them.
 */
export function readTextRecords(records: readonly unknown[]): FoundCodings {
  const losses = new LossCount()
  const codings = records.flatMap((record, n) => codingsOfRecord(record, n + 1, losses))
  return { codings, losses: losses.list }
}

function codingsOfRecord(record: unknown, line: number, losses: LossCount): FoundCoding[] {
  const object = Array.isArray(record) && isObject(record[1]) ? { text: record[0], ...record[1] } : record
  if (!isObject(object)) return []
  const text = textIn(object)
  if (text === undefined) {
    losses.add('records have no text and were left out')
    return []
  }
  losses.add('relations were left out', Array.isArray(object.relations) ? object.relations.length : 0)
  const meta = isObject(object.meta) ? object.meta : {}
  const documents = [object.document, meta.document, object.title, meta.title].filter(
    (name) => typeof name === 'string',
  )
  const coder = [object.coder, meta.coder, object.annotator, object._annotator_id].find(
    (name) => typeof name === 'string',
  )
  return spansIn(object).map(({ start, end, label }) => ({
    ...{ line, documents, text, coder, code: label, memo: '', start, end, unit: 'code-points' as const },
  }))
}

function textIn(record: Json): string | undefined {
  if (typeof record.text === 'string') return record.text
  const texts = Object.values(record).filter((value) => typeof value === 'string')
  return texts.sort((a, b) => b.length - a.length)[0]
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly label: string
}

function spansIn(record: Json): Stretch[] {
  const lists = [record.label, record.labels, record.entities, record.spans, ...Object.values(record)]
  for (const list of lists) {
    if (!Array.isArray(list) || list.length === 0) continue
    const spans = list.flatMap((item) => stretchOf(item) ?? [])
    if (spans.length === list.length) return spans
  }
  return []
}

function stretchOf(item: unknown): Stretch | undefined {
  const [start, end, label] = Array.isArray(item)
    ? item
    : isObject(item)
      ? [item.start ?? item.start_offset, item.end ?? item.end_offset, item.label]
      : []
  return typeof start === 'number' && typeof end === 'number' && typeof label === 'string'
    ? { start, end, label }
    : undefined
}

/** Tasks of Label Studio with their annotations (or the flat form JSON_MIN), in UTF-16 code units. */
export function readLabelStudio(tasks: readonly unknown[]): FoundCodings {
  const losses = new LossCount()
  const codings = tasks.flatMap((task, n) => (isObject(task) ? codingsOfTask(task, n + 1, losses) : []))
  return { codings, losses: losses.list }
}

function codingsOfTask(task: Json, line: number, losses: LossCount): FoundCoding[] {
  const data = isObject(task.data) ? task.data : task
  const text = textIn(data)
  const documents = [data.document, data.title, data.name].filter((name) => typeof name === 'string')
  const given = { line, documents, ...(text === undefined ? {} : { text }) }
  if (Array.isArray(task.label))
    return task.label.flatMap((value) =>
      regionCodings(value, { ...given, coder: undefined, memo: '' }, losses),
    )
  const works = Array.isArray(task.annotations) ? task.annotations : []
  return works.filter(isObject).flatMap((work) => {
    const regions = Array.isArray(work.result) ? work.result : []
    return regions.flatMap((region) => {
      const value = isObject(region) && region.type === 'labels' ? region.value : undefined
      return regionCodings(value, { ...given, coder: coderOf(work), memo: memoOf(region) }, losses)
    })
  })
}

function regionCodings(value: unknown, given: Omit<FoundCoding, 'code'>, losses: LossCount): FoundCoding[] {
  const offsets = isObject(value) && isObject(value.globalOffsets) ? value.globalOffsets : value
  const labels = isObject(value) ? value.labels : undefined
  if (
    !isObject(value) ||
    !isObject(offsets) ||
    typeof offsets.start !== 'number' ||
    typeof offsets.end !== 'number' ||
    !Array.isArray(labels)
  ) {
    losses.add('regions are no stretches of text (such as areas of a picture) and were left out')
    return []
  }
  const place = { start: offsets.start, end: offsets.end, unit: 'utf-16' as const }
  const quote = typeof value.text === 'string' ? { quote: value.text } : {}
  return labels.map((label) => ({ ...given, ...place, ...quote, code: String(label) }))
}

function coderOf({ coder, completed_by: by }: Json): string | undefined {
  if (typeof coder === 'string') return coder
  if (!isObject(by)) return undefined
  const name = [by.first_name, by.last_name]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ')
  return name !== '' ? name : typeof by.email === 'string' && by.email !== '' ? by.email : undefined
}

function memoOf(region: unknown): string {
  const text = isObject(region) && isObject(region.meta) ? region.meta.text : undefined
  return Array.isArray(text) ? text.join('\n') : ''
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
