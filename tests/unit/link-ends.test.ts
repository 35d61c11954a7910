import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, invert } from '../../core/change.ts'
import { type Command, decide } from '../../core/command.ts'
import { readCodebookJson, writeCodebookJson } from '../../core/exchange/codebook-json.ts'
import { formats } from '../../core/exchange/formats.ts'
import { endChanges, linkProblem, linksAt, mayLink } from '../../core/links.ts'
import type { Code, CodeId, LinkType, Project, Segment } from '../../core/model.ts'
import { segmentsOf } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { anyCommand } from './any-command.ts'
import { codeId, coderId, counting, onlyDocument, perform, smallProject } from './sample-project.ts'

/** “said by” leads from casualties to actors. */
function linking(): Project {
  const project = smallProject()
  const [from, to] = [[codeId(project, 'casualty')], [codeId(project, 'actor')]]
  return perform(project, [
    { type: 'addLinkType', name: 'said by', from, to },
    { type: 'addLinkType', name: 'beside', from: [], to: [...from, ...to] },
  ])
}

const typeIn = (project: Project, name = 'said by'): LinkType =>
  [...project.linkTypes.values()].find((linkType) => linkType.name === name)!

const segments = (project: Project): Segment[] =>
  segmentsOf(project, coderId(project, 'Ana'), onlyDocument(project))

const clock = counting()
const context = (project: Project) => ({
  coder: coderId(project, 'Ana'),
  now: clock.now(),
  newId: clock.newId,
})

/** A casualty that is said by an actor. */
function linked(): Project {
  const start = linking()
  const document = onlyDocument(start)
  const coded = perform(
    start,
    [
      { type: 'applyCode', document, code: codeId(start, 'actor'), start: 0, end: 12 },
      { type: 'applyCode', document, code: codeId(start, 'casualty'), start: 18, end: 31 },
    ],
    'Ana',
  )
  const [actor, casualty] = segments(coded)
  const ends = { from: casualty!.id, to: actor!.id }
  return perform(coded, [{ type: 'linkSegments', document, linkType: typeIn(coded).id, ...ends }], 'Ana')
}

test('a type of link whose last code is deleted leads to no code, not to any', () => {
  const before = linking()
  const command: Command = { type: 'deleteCode', code: codeId(before, 'actor') }
  const { change } = decide(before, command, context(before))
  const after = apply(before, change)
  expect(typeIn(after).to).toBeNull()
  expect(mayLink(after, null, codeId(after, 'casualty'))).toBe(false)
  // A limit with a code left, and an end that any code may stand at, are limits as before.
  expect(typeIn(after, 'beside')).toMatchObject({ from: [], to: [codeId(after, 'casualty')] })
  expect(endChanges(before, after)).toEqual([
    '“said by” leads to no code now.',
    '“beside” leads to casualty now.',
  ])
  expect(apply(after, invert(change))).toEqual(before)
})

test('a merged code hands its place at an end to the other one', () => {
  const before = linking()
  const after = perform(before, [
    { type: 'mergeCodes', code: codeId(before, 'casualty'), into: codeId(before, 'state') },
  ])
  expect(typeIn(after)).toMatchObject({ from: [codeId(after, 'state')], to: [codeId(after, 'actor')] })
  expect(endChanges(before, after)).toEqual([
    '“said by” goes out from state now.',
    '“beside” leads to state, actor now.',
  ])
})

test('deleting codes never lets a link be made that could not be made before', () => {
  const pairs = ({ codes, linkTypes }: Project, of: readonly Code[]) =>
    [...linkTypes.values()].flatMap(({ id, from, to }) =>
      of.flatMap((a) =>
        of.flatMap((b) =>
          mayLink({ codes }, from, a.id) && mayLink({ codes }, to, b.id) ? [`${id} ${a.id} ${b.id}`] : [],
        ),
      ),
    )
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 30 }), fc.nat(), (picks, n) => {
      let project = linking()
      for (const pick of picks) {
        const command = pick(project)
        try {
          if (command !== undefined)
            project = apply(project, decide(project, command, context(project)).change)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
      }
      const codes = [...project.codes.keys()]
      const code = codes[n % codes.length]
      if (code === undefined) return
      const after = perform(project, [{ type: 'deleteCode', code }])
      const before = new Set(pairs(project, [...after.codes.values()]))
      expect(pairs(after, [...after.codes.values()]).filter((pair) => !before.has(pair))).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('a link that the codes of its ends no longer allow stays, and says why it doesn’t fit', () => {
  const project = linked()
  const [actor, casualty] = segments(project)
  const table = (of: Project) => new Map(segments(of).map((segment) => [segment.id, segment]))
  expect(linksAt(project, table(project), casualty!)).toMatchObject([
    { direction: 'out', problem: undefined },
  ])
  const [document, code] = [onlyDocument(project), codeId(project, 'casualty')]
  const recoded = perform(
    project,
    [{ type: 'changeSegment', document, segment: actor!.id, changes: { code } }],
    'Ana',
  )
  const problem = '“said by” leads to actor, and “The hospital” is coded as casualty.'
  const [was, from] = segments(recoded)
  expect(linksAt(recoded, table(recoded), from!)).toMatchObject([{ direction: 'out', problem }])
  expect(linksAt(recoded, table(recoded), was!)).toMatchObject([{ direction: 'in', problem }])
  const closed = perform(recoded, [
    { type: 'changeLinkType', linkType: typeIn(project).id, changes: { from: null, to: [] } },
  ])
  expect(linkProblem(closed, typeIn(closed), from!, was!)).toBe(
    '“said by” goes out from no code, and “two were hurt” is coded as casualty.',
  )
})

test('an end that no code may stand at goes through a codebook file', () => {
  const project = linking()
  const after = perform(project, [{ type: 'deleteCode', code: codeId(project, 'actor') }])
  const { codes, linkTypes } = readCodebookJson('c.json', writeCodebookJson(after))
  expect(linkTypes).toEqual([
    { name: 'said by', from: ['casualty'], to: null },
    { name: 'beside', from: [], to: ['casualty'] },
  ])
  const read = perform(smallProject(), [{ type: 'importCodes', codes, linkTypes }])
  expect(typeIn(read).to).toBeNull()
  expect(typeIn(read).from).toEqual([codeId(read, 'casualty')])
})

test('a type of link that names a code which is not there goes out without it, and no wider', () => {
  const project = linking()
  const { id } = typeIn(project)
  const broken = { ...typeIn(project), to: ['nowhere' as CodeId] }
  const damaged = { ...project, linkTypes: new Map(project.linkTypes).set(id, broken) }
  expect(readCodebookJson('c.json', writeCodebookJson(damaged)).linkTypes[0]).toEqual({
    name: 'said by',
    from: ['casualty'],
    to: null,
  })
  const brat = formats.find((format) => format.id === 'brat')!
  expect(() => brat.write(damaged, {}, { program: { name: 'Intercoder', version: '0' } })).not.toThrow()
})
