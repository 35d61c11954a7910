import { isDeepStrictEqual } from 'node:util'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, type Change, diffOf, invert, isEmpty, squash } from '../../core/change.ts'
import { decide } from '../../core/command.ts'
import type { CodeId, Project, SegmentId } from '../../core/model.ts'
import { segmentsOf } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { cases } from '../campaign.ts'
import { anyCommand, type Pick } from './any-command.ts'
import {
  bareProject,
  codeId,
  coderId,
  counting,
  onlyDocument,
  perform,
  smallProject,
} from './sample-project.ts'

/** The changes of a random session of Ana's, with the project after each. Refused commands change nothing. */
function session(picks: readonly Pick[]): { before: Project; changes: Change[]; states: Project[] } {
  const clock = counting()
  const before = smallProject()
  const context = () => ({ coder: coderId(before, 'Ana'), now: clock.now(), newId: clock.newId })
  const changes: Change[] = []
  const states: Project[] = [before]
  for (const pick of picks) {
    const project = states.at(-1)!
    const command = pick(project)
    if (command === undefined) continue
    try {
      const { change } = decide(project, command, context())
      changes.push(change)
      states.push(apply(project, change))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return { before, changes, states }
}

/** As toEqual has it, and many times as fast where they are equal. */
function same(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other)
}

const anySession = fc.array(anyCommand, { maxLength: 40 })

test('a change and its inverse leave the project as it was', () => {
  fc.assert(
    fc.property(anySession, (picks) => {
      const { changes, states } = session(picks)
      for (const [i, change] of changes.entries()) {
        expect(apply(states[i + 1]!, invert(change))).toEqual(states[i])
        expect(invert(invert(change))).toEqual(change)
      }
    }),
    { numRuns: 150 },
  )
})

test('undoing a whole session gives the first state and redoing it the last', () => {
  test.setTimeout(600_000)
  fc.assert(
    fc.property(anySession, (picks) => {
      const { before, changes, states } = session(picks)
      const first = changes
        .toReversed()
        .reduce((project, change) => apply(project, invert(change)), states.at(-1)!)
      same(first, before)
      same(changes.reduce(apply, first), states.at(-1))
    }),
    { numRuns: cases(1_000, 10_000) },
  )
})

test('a squashed session does what its changes do one after the other', () => {
  fc.assert(
    fc.property(anySession, (picks) => {
      const { before, changes, states } = session(picks)
      const whole = changes.reduce(squash, {})
      expect(apply(before, whole)).toEqual(states.at(-1))
      expect(apply(states.at(-1)!, invert(whole))).toEqual(before)
    }),
    { numRuns: 150 },
  )
})

test('a change survives being written as JSON', () => {
  fc.assert(
    fc.property(anySession, (picks) => {
      const { changes, states } = session(picks)
      for (const [i, change] of changes.entries()) {
        expect(apply(states[i]!, JSON.parse(JSON.stringify(change)) as Change)).toEqual(states[i + 1])
      }
    }),
    { numRuns: 50 },
  )
})

test('every segment carries the text between its borders, a known code and a known coder', () => {
  fc.assert(
    fc.property(anySession, (picks) => {
      const project = session(picks).states.at(-1)!
      for (const table of project.segments.values()) {
        for (const { document, code, coder, start, end, quote } of table.values()) {
          expect(project.texts.get(document)?.text.slice(start, end)).toBe(quote)
          expect(project.codes.has(code)).toBe(true)
          expect(project.coders.has(coder)).toBe(true)
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('the given project is left as it is', () => {
  const project = smallProject()
  const frozen = structuredClone(project)
  const { change } = decide(
    project,
    { type: 'addCoder', name: 'Cem' },
    { coder: null, ...counting(), now: 'x' },
  )
  expect(apply(project, change)).not.toEqual(project)
  expect(project).toEqual(frozen)
})

test('a change of nothing is empty', () => {
  expect(isEmpty({})).toBe(true)
  expect(isEmpty({ codes: { added: [], updated: [], removed: ['x' as CodeId].slice(1) as never[] } })).toBe(
    true,
  )
  expect(apply(bareProject, {})).toEqual(bareProject)
  expect('s' as SegmentId).toBe('s')
})

test('segments of two coders that share an id stay two when changes are squashed', () => {
  const project = smallProject()
  const [document, code] = [onlyDocument(project), codeId(project, 'actor')]
  const segment = 'copied' as SegmentId
  const coded = ['Ana', 'Ben'].reduce(
    (state, name) => perform(state, [{ type: 'applyCode', document, code, segment, start: 0, end: 3 }], name),
    project,
  )
  const [one, two] = ['one', 'two'].map((memo, n): Change => {
    const before = segmentsOf(coded, coderId(coded, n === 0 ? 'Ana' : 'Ben'), document)[0]!
    return { segments: diffOf({ updated: [[before, { ...before, memo }] as const] }) }
  })
  same(apply(coded, squash(one!, two!)), apply(apply(coded, one!), two!))
})
