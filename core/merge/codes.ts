import { sameValue } from '../difference.ts'
import type { Attribute, Code } from '../model.ts'
import {
  attributeFieldName,
  attributeFields,
  attributeInWords,
  isAttributeField,
  mergedAttributes,
} from './attributes.ts'
import type { Shown } from './conflict.ts'
import { type Copies, codePath, pastsOf, sideBySide } from './copies.ts'
import { type Field, laterSide, type Pasts, type Side, settle } from './moved-on.ts'
import { type Fate, fateOf } from './presence.ts'

/** A code's fate, with the keys that may apply it, the wanted one first: it gets the first that is free. */
export interface CodeFate extends Fate<Code> {
  readonly keys: readonly string[]
  readonly asks?: boolean
}

const name: Field<Code> = { name: 'name', of: (code) => code.name }
const meaning: readonly Field<Code>[] = [
  name,
  { name: 'definition', of: ({ definition }) => definition },
  { name: 'include', of: ({ include }) => include },
  { name: 'exclude', of: ({ exclude }) => exclude },
  { name: 'example', of: ({ example }) => example },
  { name: 'counter-example', of: ({ counterExample }) => counterExample },
  { name: 'memo', of: ({ memo }) => memo },
  { name: 'colour', of: ({ colour }) => colour },
  { name: 'place', of: ({ parent }) => parent },
]
const key: Field<Code> = { name: 'key', of: (code) => code.key }
const order: Field<Code> = { name: 'order', of: (code) => code.order }

/** What becomes of every code; whether a deleted one is asked about is decided with what carries it. */
export function mergeCodes(copies: Copies): CodeFate[] {
  return sideBySide(copies.mine.codes, copies.other.codes).map(([m, o]) => {
    if (m !== undefined && o !== undefined) return mergePair(copies, m, o)
    const [side, code] = m !== undefined ? (['mine', m] as const) : (['other', o!] as const)
    return { ...fateOf(copies, 'codes', side, code, whole), keys: keysOf(code) }
  })
}

/** All but the order, which moving other codes changes too. */
function whole({ id: _, order: __, ...code }: Code) {
  return code
}

function keysOf(...codes: readonly Code[]): string[] {
  return [...new Set(codes.map((code) => code.key).filter((one) => one !== ''))]
}

function mergePair(copies: Copies, mine: Code, other: Code): CodeFate {
  if (sameValue(mine, other)) return { record: mine, in: 'both', kept: true, keys: keysOf(mine) }
  const pasts = pastsOf(copies, 'codes', mine)
  const fields = [...meaning, ...attributeFields(mine, other), key]
  const settled = settle(mine, other, pasts, fields)
  // An attribute that only one copy has is no contradiction.
  const apart = settled.apart.filter(
    (field) => (field.of(mine) !== null && field.of(other) !== null) || !isAttributeField(field),
  )
  const chosen = apart.length === 0 ? null : ask(copies, mine, other, pasts, apart)
  const sideOf = (field: Field<Code>): Side => {
    if (apart.includes(field)) return chosen!
    if (settled.apart.includes(field)) return field.of(mine) === null ? 'other' : 'mine'
    return settled.of(field.name)
  }
  if (settled.woven && chosen === null)
    copies.desk.notes.push(
      `The code ${codePath(copies, mine.id)} was changed on both sides, each in other fields; both changes are kept.`,
    )
  return {
    record: {
      ...build(mine, other, sideOf, orderOf(mine, other, pasts, sideOf(meaning.at(-1)!))),
      attributes: mergedAttributes(mine, other, pasts, fields, sideOf),
    },
    in: 'both',
    kept: true,
    keys: wantedKeys(mine, other, sideOf(key), apart.includes(key)),
    disputed: chosen !== null,
  }
}

function build(mine: Code, other: Code, sideOf: (field: Field<Code>) => Side, place: number): Code {
  const at = (name: string): Code =>
    sideOf([...meaning, key].find((field) => field.name === name)!) === 'mine' ? mine : other
  return {
    ...mine,
    parent: at('place').parent,
    order: place,
    name: at('name').name,
    colour: at('colour').colour,
    key: at('key').key,
    definition: at('definition').definition,
    include: at('include').include,
    exclude: at('exclude').exclude,
    example: at('example').example,
    counterExample: at('counter-example').counterExample,
    memo: at('memo').memo,
  }
}

/** A place among siblings counts among those siblings only. Where nothing is known it is the later one. */
function orderOf(mine: Code, other: Code, pasts: Pasts, place: Side): number {
  if (mine.parent !== other.parent) return place === 'mine' ? mine.order : other.order
  const settled = settle(mine, other, pasts, [order])
  if (settled.apart.length > 0) return Math.max(mine.order, other.order)
  return settled.of('order') === 'mine' ? mine.order : other.order
}

function wantedKeys(mine: Code, other: Code, side: Side, apart: boolean): string[] {
  const [wanted, second] = side === 'mine' ? [mine, other] : [other, mine]
  return apart ? keysOf(wanted, second) : keysOf(wanted)
}

function ask(copies: Copies, mine: Code, other: Code, pasts: Pasts, apart: readonly Field<Code>[]): Side {
  // Which name and key a code gets depends on the other codes too, so they have a say only where nothing else differs:
  // a code that is called “state (2)” since the last merge must not lose to the same copy now.
  const compared = [apart.filter((field) => field !== key && field !== name), [name], [key]]
    .map((fields) => fields.filter((field) => apart.includes(field)))
    .find((fields) => fields.length > 0)!
  const names = apart.map(nameOf).join(', ')
  const chosen = copies.desk.ask({
    id: `code/${mine.id}`,
    kind: 'code',
    sentence: `The code ${codePath(copies, mine.id)} was redefined on both sides: ${names}.`,
    mine: show(copies, mine, apart, 'mine'),
    other: show(copies, other, apart, 'other'),
    choices: ['mine', 'other'],
    default: laterSide(mine, other, pasts, compared),
  })
  return chosen === 'mine' ? 'mine' : 'other'
}

function show(copies: Copies, code: Code, fields: readonly Field<Code>[], side: Side): Shown {
  return Object.fromEntries(
    fields.map((field) => [
      nameOf(field),
      field.name === 'place' ? codePath(copies, code.id, side) : shown(field, code),
    ]),
  )
}

function nameOf(field: Field<Code>): string {
  return isAttributeField(field) ? attributeFieldName(field) : field.name
}

function shown(field: Field<Code>, code: Code): string | number {
  const value = field.of(code)
  return isAttributeField(field) ? attributeInWords(value as Attribute | null) : (value as string | number)
}
