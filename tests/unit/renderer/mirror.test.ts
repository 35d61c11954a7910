import { expect, test } from '@playwright/test'
import { decide } from '../../../core/command.ts'
import type { WindowCommand } from '../../../core/contract.ts'
import { countsOf } from '../../../core/counts.ts'
import type { CoderId, Project, SegmentId } from '../../../core/model.ts'
import { codingsId } from '../../../core/model.ts'
import type { Mirror } from '../../../renderer/mirror.ts'
import { emptyMirror, foresee, newId, shownOf, tell } from '../../../renderer/mirror.ts'
import { codeId, coderId, counting, onlyDocument, smallProject } from '../sample-project.ts'

const project = smallProject()
const ana = coderId(project, 'Ana')
const document = onlyDocument(project)
const mirror: Mirror = { ...emptyMirror, told: { project, counts: new Map() } }

const apply = (segment: string, start: number, end: number): WindowCommand => ({
  ...{ type: 'applyCode', document, code: codeId(project, 'casualty'), segment: segment as SegmentId },
  ...{ start, end },
})
const foreseen = (before: Mirror, command: WindowCommand): Mirror => ({
  ...before,
  foreseen: [...before.foreseen, foresee(shownOf(before).project, command, ana)!],
})
const contextOf = (coder: CoderId | null) => ({
  coder,
  now: '2026-01-02T03:04:05.000Z',
  newId: counting(5).newId,
})
/** What the main process makes of it, a little later. */
const told = (before: Project, command: WindowCommand) => decide(before, command, contextOf(ana)).change
const spans = ({ project }: { project: Project }) =>
  [...(project.segments.get(codingsId(ana, document))?.values() ?? [])].map(({ id, start, end }) => [
    id,
    start,
    end,
  ])

test('what is done to segments shows before it is told, and is shown once when it is', () => {
  const [first, second] = [apply('one', 0, 3), apply('two', 4, 12)]
  const asked = foreseen(foreseen(mirror, first), second)
  expect(spans(shownOf(asked))).toEqual([
    ['one', 0, 3],
    ['two', 4, 12],
  ])
  const one = told(project, first)
  const half = tell(asked, one)
  expect(half.foreseen).toHaveLength(1)
  expect(spans(shownOf(half))).toEqual(spans(shownOf(asked)))
  expect(shownOf(half).counts).toEqual(countsOf(shownOf(half).project.segments))
  const both = tell(half, told(half.told.project, second))
  expect(both.foreseen).toEqual([])
  expect(shownOf(both)).toBe(both.told)
  expect(shownOf(both).counts).toEqual(countsOf(shownOf(both).project.segments))
})

test('a guess that comes true is the same value before and after, so that nothing is drawn again', () => {
  // The first segment under a codebook brings a version of it along, with an id that can't be foreseen.
  const made = tell(mirror, told(project, apply('zero', 13, 16)))
  const [first, second] = [apply('one', 0, 3), apply('two', 4, 12)]
  const asked = foreseen(foreseen(made, first), second)
  const before = shownOf(asked)
  const half = tell(asked, told(made.told.project, first))
  expect(shownOf(half)).toBe(before)
  const both = tell(half, told(half.told.project, second))
  expect(both.foreseen).toEqual([])
  expect(shownOf(both)).toBe(before)
})

test('a guess that comes true in another way is shown as it was told', () => {
  const asked = foreseen(mirror, apply('one', 0, 3))
  const { segments } = told(project, apply('one', 0, 3))
  const otherwise = { ...segments!, added: segments!.added.map((each) => ({ ...each, end: 12 })) }
  expect(spans(shownOf(tell(asked, { segments: otherwise })))).toEqual([['one', 0, 12]])
})

test('a border moved twice before the first answer does not jump back in between', () => {
  const made = tell(mirror, told(project, apply('one', 0, 3)))
  const move = (end: number): WindowCommand => ({
    ...{ type: 'changeSegment', document, segment: 'one' as SegmentId, changes: { end } },
  })
  const asked = foreseen(foreseen(made, move(12)), move(17))
  const half = tell(asked, told(made.told.project, move(12)))
  expect(spans(half.told)).toEqual([['one', 0, 12]])
  expect(spans(shownOf(half))).toEqual([['one', 0, 17]])
})

test('what a colleague does meanwhile is shown beside what is foreseen', () => {
  const asked = foreseen(mirror, apply('one', 0, 3))
  const other = decide(project, { type: 'addCoder', name: 'Cem' }, contextOf(null)).change
  const after = tell(asked, other)
  expect(after.foreseen).toHaveLength(1)
  expect([...shownOf(after).project.coders.values()].map(({ name }) => name)).toContain('Cem')
  expect(spans(shownOf(after))).toEqual([['one', 0, 3]])
})

test('what will be refused, or is not about segments, is not foreseen', () => {
  expect(foresee(project, { type: 'addCoder', name: 'Cem' }, ana)).toBeUndefined()
  expect(foresee(project, apply('one', 3, 3), ana)).toBeUndefined()
  expect(foresee(project, apply('one', 0, 3), null)).toBeUndefined()
  const made = tell(mirror, told(project, apply('one', 0, 3))).told.project
  expect(foresee(made, apply('two', 0, 3), ana)).toBeUndefined()
  expect(foresee(made, apply('one', 4, 12), ana)).toBeUndefined()
})

test('segments of a document that was not read are counted only', () => {
  const unread = { ...project, texts: new Map() }
  const after = tell(
    { ...mirror, told: { ...mirror.told, project: unread } },
    told(project, apply('one', 0, 3)),
  )
  expect(spans(after.told)).toEqual([])
  expect(after.told.counts.get(codingsId(ana, document))).toEqual({ [codeId(project, 'casualty')]: 1 })
})

test('ids are made as the main process makes them', () => {
  expect(newId()).toMatch(/^[a-z0-9]{12}$/)
  expect(newId()).not.toBe(newId())
})
