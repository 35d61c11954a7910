import type { Coder, CoderId, Document, DocumentId, Project } from '../model.ts'
import { codingsId } from '../model.ts'
import { byId } from './canonical.ts'
import type { Desk } from './conflict.ts'
import { matchAttributes, matchCodes, matchLinkTypes } from './match-codes.ts'
import type { Naming } from './naming.ts'

/** Which things of two copies are one thing, as new names for ids in each of them. */
export interface Identity {
  readonly mine: Naming
  readonly other: Naming
}

/**
 * Documents match by the hash of their text, codes by id and then by their path of names, types of link and attributes
 * by id and then by name, coders by id.
 */
export function identify(mine: Project, other: Project, desk: Desk): Identity {
  const documents = matchDocuments(mine, other)
  const coders = matchCoders(mine, other, documents, desk)
  const codes = matchCodes(mine, other)
  const linkTypes = matchLinkTypes(mine, other)
  const attributes = matchAttributes(mine, other, codes)
  const names = { coders, codes, linkTypes, attributes }
  return { mine: { documents: documents.mine, ...names }, other: { documents: documents.other, ...names } }
}

interface DocumentNames {
  readonly mine: Map<DocumentId, DocumentId>
  readonly other: Map<DocumentId, DocumentId>
}

/** A pair with one text gets the smaller id that no other text has taken. */
function matchDocuments(mine: Project, other: Project): DocumentNames {
  const names: DocumentNames = { mine: new Map(), other: new Map() }
  const known = new Set<string>([...mine.documents.keys(), ...other.documents.keys()])
  const taken = new Set<string>()
  for (const [m, o] of documentPairs(mine, other)) {
    const ids = [m?.id, o?.id].filter((id) => id !== undefined).sort()
    const id = ids.find((free) => !taken.has(free)) ?? newId(ids[0]!, (m ?? o)!.sha256, known)
    taken.add(id)
    if (m !== undefined && m.id !== id) names.mine.set(m.id, id)
    if (o !== undefined && o.id !== id) names.other.set(o.id, id)
  }
  return names
}

/** Documents with one text, those under one id first; a text may stand in a project more than once. */
function documentPairs(mine: Project, other: Project): [Document | undefined, Document | undefined][] {
  const hashes = [...mine.documents.values(), ...other.documents.values()].map(({ sha256 }) => sha256)
  const byHash = { mine: groupByHash(mine), other: groupByHash(other) }
  return [...new Set(hashes)].sort().flatMap((hash) => {
    const theirs = new Map((byHash.other.get(hash) ?? []).map((document) => [document.id, document]))
    const pairs: [Document | undefined, Document | undefined][] = []
    const rest = (byHash.mine.get(hash) ?? []).filter((document) => {
      const twin = theirs.get(document.id)
      if (twin !== undefined) pairs.push([document, twin])
      return !theirs.delete(document.id)
    })
    const left = [...theirs.values()]
    for (let n = 0; n < Math.max(rest.length, left.length); n++) pairs.push([rest[n], left[n]])
    return pairs
  })
}

function groupByHash({ documents }: Project): Map<string, Document[]> {
  const groups = new Map<string, Document[]>()
  for (const document of [...documents.values()].sort(byId))
    groups.set(document.sha256, [...(groups.get(document.sha256) ?? []), document])
  return groups
}

/** For a text whose every id means another text in the other copy. */
function newId(id: string, sha256: string, known: Set<string>): DocumentId {
  const wanted = `${id.slice(0, 70)}-${sha256.slice(0, 8)}`
  let free = wanted
  for (let n = 2; known.has(free); n++) free = `${wanted}-${n}`
  known.add(free)
  return free as DocumentId
}

/**
 * Coders match by id. One name under two ids may be one person or two: that is asked. Unless told otherwise they are
 * two, except where both have a segment of the same id, which only a copy of one person's work can have.
 */
function matchCoders(
  mine: Project,
  other: Project,
  documents: DocumentNames,
  desk: Desk,
): Map<CoderId, CoderId> {
  const names = new Map<CoderId, CoderId>()
  const free = new Set([...other.coders.values()].filter(({ id }) => !mine.coders.has(id)).sort(byId))
  for (const coder of [...mine.coders.values()].sort(byId)) {
    if (other.coders.has(coder.id)) continue
    const twin = [...free].find(({ name }) => name.toLowerCase() === coder.name.toLowerCase())
    if (twin === undefined) continue
    free.delete(twin)
    const same = shareWork(mine, coder, other, twin, documents)
    if (askAboutCoder(coder, twin, same, desk) === 'two people') continue
    const [from, to] = coder.id < twin.id ? [twin.id, coder.id] : [coder.id, twin.id]
    names.set(from, to)
  }
  return names
}

function askAboutCoder(coder: Coder, twin: Coder, same: boolean, desk: Desk): string {
  return desk.ask({
    id: `coder/${[coder.id, twin.id].sort().join('/')}`,
    kind: 'coder',
    sentence: same
      ? `Both copies have a coder ${coder.name} under different ids, with segments that come from one person.`
      : `Both copies have a coder ${coder.name} under different ids: one person, or two?`,
    mine: { name: coder.name, id: coder.id },
    other: { name: twin.name, id: twin.id },
    choices: ['two people', 'one person'],
    default: same ? 'one person' : 'two people',
  })
}

function shareWork(mine: Project, coder: Coder, other: Project, twin: Coder, documents: DocumentNames) {
  const theirs = new Map(
    [...other.documents.keys()].map((id) => [documents.other.get(id) ?? id, codingsId(twin.id, id)]),
  )
  return [...mine.documents.keys()].some((id) => {
    const work = theirs.get(documents.mine.get(id) ?? id)
    const segments = work === undefined ? undefined : other.segments.get(work)
    const own = mine.segments.get(codingsId(coder.id, id))
    return [...(own?.values() ?? [])].some((one) => segments?.get(one.id)?.created === one.created)
  })
}
