import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, invert } from '../../core/change.ts'
import { childrenOf, pathOf } from '../../core/codebook.ts'
import { type Command, decide } from '../../core/command.ts'
import type { Context } from '../../core/decision.ts'
import type { AttributeId, CodeId, Project, Segment } from '../../core/model.ts'
import { segmentsOf } from '../../core/model.ts'
import {
  codeId,
  coderId,
  counting,
  hospitalText,
  newDocument,
  onlyDocument,
  perform,
  smallProject,
} from './sample-project.ts'

function given(project: Project, command: Command, coder = 'Ana') {
  const clock = counting(500)
  const context = { coder: coderId(project, coder), now: '2026-02-03T00:00:00.000Z', newId: clock.newId }
  const decision = decide(project, command, context)
  const after = apply(project, decision.change)
  expect(apply(after, invert(decision.change))).toEqual(project)
  return { ...decision, after }
}

function code(project: Project, name: string, start: number, end: number): Command {
  return { type: 'applyCode', document: onlyDocument(project), code: codeId(project, name), start, end }
}

function segments(project: Project, coder: string): Segment[] {
  return segmentsOf(project, coderId(project, coder), onlyDocument(project))
}

function merge(project: Project, from: string, into: string) {
  return given(project, { type: 'mergeCodes', code: codeId(project, from), into: codeId(project, into) })
}

const count = { name: 'count', kind: 'number', choices: [], initial: null } as const
const attribute = (id: string) => ({ ...count, id: id as AttributeId })

test('merging a code moves everybody’s segments and keeps both definitions', () => {
  const start = smallProject()
  const { project } = {
    project: perform(
      perform(start, [code(start, 'actor', 0, 12), code(start, 'casualty', 18, 27)], 'Ana'),
      [code(start, 'actor', 34, 46)],
      'Ben',
    ),
  }
  const defined = perform(project, [
    { type: 'changeCode', code: codeId(project, 'actor'), changes: { definition: 'Who speaks or acts.' } },
    { type: 'changeCode', code: codeId(project, 'casualty'), changes: { definition: 'Who was hurt.' } },
  ])
  const { after, label } = merge(defined, 'actor', 'casualty')
  expect(label).toBe('merge actor into casualty')
  const casualty = after.codes.get(codeId(after, 'casualty'))!
  expect(casualty.definition).toBe('Who was hurt.')
  expect(casualty.memo).toBe(
    'The code actor was merged into this one on 2026-02-03.\ndefinition: Who speaks or acts.',
  )
  expect([...segments(after, 'Ana'), ...segments(after, 'Ben')].map((one) => one.code)).toEqual([
    casualty.id,
    casualty.id,
    casualty.id,
  ])
  expect(childrenOf(after.codes, casualty.id).map(({ name }) => name)).toEqual(['state'])
})

test('where a coder has both codes on one span, one segment stays with what both say and all links', () => {
  const start = perform(smallProject(), [{ type: 'addLinkType', name: 'beside', from: [], to: [] }])
  const coded = perform(
    start,
    [code(start, 'actor', 0, 12), code(start, 'casualty', 0, 12), code(start, 'state', 34, 46)],
    'Ana',
  )
  const [document, linkType] = [onlyDocument(coded), [...coded.linkTypes.keys()][0]!]
  const id = (name: string) => segments(coded, 'Ana').find((one) => one.code === codeId(coded, name))!.id
  const said = perform(
    coded,
    [
      { type: 'changeSegment', document, segment: id('actor'), changes: { memo: 'An actor.' } },
      {
        type: 'changeSegment',
        document,
        segment: id('casualty'),
        changes: { memo: 'Hurt.', certainty: 'doubtful' },
      },
      { type: 'linkSegments', document, linkType, from: id('state'), to: id('actor') },
      { type: 'linkSegments', document, linkType, from: id('actor'), to: id('casualty') },
    ],
    'Ana',
  )
  const { after } = merge(said, 'actor', 'casualty')
  const [stays, state] = segments(after, 'Ana')
  expect(stays).toMatchObject({
    id: id('casualty'),
    memo: 'Hurt.\n\nAn actor.',
    certainty: 'doubtful',
    links: [],
  })
  expect(state!.links).toEqual([{ type: linkType, to: id('casualty') }])
  expect(segments(after, 'Ana')).toHaveLength(2)
})

test('values move to the attribute of the same name and kind, other attributes come along', () => {
  const start = smallProject()
  const [actor, casualty] = [codeId(start, 'actor'), codeId(start, 'casualty')]
  const declared = perform(start, [
    {
      type: 'changeCode',
      code: actor,
      changes: { attributes: [attribute('n-1'), { ...attribute('rank-1'), name: 'rank', kind: 'text' }] },
    },
    { type: 'changeCode', code: casualty, changes: { attributes: [attribute('n-2')] } },
  ])
  const coded = perform(declared, [code(declared, 'actor', 0, 12)], 'Ana')
  const [segment] = segments(coded, 'Ana')
  const valued = perform(
    coded,
    [
      {
        type: 'changeSegment',
        document: onlyDocument(coded),
        segment: segment!.id,
        changes: { attributes: { ['n-1' as AttributeId]: 3, ['rank-1' as AttributeId]: 'major' } },
      },
    ],
    'Ana',
  )
  const { after } = merge(valued, 'actor', 'casualty')
  expect(segments(after, 'Ana')[0]!.attributes).toEqual({ 'n-2': 3, 'rank-1': 'major' })
  expect(after.codes.get(casualty)!.attributes.map(({ name }) => name)).toEqual(['count', 'rank'])
})

test('a code is not merged where its attribute would stand above another of that name', () => {
  const start = smallProject()
  const project = perform(start, [
    { type: 'changeCode', code: codeId(start, 'state'), changes: { attributes: [attribute('n-1')] } },
    { type: 'changeCode', code: codeId(start, 'casualty'), changes: { attributes: [attribute('n-2')] } },
  ])
  expect(() => merge(project, 'casualty', 'actor')).toThrow(/^state has an attribute count already/)
})

test('a code is not merged into itself or into one below it', () => {
  const project = smallProject()
  expect(() => merge(project, 'actor', 'actor')).toThrow(/itself/)
  expect(() => merge(project, 'actor', 'state')).toThrow(/state is below actor/)
})

test('merging loses no coded place of anybody, whatever was coded', () => {
  const start = smallProject()
  const spans = fc.array(
    fc.record({
      coder: fc.constantFrom('Ana', 'Ben'),
      name: fc.constantFrom('actor', 'state', 'casualty'),
      start: fc.nat(20),
      length: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 25 },
  )
  const places = (project: Project, names: readonly string[]) =>
    new Set(
      ['Ana', 'Ben'].flatMap((coder) =>
        segments(project, coder)
          .filter((one) => names.includes(project.codes.get(one.code)!.name))
          .map((one) => `${coder} ${one.start} ${one.end}`),
      ),
    )
  fc.assert(
    fc.property(spans, (wanted) => {
      const coded = wanted.reduce((project, { coder, name, start: from, length }) => {
        try {
          return perform(project, [code(project, name, from, from + length)], coder)
        } catch {
          return project
        }
      }, start)
      const { after } = merge(coded, 'state', 'casualty')
      expect(places(after, ['casualty'])).toEqual(places(coded, ['state', 'casualty']))
      expect(places(after, ['actor'])).toEqual(places(coded, ['actor']))
    }),
    { numRuns: 200 },
  )
})

test('codes are grouped under a new one in the place of the first, each with those below it', () => {
  const project = smallProject()
  const ids = ['casualty', 'actor', 'state'].map((name) => codeId(project, name))
  const { after, label } = given(project, { type: 'groupCodes', codes: ids as CodeId[], name: 'people' })
  expect(label).toBe('group casualty, actor under people')
  const paths = [...after.codes.values()].map((one) => pathOf(after.codes, one).join('/')).sort()
  expect(paths).toEqual(['people', 'people/actor', 'people/actor/state', 'people/casualty'])
})

test('a code is split into codes beside it, by the segments of the coder who splits', () => {
  const start = smallProject()
  const coded = perform(
    perform(start, [code(start, 'actor', 0, 12), code(start, 'actor', 34, 46)], 'Ana'),
    [code(start, 'actor', 34, 46)],
    'Ben',
  )
  const [first, second] = segments(coded, 'Ana')
  const document = onlyDocument(coded)
  const { after, label } = given(coded, {
    type: 'splitCode',
    code: codeId(coded, 'actor'),
    into: [{ name: 'institution' }, { code: codeId(coded, 'state') }],
    moves: [
      { document, segment: first!.id, to: 0 },
      { document, segment: second!.id, to: 1 },
    ],
  })
  expect(label).toBe('split actor into institution, state')
  const names = (coder: string) => segments(after, coder).map((one) => after.codes.get(one.code)!.name)
  expect(names('Ana')).toEqual(['institution', 'state'])
  expect(names('Ben')).toEqual(['actor'])
  expect(hospitalText.slice(first!.start, first!.end)).toBe(first!.quote)
  expect(() =>
    given(coded, {
      type: 'splitCode',
      code: codeId(coded, 'actor'),
      into: [],
      moves: [{ document, segment: first!.id, to: 0 }],
    }),
  ).toThrow(/no target/)
})

test('a split does what giving one segment after the other its code does, and is no more work for many of them', () => {
  const sentence = 'The ministry said nothing. '
  const count = 6000
  const bare = perform(smallProject(), [
    { type: 'addDocuments', documents: [newDocument('Long', sentence.repeat(count))] },
  ])
  const codes = ['actor', 'state', 'casualty'].map((name) => codeId(bare, name))
  const sure = { ...attribute('sure-1'), kind: 'yes/no', initial: true } as const
  const start = perform(bare, [{ type: 'changeCode', code: codes[1]!, changes: { attributes: [sure] } }])
  const coding = (n: number, code: string) => {
    const from = n * sentence.length + 4
    const place = { start: from, end: from + 8, quote: 'ministry' }
    return { line: n, document: 'Long', coder: 'Ana', code, memo: '', ...place }
  }
  // The last sentence has two codes.
  const last = count - 1
  const rows = [...Array.from({ length: count }, (_, n) => coding(n, 'actor')), coding(last, 'state')]
  const coded = perform(start, [{ type: 'addCodings', rows }])
  const [own] = [...coded.segments.values()].map((work) => [...work.values()])
  const move = ([n, to]: readonly [number, number]) => ({
    ...{ document: own![n]!.document, segment: own![n]!.id, to },
  })
  const split = (moves: readonly (readonly [number, number])[]): Command => {
    const into = codes.map((code) => ({ code }))
    return { type: 'splitCode', code: codes[0]!, into, moves: moves.map(move) }
  }
  const context: Context = {
    ...{ coder: coderId(coded, 'Ana'), now: '2026-02-03T00:00:00.000Z', newId: counting(500).newId },
  }
  // One is moved twice, one comes back, and one stays.
  const moves = [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 1],
    [2, 0],
    [3, 0],
    [4, 1],
  ] as const
  const singly = moves.map(move).reduce((before, { document, segment, to }) => {
    const command = { type: 'changeSegment', document, segment, changes: { code: codes[to]! } } as const
    return apply(before, decide(before, command, context).change)
  }, coded)
  expect(apply(coded, decide(coded, split(moves), context).change)).toEqual(singly)
  expect(() => decide(coded, split([[last, 1]]), context)).toThrow(/has the code state already/)
  const began = process.cpuUsage()
  const { change } = decide(coded, split(rows.slice(0, last).map((_, n) => [n, 1] as const)), context)
  expect(change.segments!.updated).toHaveLength(last)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000)
})

test('an attribute’s name and choices are kept as names: on one line, each once, and never longer than a file takes', () => {
  const project = smallProject()
  const code = codeId(project, 'actor')
  const kind = (choices: string[], initial: string | null = null): Command => ({
    type: 'changeCode',
    code,
    changes: {
      attributes: [{ ...attribute('kind-1'), name: ` kind\n of `, kind: 'choice', choices, initial }],
    },
  })
  const { after } = given(project, kind(['killed ', 'killed', 'hurt\ud83d'], 'killed '))
  expect(after.codes.get(code)!.attributes[0]).toMatchObject({
    name: 'kind of',
    choices: ['killed', 'hurt\ufffd'],
    initial: 'killed',
  })
  expect(() => given(project, kind(['x'.repeat(201)]))).toThrow(/choice may have 200 characters/)
  expect(() => given(project, kind([' ']))).toThrow(/choice needs a name/)
})
