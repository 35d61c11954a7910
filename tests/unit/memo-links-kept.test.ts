import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, invert } from '../../core/change.ts'
import { type Command, decide } from '../../core/command.ts'
import { memoLinks } from '../../core/memo-links.ts'
import type { Project, SegmentId } from '../../core/model.ts'
import { segmentsOf, settingsOf } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import {
  codeId,
  coderId,
  counting,
  newDocument,
  onlyDocument,
  perform,
  smallProject,
} from './sample-project.ts'

/** Both coders have coded, and every kind of memo says the same. */
function noted(memo: (project: Project) => string): Project {
  const start = perform(smallProject(), [
    { type: 'addDocuments', documents: [newDocument('Notes', 'Other words.')] },
    { type: 'addCodes', parent: null, codes: [{ name: 'place', children: [{ name: 'city' }] }] },
  ])
  const document = onlyDocument(start)
  const code = codeId(start, 'casualty')
  const coded = ['Ana', 'Ben'].reduce((project, name) => {
    const segment = name.toLowerCase() as SegmentId
    return perform(project, [{ type: 'applyCode', document, code, segment, start: 18, end: 31 }], name)
  }, start)
  const text = memo(coded)
  const shared: Command[] = [
    { type: 'writeProjectMemo', memo: text },
    { type: 'describeDocument', document, memo: text },
    { type: 'changeCode', code, changes: { memo: text } },
  ]
  return ['Ana', 'Ben'].reduce(
    (project, name) => {
      const [segment] = segmentsOf(project, coderId(project, name), document)
      return perform(
        project,
        [{ type: 'changeSegment', document, segment: segment!.id, changes: { memo: text } }],
        name,
      )
    },
    perform(coded, shared),
  )
}

function memos(project: Project): string[] {
  const segments = [...project.segments.values()].flatMap((table) => [...table.values()])
  const records = [...project.codes.values(), ...project.documents.values(), ...segments]
  return [settingsOf(project), ...records].map(({ memo }) => memo).filter((memo) => memo !== '')
}

/** Where each link of the project's memo leads, in their order. */
function targets(project: Project): string[] {
  const { memo } = settingsOf(project)
  return [...memo.matchAll(/\[\[.*?\]\]/g)].map(([written]) => {
    const { target } = memoLinks(project, written)[0]!
    if (target.kind === 'gone') return 'gone'
    if (target.kind === 'code') return target.code.id
    return target.kind === 'document' ? target.document.id : `${target.document.id} ${target.id}`
  })
}

function decided(project: Project, command: Command) {
  const { now, newId } = counting(500)
  return decide(project, command, { coder: coderId(project, 'Ana'), now: now(), newId })
}

test('a code that is renamed is renamed in the memos of everybody that link to it, in the same step', () => {
  const project = noted(
    () => 'As [[actor / state]], [[state]] and [[ actor ]]; not [[nobody]], actor or [actor].',
  )
  const { change } = decided(project, {
    type: 'changeCode',
    code: codeId(project, 'actor'),
    changes: { name: 'party' },
  })
  const after = apply(project, change)
  expect(memos(after)).toHaveLength(5)
  for (const memo of memos(after))
    expect(memo).toBe('As [[state]], [[state]] and [[party]]; not [[nobody]], actor or [actor].')
  expect(apply(after, invert(change))).toEqual(project)
})

test('a document that gets another title is called so in links to it and to segments in it', () => {
  const segment = (project: Project) =>
    segmentsOf(project, coderId(project, 'Ana'), onlyDocument(project))[0]!
  const project = noted(
    (coded) => `[[Report]], [[Report.txt]] and [[segment ${segment(coded).id} in Report]]`,
  )
  const title = 'Ministry of 5 May'
  const after = perform(project, [{ type: 'describeDocument', document: onlyDocument(project), title }])
  expect(memos(after)).toContain(
    `[[${title}]], [[Report.txt]] and [[segment ${segment(project).id} in ${title}]]`,
  )
})

test('links to a code that is merged into another lead to that one', () => {
  const project = noted(() => '[[city]]')
  const [code, into] = [codeId(project, 'city'), codeId(project, 'actor')]
  const after = perform(project, [{ type: 'mergeCodes', code, into }])
  for (const memo of memos(after).filter((one) => !one.includes('merged'))) expect(memo).toBe('[[actor]]')
})

test('a name that a second code gets is written out where the first is meant, in the same step', () => {
  const project = noted(() => '[[state]] and [[city]]')
  const ways: Command[] = [
    { type: 'addCodes', parent: null, codes: [{ name: 'state' }] },
    { type: 'addCodes', parent: codeId(project, 'place'), codes: [{ name: 'state' }] },
    { type: 'changeCode', code: codeId(project, 'casualty'), changes: { name: 'state' } },
    { type: 'importCodes', codes: [{ name: 'place', children: [{ name: 'state' }] }] },
    { type: 'groupCodes', codes: [codeId(project, 'casualty')], name: 'state' },
    { type: 'splitCode', code: codeId(project, 'casualty'), into: [{ name: 'state' }], moves: [] },
    { type: 'applyNewCode', document: onlyDocument(project), name: 'state', start: 0, end: 3 },
    { type: 'addDocuments', documents: [newDocument('state', 'Of the state.')] },
  ]
  for (const way of ways) {
    const { change } = decided(project, way)
    const after = apply(project, change)
    expect(new Set(memos(after))).toEqual(new Set(['[[actor / state]] and [[city]]']))
    expect(apply(after, invert(change))).toEqual(project)
  }
})

test('a new name that leads nowhere yet changes no memo', () => {
  const project = noted(() => '[[state]] and [[fraud]]')
  const { change } = decided(project, { type: 'addCodes', parent: null, codes: [{ name: 'fraud' }] })
  expect(change.segments).toBeUndefined()
  expect(targets(project)[1]).toBe('gone')
  expect(targets(apply(project, change))[1]).toBe(change.codes!.added[0]!.id)
})

test('what an imported codebook says in its memos is meant as codes are called after it', () => {
  const project = noted(() => '[[state]]')
  const memo = 'Unlike [[state]].'
  const codes = [{ name: 'state' }, { name: 'place', memo }]
  const after = perform(project, [{ type: 'importCodes', codes }])
  expect(after.codes.get(codeId(after, 'place'))!.memo).toBe(memo)
  expect(settingsOf(after).memo).toBe('[[actor / state]]')
})

test('a link to a code or document that is deleted leads nowhere, and never to another of its name', () => {
  const twins = (project: Project) =>
    perform(project, [
      { type: 'addCodes', parent: codeId(project, 'place'), codes: [{ name: 'actor' }] },
      { type: 'addCodes', parent: null, codes: [{ name: 'Notes' }] },
    ])
  const project = twins(noted(() => '[[actor]] [[Notes]] [[casualty]]'))
  const notes = [...project.documents.values()].find(({ title }) => title === 'Notes')!.id
  const top = [...project.codes.values()].find(({ name, parent }) => name === 'actor' && parent === null)!.id
  const [actor, document, casualty] = targets(project)
  expect([actor, document]).toEqual([top, notes])
  const withoutCode = perform(project, [{ type: 'deleteCode', code: top }])
  expect(targets(withoutCode)).toEqual(['gone', notes, casualty])
  const without = perform(withoutCode, [{ type: 'deleteDocument', document: notes }])
  expect(targets(without)).toEqual(['gone', 'gone', casualty])
  expect(settingsOf(without).memo).toBe(`[[${top}]] [[${notes}]] [[casualty]]`)
})

test('a link to a segment leads to the one that took its place, when it is joined or its code merged', () => {
  const start = noted(() => '')
  const document = onlyDocument(start)
  const ids = ['ana', 'late', 'twin', 'far'] as SegmentId[]
  const [kept, late, twin, far] = ids as [SegmentId, SegmentId, SegmentId, SegmentId]
  const [casualty, actor] = [codeId(start, 'casualty'), codeId(start, 'actor')]
  const project = perform(
    start,
    [
      { type: 'applyCode', document, code: casualty, segment: late, start: 33, end: 45 },
      { type: 'applyCode', document, code: actor, segment: twin, start: 18, end: 31 },
      { type: 'applyCode', document, code: actor, segment: far, start: 33, end: 36 },
      { type: 'writeProjectMemo', memo: ids.map((id) => `[[segment ${id} in Report]]`).join(' ') },
    ],
    'Ana',
  )
  const leads = (after: Project) => targets(after).map((target) => target.split(' ').at(-1))
  const joined = decided(project, { type: 'joinSegments', document, segments: [kept, late] })
  expect(leads(apply(project, joined.change))).toEqual([kept, kept, twin, far])
  const merged = decided(project, { type: 'mergeCodes', code: actor, into: casualty })
  expect(leads(apply(project, merged.change))).toEqual([kept, late, kept, far])
  for (const { change } of [joined, merged])
    expect(apply(apply(project, change), invert(change))).toEqual(project)
})

test('a link to a segment that is split leads to its first half, and to one of a code that is split still there', () => {
  const project = noted(() => '[[segment ana in Report]] [[casualty]]')
  const document = onlyDocument(project)
  const move = { document, segment: 'ana' as SegmentId, to: 0 }
  const ways: Command[] = [
    { type: 'splitSegment', document, segment: move.segment, at: 22 },
    { type: 'splitCode', code: codeId(project, 'casualty'), into: [{ name: 'dead' }], moves: [move] },
  ]
  for (const way of ways)
    expect(targets(apply(project, decided(project, way).change))).toEqual(targets(project))
})

/** A command about the project as it is then. */
type Make = (project: Project) => Command

const name = fc.constantFrom(
  ...['actor', 'state', 'city', 'Notes', 'Report', 'a]]b', 'actor / state', 'segment ana in Report', 'new'],
)
const code = fc.constantFrom('actor', 'state', 'casualty', 'place', 'city')
const anyWay = fc
  .record({ way: fc.nat(13), name, one: code, other: code, top: fc.boolean() })
  .map(({ way, name, one, other, top }): Make => {
    return (project) => {
      const [code, second] = [codeId(project, one), codeId(project, other)]
      const parent = top ? null : second
      const document = onlyDocument(project)
      const segments = ['ana', 'late', 'twin'] as SegmentId[]
      const ways: Command[] = [
        { type: 'changeCode', code, changes: { name } },
        { type: 'moveCode', code, parent, order: 0 },
        { type: 'groupCodes', codes: [code], name },
        { type: 'mergeCodes', code, into: second },
        { type: 'describeDocument', document, title: name },
        { type: 'addCodes', parent, codes: [{ name, children: [{ name: one }] }] },
        { type: 'importCodes', codes: [{ name, children: [{ name: other }] }] },
        { type: 'applyNewCode', document, name, start: 0, end: 5 },
        { type: 'splitCode', code, into: [{ name }, { code: second }], moves: [] },
        { type: 'deleteCode', code },
        { type: 'deleteDocument', document },
        { type: 'addDocuments', documents: [newDocument(name, 'Words of its own.')] },
        { type: 'joinSegments', document, segments: segments.slice(0, 2) },
        { type: 'deleteSegments', document, segments: segments.slice(1) },
      ]
      return ways[way]!
    }
  })

const anyMemo = fc
  .array(
    fc.constantFrom(
      ...['actor', 'state', 'actor / state', 'city', 'place / city', 'casualty', 'Report', 'Report.txt'],
      ...['Notes', 'nobody', 'new', 'segment ana in Report', 'segment late in Report.txt'],
      ...['segment twin in Report'],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((names) => names.map((one) => `[[${one}]]`).join(' '))

/** Ana has coded two spans more, one of them with a further code, and everybody's memos say the same. */
function busy(memo: string): Project {
  const project = noted(() => memo)
  const document = onlyDocument(project)
  const [casualty, actor] = [codeId(project, 'casualty'), codeId(project, 'actor')]
  const spans: Command[] = [
    { type: 'applyCode', document, code: casualty, segment: 'late' as SegmentId, start: 33, end: 45 },
    { type: 'applyCode', document, code: actor, segment: 'twin' as SegmentId, start: 18, end: 31 },
  ]
  return perform(project, spans, 'Ana')
}

/** What a link that led there leads to after the command; undefined where that is gone. */
function place(led: string, command: Command, after: Project): string | undefined {
  const [document, segment] = led.split(' ')
  if (segment !== undefined) {
    const found = (id: string) => [...after.segments.values()].some((table) => table.has(id as SegmentId))
    if (found(segment)) return led
    const joined = command.type === 'joinSegments' || command.type === 'mergeCodes'
    const twin = { ana: 'twin', late: 'ana', twin: 'ana' }[segment]!
    return joined && found(twin) ? `${document} ${twin}` : undefined
  }
  if (command.type === 'mergeCodes' && command.code === led) return command.into
  const there = [...after.codes.keys(), ...after.documents.keys()].some((id) => id === led)
  return there ? led : undefined
}

test('whatever is named, moved, joined or deleted, every link leads where it led or nowhere, and undo is exact', () => {
  let runs = 0
  fc.assert(
    fc.property(anyMemo, anyWay, (memo, make) => {
      const project = busy(memo)
      const command = make(project)
      try {
        const { change } = decided(project, command)
        const after = apply(project, change)
        const leads = targets(after)
        // A link that led nowhere may find something.
        for (const [n, led] of targets(project).entries())
          if (led !== 'gone') expect(leads[n]).toBe(place(led, command, after) ?? 'gone')
        for (const table of after.segments.values())
          for (const { id, memo: said } of table.values())
            if (id === 'ben') expect(said).toBe(settingsOf(after).memo)
        expect(apply(after, invert(change))).toEqual(project)
        runs++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }),
    { numRuns: 500 },
  )
  expect(runs).toBeGreaterThan(200)
})
