import { expect, test } from '@playwright/test'
import { childrenOf, codeLabel, codeNamed, codesInOrder, pathOf } from '../../core/codebook.ts'
import type { Command } from '../../core/command.ts'
import { decide } from '../../core/command.ts'
import { emptyHistory, record, redo, undo } from '../../core/history.ts'
import type { CodeId, Project } from '../../core/model.ts'
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

/** What the command is refused with, or its label where it is not. */
function answer(project: Project, command: Command, coder = 'Ana'): string {
  const clock = counting(1000)
  try {
    return decide(project, command, {
      coder: coderId(project, coder) ?? null,
      now: clock.now(),
      newId: clock.newId,
    }).label
  } catch (error) {
    return (error as Error).message
  }
}

function coding(project: Project, quote: string, code: string): Command {
  const start = hospitalText.indexOf(quote)
  return {
    type: 'applyCode',
    document: onlyDocument(project),
    code: codeId(project, code),
    start,
    end: start + quote.length,
  }
}

test('coding a span stores its quote and what stands around it', () => {
  const before = smallProject()
  const after = perform(before, [coding(before, 'two were hurt', 'casualty')], 'Ana')
  expect(segmentsOf(after, coderId(after, 'Ana'), onlyDocument(after))).toMatchObject([
    {
      quote: 'two were hurt',
      start: 18,
      end: 31,
      prefix: 'The hospital said ',
      suffix: '.\nThe ministry denied it',
    },
  ])
})

test('the same code on the same span is refused, another code or a nested span is not', () => {
  const before = smallProject()
  const once = perform(before, [coding(before, 'The hospital', 'actor')], 'Ana')
  expect(answer(once, coding(once, 'The hospital', 'actor'))).toBe(
    '“The hospital” has the code actor already.',
  )
  expect(answer(once, coding(once, 'The hospital', 'state'))).toBe('code “The hospital” as state')
  expect(answer(once, coding(once, 'hospital', 'actor'))).toBe('code “hospital” as actor')
  expect(answer(once, coding(once, 'The hospital', 'actor'), 'Ben')).toBe('code “The hospital” as actor')
})

test('a span outside of the text, empty, or inside an emoji is refused with its numbers', () => {
  const project = perform(smallProject(), [
    { type: 'addDocuments', documents: [newDocument('Emoji', 'a👍b')] },
  ])
  const [, emoji] = [...project.documents.keys()]
  const span = (start: number, end: number): Command => ({
    type: 'applyCode',
    document: emoji!,
    code: codeId(project, 'actor'),
    start,
    end,
  })
  expect(answer(project, span(0, 9))).toBe('Emoji: end 9 is beyond the text, which has 4 characters.')
  expect(answer(project, span(2, 2))).toBe('Emoji: start 2 is not before end 2.')
  expect(answer(project, span(0, 2))).toBe('Emoji: offset 2 is inside a surrogate pair.')
})

test('nobody codes without being chosen as coder', () => {
  const project = smallProject()
  expect(answer(project, coding(project, 'hospital', 'actor'), 'Nobody')).toBe(
    'Nobody is chosen as coder; choose or add a coder first.',
  )
})

test('a coder can’t change what another coded', () => {
  const before = smallProject()
  const coded = perform(before, [coding(before, 'hospital', 'actor')], 'Ana')
  const [segment] = segmentsOf(coded, coderId(coded, 'Ana'), onlyDocument(coded))
  const remove: Command = { type: 'deleteSegments', document: onlyDocument(coded), segments: [segment!.id] }
  expect(answer(coded, remove, 'Ben')).toBe('Ben has no such segment in Report.')
  expect(answer(coded, remove, 'Ana')).toBe('remove actor from “hospital”')
})

test('deleting a code takes the codes below it and everybody’s segments along', () => {
  const before = smallProject()
  const ana = perform(before, [coding(before, 'hospital', 'actor')], 'Ana')
  const both = perform(ana, [coding(ana, 'ministry', 'state'), coding(ana, 'two', 'casualty')], 'Ben')
  const after = perform(both, [{ type: 'deleteCode', code: codeId(both, 'actor') }])
  expect(codesInOrder(after.codes).map(({ code }) => code.name)).toEqual(['casualty'])
  expect(
    [...after.segments.values()].flatMap((table) => [...table.values()]).map(({ quote }) => quote),
  ).toEqual(['two'])
})

test('a code can’t be nested under itself or one of its own', () => {
  const project = smallProject()
  const [actor, state] = [codeId(project, 'actor'), codeId(project, 'state')]
  const move = (parent: CodeId): Command => ({ type: 'moveCode', code: actor, parent, order: 0 })
  expect(answer(project, move(state))).toBe(
    'actor can’t be put under itself or one of its own codes.'.replace('’', "'"),
  )
  expect(answer(project, move(actor))).toBe("actor can't be put under itself or one of its own codes.")
})

test('moving a code renumbers its siblings and nothing else', () => {
  const project = smallProject()
  const moved = perform(project, [
    { type: 'moveCode', code: codeId(project, 'state'), parent: null, order: 1 },
  ])
  expect(childrenOf(moved.codes, null).map(({ name, order }) => [name, order])).toEqual([
    ['actor', 0],
    ['state', 1],
    ['casualty', 2],
  ])
})

test('keys and names that are taken are refused by whom they belong to', () => {
  const project = smallProject()
  const change = (changes: object): Command => ({
    type: 'changeCode',
    code: codeId(project, 'casualty'),
    changes,
  })
  expect(answer(project, change({ key: 'a' }))).toBe('The key a applies actor already; choose another.')
  expect(answer(project, change({ key: '[' }))).toBe(
    'The key [ means something else while coding; choose another.',
  )
  expect(answer(project, change({ key: 'ab' }))).toBe('A code’s key is one character, not “ab”.')
  expect(answer(project, change({ name: ' Actor ' }))).toBe(
    'There is a code actor in this place already; choose another name.',
  )
  expect(answer(project, { type: 'addCoder', name: 'ana' })).toBe(
    'There is a coder ana already; choose another name.',
  )
  expect(answer(project, { type: 'addCoder', name: ' \n ' })).toBe('A coder needs a name.')
})

test('a new code has a colour that neither its siblings nor its parent have, the least used of them', () => {
  const { codes } = smallProject()
  expect(codesInOrder(codes).map(({ code, depth }) => [code.name, code.colour, depth])).toEqual([
    ['actor', 1, 0],
    ['state', 2, 1],
    ['casualty', 3, 0],
  ])
  const start = smallProject()
  const parent = codeId(start, 'actor')
  const names = Array.from({ length: 10 }, (_, n) => ({ name: `actor ${n}` }))
  const grown = perform(start, [{ type: 'addCodes', parent, codes: names }])
  const family = [...grown.codes.values()].filter((code) => code.id === parent || code.parent === parent)
  expect(new Set(family.map(({ colour }) => colour)).size).toBe(12)
})

test('a code is named by its bare name where that is the only one, else by its path', () => {
  const project = perform(smallProject(), [{ type: 'addCodes', parent: null, codes: [{ name: 'state' }] }])
  const twin = [...project.codes.values()].find(({ name, parent }) => name === 'state' && parent !== null)!
  expect(pathOf(project.codes, twin)).toEqual(['actor', 'state'])
  expect(codeLabel(project.codes, twin)).toBe('actor / state')
  expect(codeNamed(project.codes, 'actor / state')?.id).toBe(twin.id)
  expect(codeNamed(project.codes, 'casualty')?.name).toBe('casualty')
})

test('a text that is typed in many steps is one step of the history', () => {
  const before = smallProject()
  const coded = perform(before, [coding(before, 'hospital', 'actor')], 'Ana')
  const [segment] = segmentsOf(coded, coderId(coded, 'Ana'), onlyDocument(coded))
  let project = coded
  let history = emptyHistory
  for (const memo of ['w', 'wh', 'why', 'why?']) {
    const command: Command = {
      type: 'changeSegment',
      document: segment!.document,
      segment: segment!.id,
      changes: { memo },
    }
    const clock = counting()
    const decision = decide(project, command, {
      coder: coderId(project, 'Ana'),
      now: clock.now(),
      newId: clock.newId,
    })
    history = record(history, decision)
    project = perform(project, [command], 'Ana')
  }
  expect(history.done).toHaveLength(1)
  const undone = undo(history)!
  expect(undone.label).toBe('write a memo on “hospital”')
  expect(undone.change.segments?.updated[0]?.[1].memo).toBe('')
  expect(redo(undone.history)?.change.segments?.updated[0]?.[1].memo).toBe('why?')
  expect(undo(emptyHistory)).toBeUndefined()
})

test('a recoded segment can’t become a second one of the same code, whatever else changes with it', () => {
  const before = smallProject()
  const once = perform(
    before,
    [coding(before, 'hospital', 'actor'), coding(before, 'hospital', 'state')],
    'Ana',
  )
  const [segment] = segmentsOf(once, coderId(once, 'Ana'), onlyDocument(once))
  const other = codeId(once, segment!.code === codeId(once, 'actor') ? 'state' : 'actor')
  const command: Command = {
    type: 'changeSegment',
    document: onlyDocument(once),
    segment: segment!.id,
    changes: { code: other, memo: 'better' },
  }
  expect(answer(once, command)).toMatch(/^“hospital” has the code (actor|state) already\.$/)
})

test('a segment that is named twice is removed once', () => {
  const before = smallProject()
  const once = perform(before, [coding(before, 'hospital', 'actor')], 'Ana')
  const [segment] = segmentsOf(once, coderId(once, 'Ana'), onlyDocument(once))
  const segments = [segment!.id, segment!.id]
  expect(answer(once, { type: 'deleteSegments', document: onlyDocument(once), segments })).toBe(
    'remove actor from “hospital”',
  )
})

test('half a surrogate pair gets into no record, since no file of a project may hold one', () => {
  const half = 'a face \ud83d'
  const name = `${half}.txt`
  const file = { ...newDocument('Face', 'text'), source: { ...newDocument('Face', '').source, name } }
  const before = perform(smallProject(), [
    { type: 'addCodes', parent: null, codes: [{ name: 'new', definition: half, counterExample: half }] },
    { type: 'addDocuments', documents: [file] },
  ])
  const code = codeId(before, 'new')
  const after = perform(before, [{ type: 'changeCode', code, changes: { include: half, exclude: half } }])
  const records = [...after.codes.values(), ...after.documents.values()]
  expect(records.flatMap((record) => Object.values(record)).join()).toContain('a face �')
  for (const record of records) expect(JSON.stringify(record)).not.toContain('\\ud83d')
})

test('a variable with a name that files lose is refused', () => {
  const variables = JSON.parse('{"__proto__":"x"}')
  const project = smallProject()
  expect(answer(project, { type: 'describeDocument', document: onlyDocument(project), variables })).toBe(
    'A variable can’t be called __proto__; rename it.',
  )
})
