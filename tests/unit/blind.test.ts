import { expect, test } from '@playwright/test'
import { apply } from '../../core/change.ts'
import { decide } from '../../core/command.ts'
import { applyToCounts, countsOf } from '../../core/counts.ts'
import { difference } from '../../core/difference.ts'
import { noKnowledge } from '../../core/merge/knowledge.ts'
import { planMerge } from '../../core/merge/plan.ts'
import type { CoderId, Project, TableName } from '../../core/model.ts'
import { planView } from '../../main/merge-view.ts'
import {
  changeView,
  documentView,
  historyView,
  problemsView,
  projectSeenBy,
  projectView,
  stepView,
} from '../../main/view-of.ts'
import { codeId, coderId, counting, onlyDocument, perform, smallProject } from './sample-project.ts'

function coded(): Project {
  const before = smallProject()
  const span = (start: number, end: number) => ({
    type: 'applyCode' as const,
    document: onlyDocument(before),
    code: codeId(before, 'actor'),
    start,
    end,
  })
  return perform(perform(before, [span(0, 12)], 'Ana'), [span(4, 12), span(32, 44)], 'Ben')
}

const owners = (project: Project, coder: CoderId | null) =>
  documentView(project, onlyDocument(project), coder).segments!.added.map((segment) => segment.coder)

test('while coding is blind a window gets the segments of its own coder only', () => {
  const project = coded()
  const [ana, ben] = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  expect(owners(project, ana)).toEqual([ana])
  expect(owners(project, ben)).toEqual([ben, ben])
  expect(owners(project, null)).toEqual([])
})

test('while coding is blind not even numbers of another coder’s segments leave the main process', () => {
  const project = coded()
  const ana = coderId(project, 'Ana')
  const view = projectView(project, countsOf(project.segments), ana)
  expect(view.counts.map(({ codings }) => codings)).toEqual([`${ana}/${onlyDocument(project)}`])
  expect(JSON.stringify(view)).not.toContain('quote')
  expect(view.project.codings?.added).toHaveLength(2)
})

test('while coding is blind a change of one coder tells the other that there is work, and nothing of it', () => {
  const project = coded()
  const [ana, ben] = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  const command = {
    type: 'applyCode' as const,
    document: onlyDocument(project),
    code: codeId(project, 'casualty'),
    start: 18,
    end: 31,
  }
  const { change } = decide(project, command, { coder: ben, ...counting(500), now: '2026-01-01T00:00:00Z' })
  expect(changeView(project, change, ana).segments?.added).toEqual([])
  expect(changeView(project, change, ben).segments?.added).toHaveLength(1)
})

test('while coding is blind a damaged file of another coder is named without the words that are in it', () => {
  const project = coded()
  const [ana, ben] = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  const what = 'segments[0]: at 4 to 12 the text is not “hospital”'
  const problems = [
    { file: `codings/${ben}/${onlyDocument(project)}.json`, what },
    { file: 'documents/x.json', what: 'line 1: the file is empty' },
  ]
  const [of, other] = problemsView(project, problems, ana)
  expect(of).toMatch(/^codings\/ben-\w+\/.*: something is wrong with this file/)
  expect(of).not.toContain('hospital')
  expect(other).toBe('documents/x.json: line 1: the file is empty')
  expect(problemsView(project, problems, ben)[0]).toContain('“hospital”')
})

test('while coding is blind a code that goes with segments of all does not say how many: others read it too', () => {
  const project = coded()
  const label = (of: Project, coder: string | null) =>
    decide(
      of,
      { type: 'deleteCode', code: codeId(of, 'actor') },
      { coder: coder === null ? null : coderId(of, coder), ...counting(), now: '2026-01-01T00:00:00Z' },
    ).label
  expect(label(project, 'Ana')).toBe('delete code actor')
  expect(label(project, null)).toBe('delete code actor')
  expect(label(perform(project, [{ type: 'openComparison' }]), null)).toBe(
    'delete code actor with 3 segments',
  )
})

test('what is answered out of a project for one coder has nobody else’s segments in it', () => {
  const project = coded()
  const ana = coderId(project, 'Ana')
  expect([...projectSeenBy(project, ana).segments.keys()]).toEqual([`${ana}/${onlyDocument(project)}`])
  expect(projectSeenBy(perform(project, [{ type: 'openComparison' }]), ana).segments.size).toBe(2)
})

test('once the comparison is open everybody’s segments are there', () => {
  const project = perform(coded(), [{ type: 'openComparison' }])
  expect(owners(project, coderId(project, 'Ana'))).toHaveLength(3)
  expect(projectView(project, countsOf(project.segments), null).counts).toHaveLength(2)
})

test('texts don’t travel with a change', () => {
  const project = smallProject()
  const { change } = decide(
    project,
    { type: 'deleteDocument', document: onlyDocument(project) },
    { coder: null, ...counting(), now: '2026-01-01T00:00:00Z' },
  )
  expect(change.texts?.removed).toHaveLength(1)
  expect(changeView(project, change, null).texts).toBeUndefined()
})

test('counts kept beside a project follow its changes', () => {
  const before = smallProject()
  const after = coded()
  const added = [...after.segments.values()].flatMap((table) => [...table.values()])
  const change = { segments: { added, updated: [], removed: [] } }
  expect(applyToCounts(countsOf(before.segments), change)).toEqual(countsOf(after.segments))
})

test('while coding is blind a step of another coder is called their work, also when it was the first under its codebook', () => {
  const project = smallProject()
  const clock = counting(50)
  const command = {
    type: 'applyCode',
    document: onlyDocument(project),
    code: codeId(project, 'actor'),
  } as const
  const context = { coder: coderId(project, 'Ana'), now: clock.now(), newId: clock.newId }
  const step = decide(project, { ...command, start: 4, end: 12 }, context)
  expect(step.change.versions).toBeDefined()
  expect(stepView(project, step, coderId(project, 'Ben'))).toBe('another coder’s work')
  expect(stepView(project, step, coderId(project, 'Ana'))).toContain('hospital')
})

test('while coding is blind a code that came with its first segment is told without the words of that', () => {
  const project = smallProject()
  const { now, newId } = counting(50)
  const span = { document: onlyDocument(project), start: 4, end: 12 }
  const step = decide(
    project,
    { type: 'applyNewCode', ...span, name: 'place' },
    { coder: coderId(project, 'Ana'), now: now(), newId },
  )
  expect(stepView(project, step, coderId(project, 'Ben'))).not.toContain('hospital')
  const after = apply(project, step.change)
  const { id: segment } = [...(step.change.segments?.added ?? [])][0]!
  for (const how of ['instead', 'further'] as const) {
    const command = { type: 'giveNewCode', document: span.document, segment, name: 'site', how } as const
    const next = decide(after, command, { coder: coderId(project, 'Ana'), now: now(), newId })
    expect(stepView(after, next, coderId(project, 'Ben'))).not.toContain('hospital')
  }
})

test('while coding is blind the history tells nothing of another coder’s segments', () => {
  const project = coded()
  const [ana, ben] = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  const line = (coder: CoderId | null, label: string, tables: TableName[], owners: CoderId[]) => ({
    at: '2026-01-01T00:00:00.000Z',
    ...{ coder, label, tables, owners, coders: [] },
  })
  const read = {
    lines: [
      line(null, 'add codes', ['codes'], []),
      line(ana, 'code “two” as actor', ['segments', 'codings', 'versions'], [ana]),
      line(ben, 'code “hospital” as actor', ['segments', 'codings', 'versions'], [ben]),
      line(null, 'undo: code “hospital” as actor', ['segments'], [ben]),
      line(null, 'import 292 codings', ['coders', 'segments', 'codings'], [ana, ben]),
      line(null, 'merge Study', ['segments', 'codings'], [ana, ben]),
    ],
    damaged: [],
  }
  const page = (of: Project, coder: CoderId | null, text = '') =>
    historyView(of, read, { text, coder: null, from: 0 }, coder).lines.map(({ label }) => label)
  expect(page(project, ana)).toEqual(['merge Study', 'code “two” as actor', 'add codes'])
  expect(page(project, null)).toEqual(['merge Study', 'add codes'])
  expect(page(project, ana, 'hospital')).toEqual([])
  const open = perform(project, [{ type: 'openComparison' }])
  expect(page(open, ana)).toHaveLength(6)
  expect(historyView(open, read, { text: '', coder: ben, from: 0 }, ana)).toMatchObject({
    of: 1,
    lines: [{ coder: 'Ben' }],
  })
})

test('while coding is blind a plan of a merge sums up others’ segments and shows no word of them', () => {
  const project = coded()
  const [ana, ben] = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  const other = perform(
    project,
    [{ type: 'deleteSegments', document: onlyDocument(project), segments: [segmentOf(project, ben)] }],
    'Ben',
  )
  const mine = perform(
    project,
    [
      {
        type: 'changeSegment',
        document: onlyDocument(project),
        segment: segmentOf(project, ben),
        changes: { memo: 'secret' },
      },
    ],
    'Ben',
  )
  const deleted = difference(project, other)
  const entry = { at: '2026-02-01T00:00:00.000Z', coder: ben, label: 'x', change: deleted }
  const plan = planMerge(mine, other, { mine: [], other: [entry] })
  expect(plan.conflicts).toHaveLength(1)
  expect(JSON.stringify(plan)).toContain('secret')
  const seen = JSON.stringify(planView(plan, mine, ana))
  for (const word of ['secret', 'hospital', 'quote']) expect(seen).not.toContain(word)
  expect(planView(plan, mine, ben)).toEqual(plan)

  const incoming = planMerge({ ...project, segments: new Map(), codings: new Map() }, project, noKnowledge)
  expect(planView(incoming, project, ana).comesIn.segments).toEqual([
    { owner: ana, coder: 'Ana', document: 'Report', segments: 1, memos: 0 },
    { owner: ben, coder: 'Ben', document: null, segments: 2, memos: 0 },
  ])
})

function segmentOf(project: Project, coder: CoderId) {
  return [...project.segments.values()]
    .flatMap((table) => [...table.values()])
    .find((one) => one.coder === coder)!.id
}
