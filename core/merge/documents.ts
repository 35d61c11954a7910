import { sameValue } from '../difference.ts'
import type { Document } from '../model.ts'
import { canonical } from './canonical.ts'
import type { Shown } from './conflict.ts'
import { type Copies, pastsOf, sideBySide } from './copies.ts'
import { type Field, laterSide, type Side, settle } from './moved-on.ts'
import { type Fate, fateOf } from './presence.ts'

/** What becomes of every document; whether a deleted one is asked about is decided with what is in it. */
export function mergeDocuments(copies: Copies): (Fate<Document> & { asks?: boolean })[] {
  const fates = sideBySide(copies.mine.documents, copies.other.documents).map(([m, o]) => {
    if (m !== undefined && o !== undefined) return mergePair(copies, m, o)
    const [side, document] = m !== undefined ? (['mine', m] as const) : (['other', o!] as const)
    return fateOf(copies, 'documents', side, document, description)
  })
  tellOtherTexts(copies, fates)
  return fates
}

function description({ title, language, variables, memo }: Document) {
  return { title, language, variables, memo }
}

/** The document's fields, each of its variables one. */
function fieldsOf(mine: Document, other: Document): Field<Document>[] {
  const names = [...new Set([mine, other].flatMap(({ variables }) => Object.keys(variables)))].sort()
  return [
    { name: 'title', of: ({ title }) => title },
    { name: 'language', of: ({ language }) => language },
    { name: 'memo', of: ({ memo }) => memo },
    ...names.map((name) => ({
      name: `variable ${name}`,
      of: ({ variables }: Document) => (Object.hasOwn(variables, name) ? variables[name] : null),
    })),
  ]
}

const origin: Field<Document> = { name: 'source', of: ({ source, imported }) => ({ source, imported }) }

function mergePair(copies: Copies, mine: Document, other: Document): Fate<Document> {
  if (sameValue(mine, other)) return { record: mine, in: 'both', kept: true }
  const pasts = pastsOf(copies, 'documents', mine)
  const fields = fieldsOf(mine, other)
  const settled = settle(mine, other, pasts, [...fields, origin])
  // A variable that only one copy has is no contradiction.
  const apart = settled.apart.filter(
    (field) => field !== origin && field.of(mine) !== null && field.of(other) !== null,
  )
  const chosen =
    apart.length === 0 ? null : ask(copies, mine, other, apart, laterSide(mine, other, pasts, apart))
  const sideOf = (field: Field<Document>): Side => {
    if (!settled.apart.includes(field)) return settled.of(field.name)
    if (field === origin) return firstImported(mine, other)
    if (field.of(mine) === null) return 'other'
    return field.of(other) === null ? 'mine' : chosen!
  }
  const fate: Fate<Document> = { record: build(mine, other, fields, sideOf, order()), in: 'both', kept: true }
  return chosen === null ? fate : { ...fate, disputed: true }

  function order(): number {
    const moved = settle(mine, other, pasts, [{ name: 'order', of: (document) => document.order }])
    if (moved.apart.length > 0) return Math.max(mine.order, other.order)
    return moved.of('order') === 'mine' ? mine.order : other.order
  }
}

function build(
  mine: Document,
  other: Document,
  fields: readonly Field<Document>[],
  sideOf: (field: Field<Document>) => Side,
  order: number,
): Document {
  const [title, language, memo, ...variables] = fields.map((field) => [
    field.name,
    field.of(sideOf(field) === 'mine' ? mine : other),
  ])
  const merged = Object.fromEntries(
    variables
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [(name as string).slice('variable '.length), value as string]),
  )
  return {
    ...(sideOf(origin) === 'mine' ? mine : other),
    title: title![1] as string,
    language: language![1] as string,
    memo: memo![1] as string,
    variables: sameValue(merged, mine.variables) ? mine.variables : merged,
    order,
  }
}

/** Which copy had the text first: where it came from is told of that one. */
function firstImported(mine: Document, other: Document): Side {
  const key = (document: Document) => `${document.imported} ${canonical(document.source)}`
  return key(mine) <= key(other) ? 'mine' : 'other'
}

function ask(
  copies: Copies,
  mine: Document,
  other: Document,
  apart: readonly Field<Document>[],
  later: Side,
): Side {
  const shown = (document: Document): Shown =>
    Object.fromEntries(apart.map((field) => [field.name, field.of(document) as string]))
  const chosen = copies.desk.ask({
    id: `document/${mine.id}`,
    kind: 'document',
    sentence: `“${mine.title}” is described differently: ${apart.map(({ name }) => name).join(', ')}.`,
    mine: shown(mine),
    other: shown(other),
    choices: ['mine', 'other'],
    default: later,
  })
  return chosen === 'mine' ? 'mine' : 'other'
}

/** Documents that look like one and have two texts: both are kept, and that is told. */
function tellOtherTexts({ desk }: Copies, fates: readonly Fate<Document>[]): void {
  const kept = fates.filter((fate) => fate.kept)
  const looks = ({ title, source }: Document) => [`title ${title.toLowerCase()}`, `file ${source.name}`]
  const theirs = new Map<string, Document[]>()
  for (const { record } of kept.filter((fate) => fate.in === 'other'))
    for (const look of looks(record)) theirs.set(look, [...(theirs.get(look) ?? []), record])
  for (const { record: mine } of kept.filter((fate) => fate.in === 'mine')) {
    for (const other of new Set(looks(mine).flatMap((look) => theirs.get(look) ?? []))) {
      desk.ask({
        id: `text/${[mine.id, other.id].sort().join('/')}`,
        kind: 'text',
        sentence: `“${mine.title}” has another text in the other copy; both are kept.`,
        mine: identity(mine),
        other: identity(other),
        choices: ['both'],
        default: 'both',
      })
    }
  }
}

function identity({ id, title, source, sha256, characters }: Document): Shown {
  return { id, title, file: source.name, sha256, characters }
}
