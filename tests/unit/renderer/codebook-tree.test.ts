import { expect, test } from '@playwright/test'
import { childrenOf } from '../../../core/codebook.ts'
import type { Counts } from '../../../core/counts.ts'
import type { Code, CodeId, CodingsId } from '../../../core/model.ts'
import { dropped, possibleParents, step } from '../../../renderer/codebook/moving.ts'
import { documentCounts, segmentCounts } from '../../../renderer/ui/code-counts.ts'
import { treeRows } from '../../../renderer/ui/tree-rows.ts'

function code(id: string, parent: string | null, order: number): Code {
  const empty = {
    key: '',
    definition: '',
    include: '',
    exclude: '',
    example: '',
    counterExample: '',
    attributes: [],
    memo: '',
  }
  return { id: id as CodeId, parent: parent as CodeId | null, order, name: id, colour: 1, ...empty }
}

const list = [
  code('actor', null, 0),
  code('state', 'actor', 0),
  code('witness', 'actor', 1),
  code('casualty', null, 1),
  code('place', null, 2),
]
const codes = new Map(list.map((each) => [each.id, each]))
const the = (id: string) => codes.get(id as CodeId)!
const names = (folded: string[], typed = '') =>
  treeRows(codes, new Set(folded as CodeId[]), typed).map(
    ({ code: { name }, depth, open }) => `${depth} ${name} ${open}`,
  )

test('codes below a folded one are left out', () => {
  expect(names([])).toHaveLength(5)
  expect(names(['actor'])).toEqual(['0 actor false', '0 casualty null', '0 place null'])
})

test('a filter shows what has the letters in its name and what is above it, folded or not', () => {
  expect(names(['actor'], 'WIT')).toEqual(['0 actor true', '1 witness null'])
  expect(names([], 'nothing')).toEqual([])
})

test('steps go past siblings, under the one above, and behind the parent', () => {
  expect(step(codes, the('casualty'), 'up')).toEqual({ parent: null, order: 0 })
  expect(step(codes, the('casualty'), 'down')).toEqual({ parent: null, order: 2 })
  expect(step(codes, the('casualty'), 'in')).toEqual({ parent: 'actor', order: 2 })
  expect(step(codes, the('witness'), 'out')).toEqual({ parent: null, order: 1 })
})

test('there is no step past the ends', () => {
  expect(step(codes, the('actor'), 'up')).toBeNull()
  expect(step(codes, the('place'), 'down')).toBeNull()
  expect(step(codes, the('actor'), 'in')).toBeNull()
  expect(step(codes, the('actor'), 'out')).toBeNull()
})

test('a code that is let go comes before, after or into the one under it', () => {
  const after = (dragged: string, place: 'before' | 'into' | 'after', target: string) =>
    dropped(codes, dragged as CodeId, place, the(target))
  expect(after('place', 'before', 'casualty')).toEqual({ parent: null, order: 1 })
  // Among the siblings that are left when the dragged one is taken out.
  expect(after('actor', 'after', 'casualty')).toEqual({ parent: null, order: 1 })
  expect(after('place', 'into', 'actor')).toEqual({ parent: 'actor', order: 2 })
  expect(after('place', 'after', 'state')).toEqual({ parent: 'actor', order: 1 })
})

test('a code can be put under every code but itself and those below it', () => {
  expect(possibleParents(codes, the('actor')).map(({ id }) => id)).toEqual(['casualty', 'place'])
  expect(childrenOf(codes, null)).toHaveLength(3)
})

const counts: Counts = new Map([
  ['ana/one' as CodingsId, { ['actor' as CodeId]: 1, ['state' as CodeId]: 2 }],
  ['ben/one' as CodingsId, { ['state' as CodeId]: 3 }],
  ['ben/two' as CodingsId, { ['casualty' as CodeId]: 4, ['place' as CodeId]: 0 }],
])

test('a code counts its segments and those of the codes below it', () => {
  const all = segmentCounts(codes, counts)
  expect([...all]).toEqual([
    ['actor', 6],
    ['state', 5],
    ['witness', 0],
    ['casualty', 4],
    ['place', 0],
  ])
  expect(segmentCounts(codes, counts, (id) => id.startsWith('ana/')).get('actor' as CodeId)).toBe(3)
})

test('a document counts once for a code, whoever used it', () => {
  const used = documentCounts(codes, counts, (id) => id.split('/')[1] ?? '')
  expect([used.get('actor' as CodeId), used.get('casualty' as CodeId), used.get('place' as CodeId)]).toEqual([
    1, 1, 0,
  ])
})
