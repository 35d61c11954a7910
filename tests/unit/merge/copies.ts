import fc from 'fast-check'
import { attributesOf } from '../../../core/attributes.ts'
import { apply, type Change } from '../../../core/change.ts'
import { type Command, decide } from '../../../core/command.ts'
import type { Choices } from '../../../core/merge/conflict.ts'
import { type Entry, type Knowledge, knowledgeOf, type Merging } from '../../../core/merge/knowledge.ts'
import { planMerge } from '../../../core/merge/plan.ts'
import type { AttributeId, Code, Project, Segment } from '../../../core/model.ts'
import { byPlace, certainties, codingsId } from '../../../core/model.ts'
import { Refusal } from '../../../core/refusal.ts'
import { bareProject, codeId, coderId, hospitalText, newDocument, onlyDocument } from '../sample-project.ts'

/** A project with its history, as a folder holds both. */
export interface Copy {
  readonly project: Project
  readonly entries: readonly Entry[]
}

/** Works on a copy: ids and times of its own, so that two copies never make the same ones. */
export function work(copy: Copy, place: number) {
  let { project, entries } = copy
  let ticks = 0
  const now = () => new Date(Date.UTC(2026, place, 1) + 1000 * ticks++).toISOString()
  const newId = () => String(100_000 * place + ticks++).padEnd(12, 'x')
  const log = (label: string, change: Change, at: string, coder: Entry['coder'], merge?: Merging) => {
    const { texts: _, ...logged } = change
    project = apply(project, change)
    entries = [...entries, { at, coder, label, change: logged, ...(merge === undefined ? {} : { merge }) }]
  }
  const desk = {
    get copy(): Copy {
      return { project, entries }
    },
    get project() {
      return project
    },
    do(command: Command, name?: string) {
      const coder = name === undefined ? null : coderId(project, name)
      const at = now()
      const { label, change, merge } = decide(project, command, { coder, now: at, newId })
      log(label, change, at, coder, merge)
      return desk
    },
    /** The same, where the command may be refused. */
    tryTo(command: Command | undefined, name?: string) {
      try {
        return command === undefined ? desk : desk.do(command, name)
      } catch (error) {
        if (error instanceof Refusal) return desk
        throw error
      }
    },
    code(quote: string, code: string, name: string) {
      const start = hospitalText.indexOf(quote)
      const span = { start, end: start + quote.length }
      return desk.do(
        { type: 'applyCode', document: onlyDocument(project), code: codeId(project, code), ...span },
        name,
      )
    },
    change(label: string, change: Change) {
      log(label, change, now(), null)
      return desk
    },
  }
  return desk
}

/** Ana and Ben, three codes, one document, with its history. */
export function firstCopy(): Copy {
  return work({ project: bareProject, entries: [] }, 1)
    .do({ type: 'addCoder', name: 'Ana' })
    .do({ type: 'addCoder', name: 'Ben' })
    .do({
      type: 'addCodes',
      parent: null,
      codes: [
        { name: 'actor', key: 'a', children: [{ name: 'state' }] },
        { name: 'casualty', key: 'k' },
      ],
    })
    .do({ type: 'addDocuments', documents: [newDocument('Report', hospitalText)] })
    .code('The hospital', 'actor', 'Ana').copy
}

/** The same with one segment more that is linked to the first, an attribute and a type of link. */
export function linkedCopy(): Copy {
  const first = firstCopy()
  const desk = work(first, 1.5)
    .do({
      type: 'changeCode',
      code: codeId(first.project, 'casualty'),
      changes: { attributes: [countAttribute] },
    })
    .do({ type: 'addLinkType', name: 'made by', from: [], to: [] })
    .code('two were hurt', 'casualty', 'Ana')
  const [actor, casualty] = segmentsIn(desk.project)
  const [linkType] = desk.project.linkTypes.keys()
  const ends = { from: casualty!.id, to: actor!.id }
  return desk.do(
    { type: 'linkSegments', document: onlyDocument(desk.project), linkType: linkType!, ...ends },
    'Ana',
  ).copy
}

export const countAttribute = {
  id: 'count-1' as AttributeId,
  name: 'count',
  kind: 'number',
  choices: [],
  initial: null,
} as const

/** Everybody's, in the order of the text. */
export function segmentsIn(project: Project): Segment[] {
  return [...project.segments.values()].flatMap((table) => [...table.values()]).sort(byPlace)
}

export function known(mine: Copy, other: Copy): Knowledge {
  return knowledgeOf(mine.entries, other.entries)
}

/** Mine after the other was merged into it, with the merge in its history. */
export function mergeInto(mine: Copy, other: Copy, choices: Choices = {}, place = 8): Copy {
  const command = { type: 'merge', other: other.project, knowledge: known(mine, other), choices } as const
  return work(mine, place).do(command).copy
}

export function planOf(mine: Copy, other: Copy, choices: Choices = {}) {
  return planMerge(mine.project, other.project, known(mine, other), choices)
}

/** A command about whatever the project holds at that moment; numbers pick from what there is. */
export type Pick = (project: Project) => Command | undefined

const pickFrom = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)]

const names = ['actor', 'Actor', 'state', 'place', 'act', 'actor (2)']

/** A memo, now and then with links to what is there or may come. */
function memoOn(project: Project, a: number, b: number): string {
  const segment = pickFrom(segmentsIn(project), b)
  const code = pickFrom([...project.codes.values()], b)
  const links = [names[b % names.length]!, code?.name, `Title ${b % 3}`, 'Report', 'actor / state']
  const link = a % 4 === 3 && segment ? `segment ${segment.id} in Report` : pickFrom(links, a)
  return a % 2 === 0 || link === undefined ? `M${a % 3}` : `M${b % 3} as [[${link}]]`
}

export const anyPick: fc.Arbitrary<Pick> = fc.record({ kind: fc.nat(30), a: fc.nat(40), b: fc.nat(40) }).map(
  ({ kind, a, b }): Pick =>
    (project) =>
      pick(project, kind, a, b),
)

function pick(project: Project, kind: number, a: number, b: number): Command | undefined {
  const document = pickFrom([...project.documents.keys()].sort(), a)
  const code = pickFrom([...project.codes.keys()].sort(), b)
  const segment = pickFrom(
    [...project.segments.values()].flatMap((table) => [...table.values()]),
    a,
  )
  const coder = pickFrom([...project.coders.keys()].sort(), a)
  const name = names[b % names.length]!
  const changes = (change: object) =>
    segment && {
      type: 'changeSegment' as const,
      document: segment.document,
      segment: segment.id,
      changes: change,
    }
  const linkType = pickFrom([...project.linkTypes.keys()].sort(), b)
  const others = segment && [...project.segments.get(codingsId(segment.coder, segment.document))!.keys()]
  const linkedTo = others && pickFrom(others, b)
  const link = segment &&
    linkType &&
    linkedTo && { document: segment.document, linkType, from: segment.id, to: linkedTo }
  // What needs much to be there before it is possible comes oftener.
  switch (kind > 23 ? [15, 15, 17, 21, 21, 19, 18][kind - 24] : kind) {
    case 14:
      return { type: 'addLinkType', name: ['made by', 'about', 'at'][b % 3]!, from: [], to: [] }
    case 15:
    case 16:
      return link && { type: 'linkSegments', ...link }
    case 17:
      return link && { type: 'unlinkSegments', ...link }
    case 18:
      if (linkType === undefined) return undefined
      if (a % 4 === 0) return { type: 'deleteLinkType', linkType }
      return {
        type: 'changeLinkType',
        linkType,
        changes: a % 2 ? { name: ['made by', 'near', 'by'][b % 3]! } : { from: code ? [code] : [] },
      }
    case 19:
      return changes({ certainty: certainties[b % 3]! })
    case 20:
      return code && { type: 'changeCode', code, changes: attributesFrom(project.codes.get(code)!, a, b) }
    case 21: {
      const attribute = segment && pickFrom(attributesOf(project.codes, project.codes.get(segment.code)!), b)
      return attribute && changes({ attributes: { [attribute.id]: b % 3 === 0 ? null : b } })
    }
    case 22:
      if (a % 3 === 0) return { type: 'writeProjectMemo', memo: memoOn(project, b, a) }
      return document && { type: 'describeDocument', document, memo: memoOn(project, b, a) }
    case 23:
      return code && a % 4 === 0
        ? { type: 'mergeCodes', code, into: pickFrom([...project.codes.keys()].sort(), a)! }
        : code && { type: 'changeCode', code, changes: { memo: memoOn(project, a, b) } }
    case 0:
      return {
        type: 'addCodes',
        parent: a % 2 ? (code ?? null) : null,
        codes: [{ name, key: a % 3 ? 'q' : '' }],
      }
    case 1:
      return code && { type: 'changeCode', code, changes: a % 2 ? { name } : { definition: `D${a % 3}` } }
    case 2:
      return (
        code && {
          type: 'changeCode',
          code,
          changes: a % 2 ? { key: 'xyzpqr'[a % 6]! } : { colour: 1 + (a % 5) },
        }
      )
    case 3:
      return (
        code && {
          type: 'moveCode',
          code,
          parent: pickFrom([null, ...project.codes.keys()], a)!,
          order: b % 3,
        }
      )
    case 4:
      return code && a % 3 === 0 ? { type: 'deleteCode', code } : undefined
    case 5:
      return {
        type: 'addDocuments',
        documents: [newDocument(`Day ${a % 4}`, `It was said on day ${b % 6}.`)],
      }
    case 6:
      return document && a % 3 === 0 ? { type: 'deleteDocument', document } : undefined
    case 7:
      return document && { type: 'markDone', document, done: b % 2 === 0 }
    case 8:
      return segment && { type: 'deleteSegments', document: segment.document, segments: [segment.id] }
    case 9:
      return changes({ memo: memoOn(project, a, b) })
    case 10:
      return code && changes(b % 2 ? { code } : { start: a % 5, end: 6 + (b % 6) })
    case 11:
      return document && a % 2
        ? { type: 'describeDocument', document, variables: { [`v${a % 3}`]: `x${b % 2}` } }
        : document && { type: 'describeDocument', document, title: `Title ${b % 3}` }
    case 12:
      return coder && a % 3 === 0
        ? { type: 'renameCoder', coder, name: ['Cem', 'Dan', 'Eva'][b % 3]! }
        : { type: 'addCoder', name: ['Cem', 'Dan', 'Eva'][b % 3]! }
    default:
      return (
        document && code && { type: 'applyCode', document, code, start: a % 8, end: (a % 8) + 1 + (b % 4) }
      )
  }
}

/** One attribute more, one less, another name, or the other way round. */
function attributesFrom({ id, attributes }: Code, a: number, b: number): { attributes: Code['attributes'] } {
  const name = ['count', 'kind', 'place'][b % 3]!
  const added = {
    // Two copies may make the same one, or one of the same name.
    id: `${name}-${id.slice(-4)}-${b % 2}` as AttributeId,
    name,
    kind: 'number',
    choices: [],
    initial: a % 2 ? a : null,
  } as const
  const [first, ...rest] = attributes
  if (first === undefined || a % 4 < 2) return { attributes: [...attributes, added] }
  if (a % 4 === 2) return { attributes: rest }
  return { attributes: [...rest, { ...first, initial: b }] }
}
