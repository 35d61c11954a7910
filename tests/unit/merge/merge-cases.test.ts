import { expect, test } from '@playwright/test'
import { codesInOrder } from '../../../core/codebook.ts'
import { difference } from '../../../core/difference.ts'
import { noKnowledge } from '../../../core/merge/knowledge.ts'
import { mergeProjects, planMerge } from '../../../core/merge/plan.ts'
import type { Project } from '../../../core/model.ts'
import { settingsOf } from '../../../core/model.ts'
import { bareProject, codeId, hospitalText, newDocument, onlyDocument } from '../sample-project.ts'
import { type Copy, firstCopy, mergeInto, planOf, work } from './copies.ts'

const first = firstCopy()
const nothing = { documents: [], codes: [], segments: [] }

const quotes = (project: Project) =>
  [...project.segments.values()]
    .flatMap((table) => [...table.values()])
    .map(
      ({ coder, code, quote }) =>
        `${project.coders.get(coder)!.name} ${project.codes.get(code)!.name} ${quote}`,
    )
    .sort()

const codes = ({ codes }: Project) =>
  codesInOrder(codes).map(({ code, depth }) => '  '.repeat(depth) + code.name)
const conflictIds = (mine: Copy, other: Copy) => planOf(mine, other).conflicts.map(({ id }) => id)
const define = (copy: Copy, place: number, name: string, definition: string) =>
  work(copy, place).do({ type: 'changeCode', code: codeId(copy.project, name), changes: { definition } }).copy

test('two coders who worked apart, with a code redefined on both sides, become the union and one conflict', () => {
  const ana = work(define(first, 2, 'actor', 'Who acts'), 3)
    .code('two were hurt', 'casualty', 'Ana')
    .do({ type: 'addDocuments', documents: [newDocument('Ana’s', 'Text of Ana.')] })
    .do({ type: 'addCodes', parent: null, codes: [{ name: 'place' }] }).copy
  const ben = work(define(first, 4, 'actor', 'Who does something'), 5)
    .code('hospital', 'state', 'Ben')
    .do({ type: 'addDocuments', documents: [newDocument('Ben’s', 'Text of Ben.')] })
    .do({
      type: 'addCodes',
      parent: codeId(first.project, 'actor'),
      codes: [{ name: 'army', key: 'y' }],
    }).copy

  const plan = planOf(ana, ben)
  expect(plan).toMatchObject({
    nothingNew: false,
    comesIn: {
      coders: [],
      documents: [{ title: 'Ben’s', characters: 12 }],
      codes: [{ path: 'actor / army' }],
      segments: [{ coder: 'Ben', document: 'Report', segments: 1, memos: 0 }],
    },
    changes: { codes: [{ path: 'actor', fields: ['definition'] }], documents: [], segments: [] },
    goes: nothing,
    same: { coders: 2, documents: 1, codes: 2, segments: 1 },
    notes: [],
  })
  expect(plan.conflicts).toEqual([
    {
      id: `code/${codeId(first.project, 'actor')}`,
      kind: 'code',
      sentence: 'The code actor was redefined on both sides: definition.',
      mine: { definition: 'Who acts' },
      other: { definition: 'Who does something' },
      choices: ['mine', 'other'],
      default: 'other',
      chosen: 'other',
    },
  ])

  const merged = mergeInto(ana, ben)
  expect(quotes(merged.project)).toEqual([
    'Ana actor The hospital',
    'Ana casualty two were hurt',
    'Ben state hospital',
  ])
  expect(codes(merged.project)).toEqual(['actor', '  state', '  army', 'casualty', 'place'])
  expect([...merged.project.documents.values()].map(({ title }) => title).sort()).toEqual([
    'Ana’s',
    'Ben’s',
    'Report',
  ])
  expect(mergeInto(ben, ana).project).toEqual(merged.project)
  expect(planOf(merged, ben)).toMatchObject({
    nothingNew: true,
    conflicts: [],
    comesIn: { coders: [], ...nothing },
  })
})

test('what only one copy changed is taken over without a question, deletions too', () => {
  const code = codeId(first.project, 'casualty')
  const ahead = work(define(first, 2, 'actor', 'Who acts'), 3)
    .do({ type: 'deleteCode', code })
    .do({ type: 'describeDocument', document: onlyDocument(first.project), variables: { outlet: 'AP' } }).copy
  expect(planOf(first, ahead)).toMatchObject({
    conflicts: [],
    goes: { codes: [{ path: 'casualty' }] },
    changes: { codes: [{ fields: ['definition'] }], documents: [{ fields: ['variables'] }] },
  })
  expect(mergeInto(first, ahead).project).toEqual(ahead.project)
  // The other way round there is nothing new.
  expect(planOf(ahead, first).nothingNew).toBe(true)
})

test('without a history a code that differs is a conflict, and what one copy lacks comes in', () => {
  const mine = define(first, 2, 'actor', 'B').project
  const other = work(define(first, 3, 'actor', 'A'), 4).do({
    type: 'deleteCode',
    code: codeId(first.project, 'casualty'),
  }).project
  const plan = planMerge(mine, other, noKnowledge)
  expect(plan.conflicts.map(({ sentence, chosen }) => [sentence, chosen])).toEqual([
    ['The code actor was redefined on both sides: definition.', 'mine'],
  ])
  expect(codes(mergeProjects(other, mine, noKnowledge))).toEqual(['actor', '  state', 'casualty'])
})

test('changes in other fields of one code are woven together and told', () => {
  const mine = define(first, 2, 'actor', 'Who acts')
  const other = work(first, 3).do({
    type: 'changeCode',
    code: codeId(first.project, 'actor'),
    changes: { name: 'agent', key: 'g' },
  }).copy
  const plan = planOf(mine, other)
  expect(plan.conflicts).toEqual([])
  expect(plan.notes).toEqual([
    'The code actor was changed on both sides, each in other fields; both changes are kept.',
  ])
  const { project } = mergeInto(mine, other)
  expect(project.codes.get(codeId(first.project, 'actor'))).toMatchObject({
    name: 'agent',
    key: 'g',
    definition: 'Who acts',
  })
})

test('a choice holds: the same copy is not asked about again and does not win after all', () => {
  const mine = define(first, 2, 'actor', 'early')
  const other = define(first, 3, 'actor', 'late')
  const [id = ''] = conflictIds(mine, other)
  const merged = mergeInto(mine, other, { [id]: 'mine' })
  expect(merged.project).toEqual(mine.project)
  expect(planOf(merged, other)).toMatchObject({ nothingNew: true, conflicts: [] })
  // What they do later is a new question.
  const later = define(other, 9, 'actor', 'later')
  expect(conflictIds(merged, later)).toEqual([id])
})

test('a merge that was undone counts as never made', () => {
  const mine = define(first, 2, 'actor', 'early')
  const other = work(define(first, 3, 'actor', 'late'), 4).code('hospital', 'state', 'Ben').copy
  const merged = mergeInto(mine, other)
  const back = difference(merged.project, mine.project)
  const undone = work(merged, 9).change(`undo: ${merged.entries.at(-1)!.label}`, back).copy
  expect(undone.project).toEqual(mine.project)
  expect(planOf(undone, other)).toEqual(planOf(mine, other))
  const redone = work(undone, 10).change(
    `redo: ${merged.entries.at(-1)!.label}`,
    difference(undone.project, merged.project),
  ).copy
  expect(planOf(redone, other)).toMatchObject({ nothingNew: true, conflicts: [] })
})

test('one name under two ids is asked about: two people by default, the second with a number', () => {
  const mine = work(first, 2).do({ type: 'addCoder', name: 'Cem' }).code('two', 'casualty', 'Cem').copy
  const other = work(first, 3).do({ type: 'addCoder', name: 'Cem' }).code('hospital', 'state', 'Cem').copy
  const [conflict] = planOf(mine, other).conflicts
  expect(conflict).toMatchObject({
    kind: 'coder',
    sentence: 'Both copies have a coder Cem under different ids: one person, or two?',
    choices: ['two people', 'one person'],
    chosen: 'two people',
  })
  const two = mergeInto(mine, other)
  expect([...two.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem', 'Cem (2)'])
  expect(planOf(two, other)).toMatchObject({ nothingNew: true, conflicts: [] })

  const one = mergeInto(mine, other, { [conflict!.id]: 'one person' })
  expect(quotes(one.project)).toContain('Cem state hospital')
  expect(one.project.coders.size).toBe(3)
  // And it stays one person when the other copy goes on.
  const later = work(other, 9).code('denied', 'actor', 'Cem').copy
  expect(planOf(one, later)).toMatchObject({
    conflicts: [],
    comesIn: { coders: [], segments: [{ coder: 'Cem', segments: 1 }] },
  })
})

test('two codes of one path are one code, with the segments of both, and stay one when it is renamed', () => {
  const add = (copy: Copy, place: number, name: string) =>
    work(copy, place).do({ type: 'addCodes', parent: null, codes: [{ name, children: [{ name: 'army' }] }] })
  const mine = add(first, 2, 'Side').code('hospital', 'army', 'Ana').copy
  const other = add(first, 3, 'Side').code('ministry', 'army', 'Ben').copy
  const merged = mergeInto(mine, other)
  expect(codes(merged.project)).toEqual(['actor', '  state', 'casualty', 'Side', '  army'])
  expect(quotes(merged.project)).toEqual(['Ana actor The hospital', 'Ana army hospital', 'Ben army ministry'])
  const renamed = work(merged, 9).do({
    type: 'changeCode',
    code: codeId(merged.project, 'Side'),
    changes: { name: 'Party' },
  }).copy
  const later = work(other, 10).code('denied', 'army', 'Ben').copy
  expect(codes(mergeInto(renamed, later, {}, 11).project)).toEqual([
    'actor',
    '  state',
    'casualty',
    'Party',
    '  army',
  ])
})

test('a key that two codes want goes to the smaller id, and that is told', () => {
  const add = (place: number, name: string) =>
    work(first, place).do({ type: 'addCodes', parent: null, codes: [{ name, key: 'p' }] }).copy
  const [mine, other] = [add(2, 'place'), add(3, 'party')]
  const { codes: merged } = mergeInto(mine, other).project
  expect(
    [...merged.values()].filter(({ name }) => name.startsWith('p')).map(({ name, key }) => [name, key]),
  ).toEqual([
    ['place', ''],
    ['party', 'p'],
  ])
  expect(planOf(mine, other).notes).toEqual(['The key p applies party; the code place has none now.'])
})

test('two codes that would stand in one place under one name get two names', () => {
  const mine = work(first, 2).do({ type: 'addCodes', parent: null, codes: [{ name: 'place' }] }).copy
  const other = work(first, 3).do({
    type: 'changeCode',
    code: codeId(first.project, 'casualty'),
    changes: { name: 'Place' },
  }).copy
  expect(codes(mergeInto(mine, other).project)).toEqual(['actor', '  state', 'Place', 'place (2)'])
  expect(planOf(mine, other).notes).toEqual([
    'There are two codes place in one place; one is called place (2) now.',
  ])
})

test('codes that were moved below each other end in no circle', () => {
  const move = (place: number, name: string, below: string) =>
    work(first, place).do({
      type: 'moveCode',
      code: codeId(first.project, name),
      parent: codeId(first.project, below),
      order: 0,
    }).copy
  const { project } = mergeInto(move(2, 'actor', 'casualty'), move(3, 'casualty', 'actor'))
  expect(codes(project)).toEqual(['actor', '  casualty', '  state'])
})

test('a document of one name with two texts is kept twice, and that is told', () => {
  const add = (place: number, text: string) =>
    work(first, place).do({ type: 'addDocuments', documents: [newDocument('Day', text)] }).copy
  const [mine, other] = [add(2, 'One.'), add(3, 'Two.')]
  expect(planOf(mine, other).conflicts).toMatchObject([
    {
      kind: 'text',
      sentence: '“Day” has another text in the other copy; both are kept.',
      mine: { characters: 4, file: 'Day.txt' },
      choices: ['both'],
    },
  ])
  const merged = mergeInto(mine, other)
  expect([...merged.project.texts.values()].map(({ text }) => text)).toEqual([hospitalText, 'One.', 'Two.'])
  expect(planOf(merged, other).conflicts).toEqual([])
})

test('one text under two ids is one document, with everybody’s segments', () => {
  const add = (title: string, place: number, name: string) => {
    const desk = work(first, place).do({ type: 'addDocuments', documents: [newDocument(title, 'The same.')] })
    const document = [...desk.project.documents.keys()].at(-1)!
    const code = codeId(first.project, 'actor')
    return desk.do({ type: 'applyCode', document, code, start: 0, end: 3 }, name).copy
  }
  const [mine, other] = [add('Zwei', 2, 'Ana'), add('Eins', 3, 'Ben')]
  const { project } = mergeInto(mine, other)
  expect([...project.documents.keys()]).toEqual([
    onlyDocument(first.project),
    expect.stringMatching(/^eins-/),
  ])
  expect(quotes(project)).toEqual(['Ana actor The', 'Ana actor The hospital', 'Ben actor The'])
  expect(planOf(mine, other).conflicts.map(({ sentence }) => sentence)).toEqual([
    '“Zwei” is described differently: title.',
  ])
})

test('a document described on both sides is a conflict in what differs, and keeps what does not', () => {
  const describedAs = (place: number, variables: Record<string, string>) =>
    work(first, place).do({ type: 'describeDocument', document: onlyDocument(first.project), variables }).copy
  const [mine, other] = [
    describedAs(2, { outlet: 'AP', day: '1' }),
    describedAs(3, { outlet: 'AFP', place: 'Lachin' }),
  ]
  expect(planOf(mine, other).conflicts).toMatchObject([
    {
      kind: 'document',
      mine: { 'variable outlet': 'AP' },
      other: { 'variable outlet': 'AFP' },
      chosen: 'other',
    },
  ])
  const [document] = mergeInto(mine, other).project.documents.values()
  expect(document!.variables).toEqual({ day: '1', outlet: 'AFP', place: 'Lachin' })
})

test('one coder’s segment that was changed in two copies is a conflict; the later change wins', () => {
  const [segment] = [...first.project.segments.values()].flatMap((table) => [...table.values()])
  const change = (place: number, changes: object) =>
    work(first, place).do(
      { type: 'changeSegment', document: segment!.document, segment: segment!.id, changes },
      'Ana',
    ).copy
  const [mine, other] = [change(2, { end: 17, memo: 'why' }), change(3, { end: 3 })]
  expect(planOf(mine, other).conflicts).toMatchObject([
    {
      kind: 'segment',
      sentence: 'Ana’s segment “The hospital said” in “Report” was changed on both sides.',
      mine: { code: 'actor', start: 0, end: 17, memo: 'why' },
      other: { code: 'actor', start: 0, end: 3, memo: '' },
      chosen: 'other',
    },
  ])
  expect(quotes(mergeInto(mine, other).project)).toEqual(['Ana actor The'])
})

test('one coder’s same code on the same span, coded in two copies, is one segment with the memo that there is', () => {
  const mine = work(first, 2).code('two', 'casualty', 'Ben').copy
  const coded = work(first, 3).code('two', 'casualty', 'Ben').copy
  const [segment] = coded.project.segments.get([...coded.project.segments.keys()].at(-1)!)!.values()
  const other = work(coded, 4).do(
    {
      type: 'changeSegment',
      document: segment!.document,
      segment: segment!.id,
      changes: { memo: 'civilians' },
    },
    'Ben',
  ).copy
  const { project } = mergeInto(mine, other)
  const work_ = [...project.segments.get([...project.segments.keys()].at(-1)!)!.values()]
  expect(work_).toMatchObject([{ quote: 'two', memo: 'civilians' }])
  expect(planOf(mine, other).conflicts).toEqual([])
})

test('a code that was deleted here and coded with there is kept, with what went with it, unless one chooses', () => {
  const code = codeId(first.project, 'actor')
  const mine = work(first, 2).do({ type: 'deleteCode', code }).copy
  const other = work(first, 3).code('hospital', 'state', 'Ben').copy
  const plan = planOf(mine, other)
  expect(
    plan.conflicts.map(({ id, sentence, chosen }) => [id.replace(/-\d+$/, ''), sentence, chosen]),
  ).toEqual([
    [
      'deletion/code/actor',
      'The code actor was deleted here, and one segment was coded with it or in it on the other side.',
      'keep',
    ],
    [
      'deletion/code/state',
      'The code actor / state was deleted here, and one segment was coded with it or in it on the other side.',
      'keep',
    ],
  ])
  const kept = mergeInto(mine, other)
  expect(quotes(kept.project)).toEqual(['Ana actor The hospital', 'Ben state hospital'])
  expect(mergeInto(other, mine).project).toEqual(kept.project)
  expect(planOf(kept, mine)).toMatchObject({ nothingNew: true, conflicts: [] })
  expect(planOf(mergeInto(other, mine), mine)).toMatchObject({ nothingNew: true, conflicts: [] })

  const gone = mergeInto(mine, other, { [plan.conflicts[0]!.id]: 'delete' })
  expect(quotes(gone.project)).toEqual([])
  expect(codes(gone.project)).toEqual(['casualty'])
  expect(planOf(gone, other)).toMatchObject({ nothingNew: true, conflicts: [] })
})

test('a document that was deleted there and coded here is kept', () => {
  const other = work(first, 2).do({ type: 'deleteDocument', document: onlyDocument(first.project) }).copy
  const mine = work(first, 3).code('two', 'casualty', 'Ben').copy
  expect(planOf(mine, other).conflicts).toMatchObject([
    {
      kind: 'deletion',
      sentence:
        '“Report” was deleted in the other copy, and one segment was coded with it or in it on the other side.',
      mine: { segments: 1 },
      other: null,
    },
  ])
  expect(mergeInto(mine, other).project).toEqual(mine.project)
  expect(mergeInto(other, mine).project).toEqual(mine.project)
})

test('a record that was lost without being deleted comes back', () => {
  const lost: Copy = { ...first, project: { ...first.project, segments: new Map() } }
  expect(quotes(mergeInto(lost, first).project)).toEqual(['Ana actor The hospital'])
})

test('merging opens no comparison that was opened nobody knows when, and closes none', () => {
  const open = work(first, 2).do({ type: 'openComparison' }).copy
  expect(settingsOf(mergeInto(open, first).project).blind).toBe(false)
  expect(planOf(first, open).notes).toEqual([
    'The comparison was opened in the other copy, and is open here too from now on.',
  ])
  const plan = planMerge(first.project, open.project, noKnowledge)
  expect(plan.conflicts).toMatchObject([{ id: 'project/comparison', chosen: 'closed' }])
  const choices = { 'project/comparison': 'open' }
  expect(settingsOf(mergeProjects(first.project, open.project, noKnowledge, choices)).blind).toBe(false)
})

test('a project that another one is merged into keeps its own id and title', () => {
  const settings = { ...settingsOf(bareProject), id: 'other-000000' as never, title: 'Other' }
  const other = { ...first.project, settings: new Map([[settings.id, settings]]) }
  const { project } = mergeInto(first, { project: other, entries: [] })
  expect(project).toEqual(first.project)
})

test('a choice about no conflict is refused, and so is one that the conflict does not have', () => {
  const [mine, other] = [define(first, 2, 'actor', 'A'), define(first, 3, 'actor', 'B')]
  expect(() => planOf(mine, other, { 'code/none': 'mine' })).toThrow(
    'This merge has no conflict code/none; look at the plan for the conflicts it has.',
  )
  const [id = ''] = conflictIds(mine, other)
  expect(() => planOf(mine, other, { [id]: 'yours' })).toThrow(
    /has the choices mine and other; “yours” is none/,
  )
})
