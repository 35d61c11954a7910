import { expect, test } from '@playwright/test'
import { codeChange, compareCodebooks } from '../../core/codebook-comparison.ts'
import type { AttributeId } from '../../core/model.ts'
import { codeId, perform, smallProject } from './sample-project.ts'

const nothing = {
  added: [],
  removed: [],
  changed: [],
  addedLinkTypes: [],
  removedLinkTypes: [],
  changedLinkTypes: [],
}

test('a codebook does not differ from itself, nor by colours, keys, memos and order', () => {
  const before = smallProject()
  const actor = codeId(before, 'actor')
  const after = perform(before, [
    { type: 'changeCode', code: actor, changes: { colour: 9, key: 'z', memo: 'Talked over.' } },
    { type: 'moveCode', code: actor, parent: null, order: 5 },
  ])
  expect(compareCodebooks(before, before)).toEqual(nothing)
  expect(compareCodebooks(before, after)).toEqual(nothing)
})

test('codes that came, went and changed are told field by field', () => {
  const before = smallProject()
  const [state, casualty] = [codeId(before, 'state'), codeId(before, 'casualty')]
  const kind = {
    id: 'kind' as AttributeId,
    name: 'kind',
    kind: 'choice',
    choices: ['killed', 'injured'],
    initial: 'killed',
  } as const
  const changed = perform(before, [
    { type: 'changeCode', code: casualty, changes: { definition: 'People harmed.', attributes: [kind] } },
    { type: 'moveCode', code: state, parent: null, order: 0 },
    { type: 'addCodes', parent: null, codes: [{ name: 'location' }] },
  ])
  const after = perform(changed, [{ type: 'deleteCode', code: codeId(before, 'actor') }])
  const { added, removed, changed: codes } = compareCodebooks(before, after)
  expect(added.map(({ name }) => name)).toEqual(['location'])
  expect(removed.map(({ name }) => name)).toEqual(['actor'])
  expect(codes.map(({ code, fields }) => [code.name, fields])).toEqual([
    ['state', [{ field: 'under', before: 'actor', after: '' }]],
    [
      'casualty',
      [
        { field: 'definition', before: '', after: 'People harmed.' },
        { field: 'attribute kind', before: '', after: 'one of killed, injured; begins with killed' },
      ],
    ],
  ])
  expect(codeChange(before, after, casualty)).toEqual(codes[1]!.fields)
  expect(codeChange(before, before, casualty)).toBeUndefined()
  expect(codeChange(before, after, codeId(after, 'location'))).toContainEqual({
    field: 'name',
    before: '',
    after: 'location',
  })
})

test('types of link that came, went and changed are told', () => {
  const before = perform(smallProject(), [{ type: 'addLinkType', name: 'made by', from: [], to: [] }])
  const [made] = [...before.linkTypes.values()]
  const after = perform(before, [
    { type: 'changeLinkType', linkType: made!.id, changes: { to: [codeId(before, 'actor')] } },
    { type: 'addLinkType', name: 'at', from: [], to: [] },
  ])
  const { addedLinkTypes, changedLinkTypes } = compareCodebooks(before, after)
  expect(addedLinkTypes.map(({ name }) => name)).toEqual(['at'])
  expect(changedLinkTypes[0]!.fields).toEqual([{ field: 'leads to', before: 'any code', after: 'actor' }])
  expect(compareCodebooks(after, before).removedLinkTypes.map(({ name }) => name)).toEqual(['at'])
})
