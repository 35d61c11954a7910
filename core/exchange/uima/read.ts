import { Refusal } from '../../refusal.ts'
import type { FoundCoding, FoundCodings, GivenFile } from '../found.ts'
import { parseJson } from '../json.ts'
import { LossCount } from '../loss.ts'
import { type FileOwner, ownerOf } from '../owner.ts'
import { textOfBytes } from '../text-bytes.ts'
import { readXml } from '../xml.ts'

/** A feature structure as both forms of a CAS have it. */
interface Found {
  readonly id: string
  /** The type’s name without its package. */
  readonly type: string
  readonly begin: number
  readonly end: number
  readonly features: Readonly<Record<string, string>>
}

interface Cas {
  /** Undefined where the file holds positions only. */
  readonly text: string | undefined
  readonly structures: readonly Found[]
  /** Ids of what is indexed; a tool shows nothing else. */
  readonly members: ReadonlySet<string>
}

/** What every document has and nobody coded. */
const notCodings = new Set([
  'Sofa',
  'View',
  'NULL',
  'DocumentAnnotation',
  'DocumentMetaData',
  'Sentence',
  'Token',
  'TagsetDescription',
  'TagDescription',
  'FSArray',
  'CASMetadata',
  'LayerDefinition',
  'FeatureDefinition',
])

/**
 * UIMA CAS, as XMI or as JSON 0.4: annotations over a stretch of the text become codings, named by the feature `label`
 * or `value`, or else the first text they have, or their type. Positions are UTF-16 code units.
 */
export function readCas(files: readonly GivenFile[], known: FileOwner): FoundCodings {
  const losses = new LossCount()
  const codings = files
    .filter(({ path }) => /\.(xmi|json)$/i.test(path) && !/(^|\/)datapackage\.json$/.test(path))
    .flatMap(({ path, bytes }) => {
      const { coder, document } = ownerOf(path, known)
      const { text, structures, members } = /json$/i.test(path) ? fromJson(path, bytes) : fromXmi(path, bytes)
      const shown = structures.filter(({ id }) => members.has(id))
      losses.add('annotations that no view shows were left out', structures.length - shown.length)
      return shown.map(
        (each, n): FoundCoding => ({
          ...{
            line: n + 1,
            documents: [document],
            coder,
            ...(text === undefined ? {} : { text }),
            code: codeOf(each),
            memo: each.features.memo ?? '',
          },
          ...{ start: each.begin, end: each.end, unit: 'utf-16' as const },
        }),
      )
    })
  return { codings, losses: losses.list }
}

function fromXmi(path: string, bytes: Uint8Array): Cas {
  const root = readXml(path, bytes)
  const sofas = root.children.filter(({ name }) => name === 'Sofa')
  const sofa = sofas.find(({ attributes }) => attributes.sofaString !== undefined) ?? sofas[0]
  if (sofa === undefined)
    throw new Refusal('invalid', `${path}: there is no text in this file; export it as UIMA CAS XMI`)
  const structures = root.children.flatMap(({ name, attributes }) => {
    const { 'xmi:id': id = '', begin, end, sofa: _, ...features } = attributes
    if (notCodings.has(name) || begin === undefined || end === undefined) return []
    return [{ id, type: name, begin: Number(begin), end: Number(end), features }]
  })
  const members = root.children
    .filter(({ name }) => name === 'View')
    .flatMap(({ attributes }) => (attributes.members ?? '').split(/\s+/))
  return { text: sofa.attributes.sofaString, structures, members: new Set(members) }
}

function fromJson(path: string, bytes: Uint8Array): Cas {
  const content = parseJson(path, textOfBytes(path, bytes))
  const all = isObject(content) ? recordsIn(content['%FEATURE_STRUCTURES']) : []
  const sofa = all.find((one) => typeof one.sofaString === 'string')
  if (!isObject(content) || sofa === undefined) {
    throw new Refusal('invalid', `${path}: there is no text in this file; export it as UIMA CAS JSON 0.4`)
  }
  const structures = all.flatMap((one) => {
    const type = String(one['%TYPE']).replace(/^.*\./, '')
    if (notCodings.has(type) || typeof one.begin !== 'number' || typeof one.end !== 'number') return []
    const texts = Object.entries(one).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !/^[%@]/.test(entry[0]),
    )
    return [
      { id: String(one['%ID']), type, begin: one.begin, end: one.end, features: Object.fromEntries(texts) },
    ]
  })
  const views = isObject(content['%VIEWS']) ? Object.values(content['%VIEWS']) : []
  const members = views.flatMap((view) =>
    isObject(view) && Array.isArray(view['%MEMBERS']) ? view['%MEMBERS'].map(String) : [],
  )
  return { text: String(sofa.sofaString), structures, members: new Set(members) }
}

/** Feature structures stand in a list, or by their ids. */
function recordsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.filter(isObject)
  return isObject(value)
    ? Object.entries(value).flatMap(([id, one]) => (isObject(one) ? [{ '%ID': id, ...one }] : []))
    : []
}

/** Numbers in other features than these are references to other structures. */
function codeOf({ type, features }: Found): string {
  const { memo: _, ...rest } = features
  const said = [rest.label, rest.value, rest.code].find((value) => value !== undefined && value !== '')
  return said ?? Object.values(rest).find((value) => value !== '' && !/^[\d ]+$/.test(value)) ?? type
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
