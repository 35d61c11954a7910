import { expect, test } from '@playwright/test'
import { codebookOf } from '../../../core/codebook-version.ts'
import { difference } from '../../../core/difference.ts'
import type { AttributeId, LinkTypeId, Project, Segment } from '../../../core/model.ts'
import { settingsOf } from '../../../core/model.ts'
import { codeId, onlyDocument } from '../sample-project.ts'
import {
  type Copy,
  countAttribute as count,
  linkedCopy,
  mergeInto,
  planOf,
  segmentsIn,
  work,
} from './copies.ts'

/** What segments say beyond a code and a place, and what a codebook declares beyond codes, in two copies. */

function linkTypeIn(project: Project, name = 'made by'): LinkTypeId {
  return [...project.linkTypes.values()].find((linkType) => linkType.name === name)!.id
}

/** Both orders give one project, and merging again gives nothing: the project. */
function mergedBothWays(mine: Copy, other: Copy): Project {
  const there = mergeInto(mine, other)
  expect(mergeInto(other, mine).project).toEqual(there.project)
  for (const copy of [mine, other])
    expect(difference(there.project, mergeInto(there, copy, {}, 9).project)).toEqual({})
  return there.project
}

const first = linkedCopy()
const document = onlyDocument(first.project)
const [actor, casualty] = segmentsIn(first.project) as [Segment, Segment]
const about = (segment: Segment, changes: object) =>
  ({ type: 'changeSegment', document, segment: segment.id, changes }) as const

test('one coder’s segment that got a memo here and values, certainty and borders there has all of them', () => {
  const mine = work(first, 2)
    .do(about(casualty, { memo: 'why' }), 'Ana')
    .do(about(casualty, { certainty: 'probable' }), 'Ana').copy
  const other = work(first, 3)
    .do(about(casualty, { attributes: { [count.id]: 2 } }), 'Ana')
    .do(about(casualty, { end: casualty.end + 1 }), 'Ana').copy
  expect(planOf(mine, other).conflicts).toEqual([])
  const [, merged] = segmentsIn(mergedBothWays(mine, other))
  expect(merged).toMatchObject({
    memo: 'why',
    certainty: 'probable',
    attributes: { [count.id]: 2 },
    quote: 'two were hurt.',
    links: casualty.links,
  })
})

test('links made on both sides are all there, and a link that was taken away is gone', () => {
  const add = { type: 'addLinkType', name: 'about', from: [], to: [] } as const
  const link = (project: Project, name: string, from: Segment, to: Segment) =>
    ({
      type: 'linkSegments',
      document,
      linkType: linkTypeIn(project, name),
      from: from.id,
      to: to.id,
    }) as const
  const here = work(first, 2).do(add)
  const mine = here.do(link(here.project, 'about', casualty, actor), 'Ana').copy
  const there = work(first, 3)
    .do(add)
    .do(link(first.project, 'made by', actor, casualty), 'Ana')
  const other = there.do(
    { ...link(first.project, 'made by', casualty, actor), type: 'unlinkSegments' },
    'Ana',
  ).copy
  const project = mergedBothWays(mine, other)
  // Both made a type of link of one name: it is one.
  expect([...project.linkTypes.values()].map(({ name }) => name).sort()).toEqual(['about', 'made by'])
  expect(segmentsIn(project).map(({ links }) => links)).toEqual([
    [{ type: linkTypeIn(project), to: casualty.id }],
    [{ type: linkTypeIn(project, 'about'), to: actor.id }],
  ])
})

test('a link to a segment that was coded on both sides leads to the one that it became', () => {
  const coded = (place: number) => work(first, place).code('The ministry', 'actor', 'Ana')
  const linked = (place: number) => {
    const desk = coded(place)
    const target = segmentsIn(desk.project).at(-1)!
    return desk.do(
      {
        type: 'linkSegments',
        document,
        linkType: linkTypeIn(first.project),
        from: actor.id,
        to: target.id,
      },
      'Ana',
    ).copy
  }
  const project = mergedBothWays(linked(2), linked(3))
  const [from, , ministry] = segmentsIn(project)
  expect(segmentsIn(project)).toHaveLength(3)
  expect(from!.links).toEqual([{ type: linkTypeIn(project), to: ministry!.id }])
})

test('a link to a segment that was deleted on the other side goes with it, and that is told', () => {
  const mine = work(first, 2).do(
    { type: 'linkSegments', document, linkType: linkTypeIn(first.project), from: actor.id, to: casualty.id },
    'Ana',
  ).copy
  const other = work(first, 3).do({ type: 'deleteSegments', document, segments: [casualty.id] }, 'Ana').copy
  const plan = planOf(mine, other)
  expect(plan.notes).toEqual([
    'A link goes, since a segment at the end, or the type, was deleted on the other side.',
  ])
  expect(segmentsIn(mergedBothWays(mine, other)).map(({ links }) => links)).toEqual([[]])
})

test('a type of link that was deleted there and linked with here is asked about, and kept unless one chooses', () => {
  const mine = work(first, 2).do(
    { type: 'linkSegments', document, linkType: linkTypeIn(first.project), from: actor.id, to: casualty.id },
    'Ana',
  ).copy
  const other = work(first, 3).do({ type: 'deleteLinkType', linkType: linkTypeIn(first.project) }).copy
  const [conflict] = planOf(mine, other).conflicts
  expect(conflict).toMatchObject({
    kind: 'deletion',
    sentence:
      'The type of link “made by” was deleted in the other copy and is needed by one link on the other side.',
    choices: ['keep', 'delete'],
    chosen: 'keep',
  })
  expect(mergedBothWays(mine, other).linkTypes.size).toBe(1)
  const deleted = mergeInto(mine, other, { [conflict!.id]: 'delete' }).project
  expect([deleted.linkTypes.size, segmentsIn(deleted).flatMap(({ links }) => links)]).toEqual([0, []])
})

test('a type of link that nothing needs goes where it was deleted', () => {
  const other = work(first, 3).do({ type: 'deleteLinkType', linkType: linkTypeIn(first.project) }).copy
  expect(planOf(first, other).goes.linkTypes).toMatchObject([{ name: 'made by' }])
  expect(mergedBothWays(first, other).linkTypes.size).toBe(0)
})

test('a type of link renamed on both sides is a conflict with both names', () => {
  const renamed = (place: number, name: string) =>
    work(first, place).do({
      type: 'changeLinkType',
      linkType: linkTypeIn(first.project),
      changes: { name },
    }).copy
  const [mine, other] = [renamed(2, 'said by'), renamed(3, 'told by')]
  const [conflict] = planOf(mine, other).conflicts
  expect(conflict).toMatchObject({
    kind: 'link type',
    mine: { name: 'said by' },
    other: { name: 'told by' },
    default: 'other',
  })
  const chosen = mergeInto(mine, other, { [conflict!.id]: 'mine' })
  expect([...chosen.project.linkTypes.values()].map(({ name }) => name)).toEqual(['said by'])
  expect(planOf(chosen, other).conflicts).toEqual([])
})

test('attributes added on both sides are all declared; of one name and kind they are one, with everybody’s values', () => {
  const attribute = (id: string, name: string) => ({ ...count, id: id as AttributeId, name })
  const declare = (place: number, ...added: ReturnType<typeof attribute>[]) =>
    work(first, place).do({
      type: 'changeCode',
      code: codeId(first.project, 'casualty'),
      changes: { attributes: [count, ...added] },
    })
  const mine = declare(2, attribute('age-9', 'age'), attribute('place-1', 'place')).do(
    about(casualty, { attributes: { 'age-9': 40 } }),
    'Ana',
  ).copy
  const other = declare(3, attribute('age-2', 'Age'), attribute('kind-1', 'kind')).do(
    about(casualty, { attributes: { 'age-2': 40, 'kind-1': 1 } }),
    'Ana',
  ).copy
  expect(planOf(mine, other).conflicts.map(({ kind }) => kind)).toEqual(['code'])
  const project = mergedBothWays(mine, other)
  const declared = project.codes.get(codeId(project, 'casualty'))!.attributes
  expect(declared.map(({ id }) => id).sort()).toEqual(['age-2', 'count-1', 'kind-1', 'place-1'])
  expect(segmentsIn(project)[1]!.attributes).toEqual({ 'age-2': 40, 'kind-1': 1 })
})

test('a project’s memo, a document’s and a code’s are merged like everything else', () => {
  const code = codeId(first.project, 'actor')
  const mine = work(first, 2)
    .do({ type: 'writeProjectMemo', memo: 'Of the project' })
    .do({ type: 'changeCode', code, changes: { memo: 'mine' } }).copy
  const other = work(first, 3)
    .do({ type: 'describeDocument', document, memo: 'Of the document' })
    .do({ type: 'changeCode', code, changes: { memo: 'other' } }).copy
  expect(planOf(mine, other).conflicts).toMatchObject([
    { sentence: 'The code actor was redefined on both sides: memo.', default: 'other' },
  ])
  const project = mergedBothWays(mine, other)
  expect(settingsOf(project).memo).toBe('Of the project')
  expect(project.documents.get(document)!.memo).toBe('Of the document')
  expect(project.codes.get(code)!.memo).toBe('other')
  const both = work(first, 4).do({ type: 'writeProjectMemo', memo: 'Another' }).copy
  expect(planOf(mine, both).conflicts).toMatchObject([{ id: 'project/memo', default: 'other' }])
})

test('every segment knows the codebook under which it was coded, of whichever copy that was', () => {
  const define = (place: number, definition: string) =>
    work(first, place).do({
      type: 'changeCode',
      code: codeId(first.project, 'actor'),
      changes: { definition },
    })
  const mine = define(2, 'who acts').code('The ministry', 'actor', 'Ben').copy
  const other = define(3, 'who does').code('denied', 'actor', 'Ana').copy
  const project = mergedBothWays(mine, other)
  const definitions = segmentsIn(project).map(
    ({ version, code }) => codebookOf(project.versions, version!)!.codes.get(code)!.definition,
  )
  expect(definitions).toEqual(['', '', 'who acts', 'who does'])
})
