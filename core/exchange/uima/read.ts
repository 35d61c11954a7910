import { Refusal } from '../../refusal.ts'
import type { FoundCoding, FoundCodings, FoundLink, GivenFile } from '../found.ts'
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
  /** Ids of other structures. */
  readonly references: Readonly<Record<string, string>>
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
  const links: FoundLink[] = []
  const codings = files
    .filter(({ path }) => /\.(xmi|json)$/i.test(path) && !/(^|\/)datapackage\.json$/.test(path))
    .flatMap(({ path, bytes }) => {
      const { coder, document } = ownerOf(path, known)
      const { text, structures, members } = /json$/i.test(path) ? fromJson(path, bytes) : fromXmi(path, bytes)
      const shown = structures.filter(({ id }) => members.has(id))
      losses.add('annotations that no view shows were left out', structures.length - shown.length)
      const key = (id: string) => `${path}#${id}`
      const spans = shown.filter((each) => {
        const { Governor: from, Dependent: to } = each.references
        if (from !== undefined && to !== undefined)
          links.push({ type: codeOf(each), from: key(from), to: key(to) })
        return from === undefined || to === undefined
      })
      return spans.map(
        (each, n): FoundCoding => ({
          ...{ line: n + 1, key: key(each.id), documents: [document], coder, code: codeOf(each) },
          ...(text === undefined ? {} : { text }),
          ...saidBy(each),
          ...{ start: each.begin, end: each.end, unit: 'utf-16' as const },
        }),
      )
    })
  return { codings, links, losses: losses.list }
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
    const { Governor, Dependent, ...said } = features
    const references = {
      ...(Governor === undefined ? {} : { Governor }),
      ...(Dependent === undefined ? {} : { Dependent }),
    }
    return [{ id, type: name, begin: Number(begin), end: Number(end), features: said, references }]
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
    const texts = Object.entries(one).flatMap(([name, value]): [string, string][] =>
      /^(string|number|boolean)$/.test(typeof value) && !/^[%@]|^(begin|end)$/.test(name)
        ? [[name, String(value)]]
        : [],
    )
    const references = Object.entries(one).flatMap(([name, value]) =>
      /^@(Governor|Dependent)$/.test(name) ? [[name.slice(1), String(value)]] : [],
    )
    const [features, others] = [texts, references].map((entries) => Object.fromEntries(entries))
    return [
      ...[{ id: String(one['%ID']), type, begin: one.begin, end: one.end, features, references: others }],
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
  return features[codeFeature(features) ?? ''] ?? type
}

function codeFeature({ memo: _, certainty: __, ...rest }: Found['features']): string | undefined {
  const named = ['label', 'value', 'code'].find((name) => (rest[name] ?? '') !== '')
  return (
    named ??
    Object.keys(rest).find((name) => rest[name] !== '' && !/^([\d. -]+|true|false)$/.test(rest[name]!))
  )
}

/** What the other features say. */
function saidBy({ features }: Found): Pick<FoundCoding, 'memo' | 'certainty' | 'values'> {
  const { memo = '', certainty, ...rest } = features
  const code = codeFeature(features)
  const values = Object.entries(rest).filter(([name, value]) => name !== code && value !== '')
  return {
    memo,
    ...(certainty === undefined ? {} : { certainty }),
    ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
