import { sameValue } from '../difference.ts'
import type { Coder, CoderId, Codings, Settings } from '../model.ts'
import { settingsOf } from '../model.ts'
import { freeName } from '../name.ts'
import { byId, smaller } from './canonical.ts'
import { type Copies, pastsOf, sideBySide } from './copies.ts'
import { type Field, laterSide, type Side, settle, whoMovedOn } from './moved-on.ts'
import { type Fate, fateOf } from './presence.ts'

const title: Field<Settings> = { name: 'title', of: (settings) => settings.title }
const memo: Field<Settings> = { name: 'memo', of: (settings) => settings.memo }
const blind: Field<Settings> = { name: 'blind', of: (settings) => settings.blind }
const name: Field<Coder> = { name: 'name', of: (coder) => coder.name }

/**
 * The project's own record. A project that something else is merged into keeps its id, title and time; the title of
 * two copies of one project is merged, and the memo of any two projects. The comparison is open only if it is in both copies, or one opened it after it
 * was like the other: what was seen can't be unseen, while opening it is one step.
 */
export function mergeSettings(copies: Copies): Fate<Settings> {
  const [mine, other] = [settingsOf(copies.mine), settingsOf(copies.other)]
  const pasts = pastsOf(copies, 'settings', mine, other)
  const conflicts = copies.desk.conflicts.length
  const merged: Settings = {
    ...mine,
    ...(mine.id === other.id
      ? {
          title: mergeText(copies, mine, other, title, 'The project was renamed on both sides.'),
          created: smaller(mine.created, other.created),
        }
      : {}),
    memo: mergeText(copies, mine, other, memo, 'The project’s memo differs.'),
  }
  const moved = whoMovedOn(mine, other, pasts, blind.of)
  const settled = moved === 'mine' ? mine : other
  const closed =
    mine.blind === other.blind || moved !== 'both' ? settled.blind : !askToOpen(copies, mine, other)
  if (mine.blind && !closed && moved === 'other')
    copies.desk.notes.push('The comparison was opened in the other copy, and is open here too from now on.')
  return {
    record: sameValue(merged, mine) && closed === mine.blind ? mine : { ...merged, blind: closed },
    in: 'both',
    kept: true,
    disputed: copies.desk.conflicts.length > conflicts,
  }
}

function mergeText(
  copies: Copies,
  mine: Settings,
  other: Settings,
  field: Field<Settings>,
  sentence: string,
): string {
  const texts = { mine: field.of(mine) as string, other: field.of(other) as string }
  const pasts = pastsOf(copies, 'settings', mine, other)
  const settled = settle(mine, other, pasts, [field])
  if (settled.apart.length === 0) return texts[settled.of(field.name)]
  // An empty text contradicts nothing.
  if (texts.mine === '' || texts.other === '') return texts.mine === '' ? texts.other : texts.mine
  const chosen = copies.desk.ask({
    id: `project/${field.name}`,
    kind: 'project',
    sentence,
    mine: { [field.name]: texts.mine },
    other: { [field.name]: texts.other },
    choices: ['mine', 'other'],
    default: laterSide(mine, other, pasts, [field]),
  })
  return chosen === 'mine' ? texts.mine : texts.other
}

function askToOpen({ desk }: Copies, mine: Settings, other: Settings): boolean {
  const opened = mine.blind ? 'in the other copy' : 'here'
  const chosen = desk.ask({
    id: 'project/comparison',
    kind: 'project',
    sentence: `The comparison is open ${opened} only; once it is open, everybody sees everybody’s segments.`,
    mine: { comparison: mine.blind ? 'closed' : 'open' },
    other: { comparison: other.blind ? 'closed' : 'open' },
    choices: ['closed', 'open'],
    default: 'closed',
  })
  return chosen === 'open'
}

/** What becomes of every coder. Two people of one name get two names, the second a number. */
export function mergeCoders(copies: Copies): Fate<Coder>[] {
  return sideBySide(copies.mine.coders, copies.other.coders).map(([m, o]) => {
    if (m !== undefined && o !== undefined) return mergeCoder(copies, m, o)
    const [side, coder] = m !== undefined ? (['mine', m] as const) : (['other', o!] as const)
    return fateOf(copies, 'coders', side, coder, name.of)
  })
}

function mergeCoder(copies: Copies, mine: Coder, other: Coder): Fate<Coder> {
  const fate = (side: Side, disputed: boolean): Fate<Coder> => ({
    record: side === 'mine' ? mine : other,
    in: 'both',
    kept: true,
    disputed,
  })
  if (sameValue(mine, other)) return fate('mine', false)
  const pasts = pastsOf(copies, 'coders', mine)
  const settled = settle(mine, other, pasts, [name])
  if (settled.apart.length === 0) return fate(settled.of('name'), false)
  const chosen = copies.desk.ask({
    id: `coder/${mine.id}`,
    kind: 'coder',
    sentence: `The coder ${mine.name} is called ${other.name} in the other copy.`,
    mine: { name: mine.name },
    other: { name: other.name },
    choices: ['mine', 'other'],
    default: laterSide(mine, other, pasts, [name]),
  })
  return fate(chosen === 'mine' ? 'mine' : 'other', true)
}

/** Names are unique in a project: of two, the coder with the smaller id keeps it. */
export function nameCoders(coders: readonly Coder[], notes: string[]): Map<CoderId, Coder> {
  const taken = new Set<string>()
  return new Map(
    [...coders].sort(byId).map((coder) => {
      const free = freeName(coder.name, taken)
      taken.add(free.toLowerCase())
      if (free !== coder.name) notes.push(`There are two coders ${coder.name}; one is called ${free} now.`)
      return [coder.id, free === coder.name ? coder : { ...coder, name: free }]
    }),
  )
}

/** Whether a coder is done with a document is for the history to tell; where it can't, they are if either copy says so. */
export function mergeCodings(copies: Copies): Fate<Codings>[] {
  return sideBySide(copies.mine.codings, copies.other.codings).map(([m, o]) => {
    if (m === undefined || o === undefined) {
      const [side, codings] = m !== undefined ? (['mine', m] as const) : (['other', o!] as const)
      return fateOf(copies, 'codings', side, codings, ({ done }) => done)
    }
    const side =
      m.done === o.done ? 'mine' : whoMovedOn(m, o, pastsOf(copies, 'codings', m), ({ done }) => done)
    const record = side === 'both' ? { ...m, done: true } : side === 'mine' ? m : o
    return { record, in: 'both', kept: true }
  })
}
