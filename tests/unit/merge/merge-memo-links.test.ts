import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { difference } from '../../../core/difference.ts'
import { memoLinks } from '../../../core/memo-links.ts'
import { noKnowledge } from '../../../core/merge/knowledge.ts'
import { merge, mergeProjects } from '../../../core/merge/plan.ts'
import type { CodeId, Project, SegmentId } from '../../../core/model.ts'
import { settingsOf } from '../../../core/model.ts'
import { cases } from '../../campaign.ts'
import { codeId, newDocument, onlyDocument } from '../sample-project.ts'
import { anyPick, type Copy, firstCopy, known, mergeInto, planOf, segmentsIn, work } from './copies.ts'

/** A project whose memo, and that of its document, say so. */
function noted(memo: string, from = firstCopy()): Copy {
  return work(from, 2)
    .do({ type: 'writeProjectMemo', memo })
    .do({ type: 'describeDocument', document: onlyDocument(from.project), memo }).copy
}

function rename(from: Copy, code: string, name: string, place: number) {
  return work(from, place).do({
    type: 'changeCode',
    code: codeId(from.project, code),
    changes: { name },
  })
}

/** Where the links of the project's memo lead: ids. */
function leads(project: Project): string[] {
  return leadsOf(project, settingsOf(project).memo)
}

function leadsOf(project: Project, memo: string): string[] {
  return [...memo.matchAll(/\[\[.*?\]\]/g)].map(([written]) => {
    const { target } = memoLinks(project, written)[0]!
    if (target.kind === 'gone') return 'gone'
    if (target.kind === 'code') return target.code.id
    return target.kind === 'document' ? target.document.id : `${target.document.id} ${target.id}`
  })
}

/** Both orders of merging, which give the same, with a look at what merging each copy again does. */
function merged(a: Copy, b: Copy): Project {
  const there = mergeInto(a, b)
  expect(mergeProjects(b.project, a.project, known(b, a))).toEqual(there.project)
  for (const copy of [a, b])
    expect(difference(there.project, mergeInto(there, copy, {}, 9).project)).toEqual({})
  return there.project
}

test('a memo of one copy leads to a code that was renamed in the other', () => {
  const base = noted('')
  const casualty = codeId(base.project, 'casualty')
  const a = work(base, 3).do({ type: 'writeProjectMemo', memo: 'As [[casualty]].' }).copy
  const b = rename(base, 'casualty', 'victim', 4).copy
  const project = merged(a, b)
  expect(settingsOf(project).memo).toBe('As [[victim]].')
  expect(leads(project)).toEqual([casualty])
})

test('a memo that was changed in one copy is no conflict with the same memo, renamed in the other', () => {
  const base = noted('Old: [[casualty]].')
  const a = work(base, 3).do({ type: 'writeProjectMemo', memo: 'New: [[casualty]].' }).copy
  const b = rename(base, 'casualty', 'victim', 4).copy
  expect(planOf(a, b).conflicts).toEqual([])
  const project = merged(a, b)
  expect(settingsOf(project).memo).toBe('New: [[victim]].')
  expect([...project.documents.values()][0]!.memo).toBe('Old: [[victim]].')
})

test('what was deleted in one copy is deleted, though the other wrote its memo with another name', () => {
  const start = firstCopy()
  const [segment] = segmentsIn(start.project)
  const about = { document: segment!.document, segment: segment!.id }
  const memo = '[[casualty]]'
  const base = work(start, 2).do({ type: 'changeSegment', ...about, changes: { memo } }, 'Ana').copy
  const a = work(base, 3).do(
    { type: 'deleteSegments', document: about.document, segments: [about.segment] },
    'Ana',
  ).copy
  const b = rename(base, 'casualty', 'victim', 4).copy
  expect(planOf(a, b).conflicts).toEqual([])
  expect(segmentsIn(merged(a, b))).toEqual([])
})

test('a conflict shows memos with the names of their copies', () => {
  const base = noted('[[casualty]]')
  const a = work(base, 3).do({ type: 'writeProjectMemo', memo: 'One [[casualty]].' }).copy
  const b = rename(base, 'casualty', 'victim', 4).do({
    type: 'writeProjectMemo',
    memo: 'Two [[victim]].',
  }).copy
  expect(planOf(a, b).conflicts).toMatchObject([
    { id: 'project/memo', mine: { memo: 'One [[casualty]].' }, other: { memo: 'Two [[victim]].' } },
  ])
  expect(settingsOf(mergeInto(a, b, { 'project/memo': 'mine' }).project).memo).toBe('One [[victim]].')
})

test('two codes of one name that come from two copies are told apart in memos', () => {
  const base = noted('')
  const add = (parent: CodeId | null, place: number) =>
    work(base, place).do({ type: 'addCodes', parent, codes: [{ name: 'fraud' }] })
  const a = add(codeId(base.project, 'actor'), 3).do({ type: 'writeProjectMemo', memo: '[[fraud]]' }).copy
  const b = add(codeId(base.project, 'casualty'), 4).copy
  const project = merged(a, b)
  expect(settingsOf(project).memo).toBe('[[actor / fraud]]')
  expect(leads(project)).toEqual([codeId(a.project, 'fraud')])
})

test('codes and texts that turn out to be one are linked to as one, by id too', () => {
  const base = noted('')
  const both = (place: number) => {
    const desk = work(base, place)
      .do({ type: 'addCodes', parent: null, codes: [{ name: 'fraud' }] })
      .do({ type: 'addDocuments', documents: [newDocument(`Day ${place}`, 'The same words.')] })
    const document = [...desk.project.documents.keys()].at(-1)!
    const code = codeId(desk.project, 'fraud')
    return { desk, document, code }
  }
  const [one, two] = [both(3), both(4)]
  const a = one.desk.do({
    type: 'changeCode',
    code: one.code,
    changes: { memo: `[[${one.code}]] [[Day 3]] [[${one.document}]]` },
  }).copy
  const b = two.desk.do({
    type: 'writeProjectMemo',
    memo: `[[${two.code}]] [[Day 4]] [[${two.document}]]`,
  }).copy
  const project = merged(a, b)
  const fraud = codeId(project, 'fraud')
  const text = [...project.documents.keys()].find((id) => id !== onlyDocument(base.project))!
  expect(leads(project)).toEqual([fraud, text, text])
  expect(leadsOf(project, project.codes.get(fraud)!.memo)).toEqual([fraud, text, text])
})

test('a link to a segment that both copies made leads to the one that is left', () => {
  const base = noted('')
  const code = codeId(base.project, 'casualty')
  const document = onlyDocument(base.project)
  const [a, b] = [3, 4].map((place) => {
    const segment = `made-${place}` as SegmentId
    const memo = `[[segment ${segment} in Report]]`
    return work(base, place)
      .do({ type: 'applyCode', document, code, segment, start: 18, end: 31 }, 'Ana')
      .do({ type: 'changeSegment', document, segment, changes: { memo } }, 'Ana')
      .do({ type: 'writeProjectMemo', memo: place === 4 ? memo : '' }).copy
  })
  const project = merged(a!, b!)
  expect(leads(project)).toEqual([`${onlyDocument(project)} made-3`])
  expect(segmentsIn(project).map(({ memo }) => memo)).toContain('[[segment made-3 in Report]]')
})

const session = fc.array(anyPick, { maxLength: 20 })

test('after any merge every link leads where it led in the copy that its memo is from, or nowhere', () => {
  const base = noted('[[actor]] [[state]] [[Report]]')
  let links = 0
  const after = (
    picks: readonly ((project: Project) => Parameters<ReturnType<typeof work>['tryTo']>[0])[],
    place: number,
  ) => {
    const desk = work(base, place)
    for (const pick of picks) desk.tryTo(pick(desk.project), 'Ana')
    return desk.copy
  }
  fc.assert(
    fc.property(session, session, fc.boolean(), (one, two, informed) => {
      const [a, b] = [after(one, 3), after(two, 4)]
      const result = merge(a.project, b.project, informed ? known(a, b) : noKnowledge)
      // What turned out to be one has another id in one of the copies.
      if (Object.values(result.merging.same).some(({ length }) => length > 0)) return
      for (const [n, memo] of memosOf(result.project)) {
        const froms = [a.project, b.project].flatMap((from) => {
          const there = memosOf(from).get(n)
          return there !== undefined && plain(there) === plain(memo) ? [leadsOf(from, there)] : []
        })
        const led = leadsOf(result.project, memo)
        links += led.length
        const fits = froms.some((from) =>
          from.every((was, at) => was === 'gone' || led[at] === was || !isThere(result.project, was)),
        )
        expect(fits, `${memo}: ${led}, once ${froms.join(' or ')}`).toBe(true)
      }
    }),
    { numRuns: cases(200, 2000) },
  )
  expect(links).toBeGreaterThan(200)
})

function plain(memo: string): string {
  return memo.replace(/\[\[.*?\]\]/g, '[[]]')
}

function memosOf(project: Project): Map<string, string> {
  const records = [
    settingsOf(project),
    ...project.codes.values(),
    ...project.documents.values(),
    ...segmentsIn(project),
  ]
  return new Map(records.map(({ id, memo }) => [id, memo]))
}

function isThere(project: Project, led: string): boolean {
  const [id, segment] = led.split(' ')
  if (segment !== undefined) return segmentsIn(project).some((one) => one.id === segment)
  return [...project.codes.keys(), ...project.documents.keys()].some((one) => one === id)
}
