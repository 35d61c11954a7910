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

test('whatever is renamed, moved, grouped or merged, every link leads where it led, and undo is exact', () => {
  const name = fc.constantFrom(
    ...['actor', 'state', 'city', 'Notes', 'Report', 'a]]b', 'actor / state', 'segment x in Report', 'new'],
  )
  const codes = ['actor', 'state', 'casualty', 'place', 'city']
  const code = fc.constantFrom(...codes)
  type Make = (project: Project) => Command
  const command = fc.oneof(
    fc.tuple(code, name).map(
      ([one, to]): Make =>
        (project) => ({ type: 'changeCode', code: codeId(project, one), changes: { name: to } }),
    ),
    fc.tuple(code, fc.option(code)).map(
      ([one, below]): Make =>
        (project) => ({
          type: 'moveCode',
          code: codeId(project, one),
          parent: below === null ? null : codeId(project, below),
          order: 0,
        }),
    ),
    fc.tuple(code, name).map(
      ([one, to]): Make =>
        (project) => ({ type: 'groupCodes', codes: [codeId(project, one)], name: to }),
    ),
    fc.tuple(code, code).map(
      ([one, into]): Make =>
        (project) => ({ type: 'mergeCodes', code: codeId(project, one), into: codeId(project, into) }),
    ),
    name.map(
      (title): Make =>
        (project) => ({ type: 'describeDocument', document: onlyDocument(project), title }),
    ),
  )
  const written = fc.array(
    fc.constantFrom(
      ...[
        'actor',
        'state',
        'actor / state',
        'city',
        'place / city',
        'casualty',
        'Report',
        'Report.txt',
        'Notes',
      ],
      ...['nobody', 'new', 'segment $ in Report'],
    ),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(written, command, (names, make) => {
      const project = noted((coded) => {
        const [segment] = segmentsOf(coded, coderId(coded, 'Ana'), onlyDocument(coded))
        return names.map((one) => `[[${one.replace('$', segment!.id)}]]`).join(' ')
      })
      const chosen = make(project)
      try {
        const { change } = decided(project, chosen)
        const after = apply(project, change)
        const merged = chosen.type === 'mergeCodes' ? chosen : undefined
        const leads = targets(after)
        // A link that led nowhere may find something.
        for (const [n, led] of targets(project).entries())
          if (led !== 'gone') expect(leads[n]).toBe(led === merged?.code ? merged.into : led)
        for (const table of after.segments.values())
          for (const { memo } of table.values()) expect(memo).toBe(settingsOf(after).memo)
        expect(apply(after, invert(change))).toEqual(project)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }),
    { numRuns: 500 },
  )
})
