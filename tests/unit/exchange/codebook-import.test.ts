import { expect, test } from '@playwright/test'
import type { NewCode } from '../../../core/commands/codebook.ts'
import { writeQdc } from '../../../core/exchange/refi-qda/codebook.ts'
import type { Attribute, AttributeId, Project } from '../../../core/model.ts'
import { fileOf } from '../../../main/exchange/given-files.ts'
import { ImportDesk } from '../../../main/exchange/import-desk.ts'
import { codebookOf } from '../../../main/text-file.ts'
import { after, projectOf } from './project.ts'

const count: Attribute = {
  ...{ id: 'actor-1' as AttributeId, name: 'count', kind: 'number', choices: [], initial: null },
}
const side: Attribute = {
  ...{
    id: 'actor-2' as AttributeId,
    name: 'side',
    kind: 'choice',
    choices: ['own', 'other'],
    initial: 'own',
  },
}
const actor: NewCode = {
  name: 'actor',
  colour: 3,
  key: 'a',
  definition: 'Who acts.',
  include: 'ministries',
  exclude: 'places',
  example: 'the ministry',
  counterExample: 'the road',
  attributes: [count, side],
  memo: 'Asked the lead.',
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** A project with one code that says all that a code can say, after a codebook file was taken in. */
function taken(name: string, content: string, project = projectOf({}, [actor])): Project {
  const { codes, linkTypes } = codebookOf(name, bytes(content))
  return after(project, { type: 'importCodes', codes, linkTypes })
}

const actorIn = ({ codes }: Project) => [...codes.values()].find(({ name }) => name === 'actor')

const json = (...codes: object[]) => JSON.stringify({ format: 'intercoder-codebook/1', codes })
const qdc = (description: string) =>
  `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="11111111-1111-4111-8111-111111111111" name="actor" isCodable="true"><Description>${description}</Description></Code></Codes></CodeBook>`

const oneNewDefinition = {
  'c.csv': 'path,name,definition\nactor,actor,Somebody.\n',
  'empty.csv':
    'path,name,colour,key,definition,include,exclude,example,counter_example,attributes,memo\nactor,actor,,,Somebody.,,, ,,,\n',
  'c.json': json({ name: 'actor', definition: 'Somebody.' }),
  'empty.json': json({ ...{ name: 'actor', key: '', memo: '', attributes: [] }, definition: 'Somebody.' }),
  'c.qdc': qdc('Somebody.'),
}
for (const [name, content] of Object.entries(oneNewDefinition)) {
  test(`a codebook keeps what ${name} has no place for or leaves empty, and gets the definition that stands there`, () => {
    const before = projectOf({}, [actor])
    const there = actorIn(before)!
    expect(actorIn(taken(name, content, before))).toEqual({ ...there, definition: 'Somebody.' })
  })
}

test('attributes that a file names are changed, with their ids kept; the others stay', () => {
  const lines = `"count (text)\ncertain (yes/no) {""id"":""own""}"`
  const inTable = actorIn(taken('c.csv', `path,name,attributes\nactor,actor,${lines}\n`))!
  expect(inTable.attributes).toEqual([
    { ...count, kind: 'text' },
    side,
    { id: 'own', name: 'certain', kind: 'yes/no', choices: [], initial: null },
  ])
  const renamed = { name: 'actor', attributes: [{ id: 'actor-1', name: 'how many', kind: 'number' }] }
  expect(actorIn(taken('c.json', json(renamed)))!.attributes).toEqual([{ ...count, name: 'how many' }, side])
  const written = writeQdc(
    projectOf({}, [{ name: 'actor', attributes: [{ ...side, initial: null }] }]).codes,
    '1',
  )
  expect(actorIn(taken('c.qdc', written))!.attributes).toEqual([count, side])
})

test('a type of link keeps the end that a file says nothing of', () => {
  const file = (linkType: object) =>
    JSON.stringify({ format: 'intercoder-codebook/1', codes: [], linkTypes: [linkType] })
  const made = taken('c.json', file({ name: 'said by', from: ['actor'], to: ['actor'] }))
  const [before] = [...made.linkTypes.values()]
  const [same] = [...taken('c.json', file({ name: 'said by' }), made).linkTypes.values()]
  expect(same).toEqual(before)
  const [freed] = [...taken('c.json', file({ name: 'said by', to: [] }), made).linkTypes.values()]
  expect(freed).toEqual({ ...before, to: [] })
})

test('the preview of a codebook lists what changes of which code, from what to what, and nothing else', async () => {
  const desk = new ImportDesk()
  const project = projectOf({}, [actor, { name: 'place', definition: 'Where.' }])
  const source = { current: () => project, whole: async () => project }
  const file =
    'path,name,definition,key,include\nactor,actor,Somebody.,b,\nactor / crowd,crowd,Many.,c,\nplace,place,Where.,,\n'
  const [given] = await desk.add([fileOf({ path: 'c.csv', bytes: bytes(file) })])
  const read = await desk.read(given!.token, {}, source)
  expect(read).toMatchObject({
    as: 'codebook',
    codebook: {
      codes: [
        {
          path: 'actor',
          becomes: 'changed',
          fields: [
            { field: 'definition', before: 'Who acts.', after: 'Somebody.' },
            { field: 'key', before: 'a', after: 'b' },
          ],
        },
        {
          path: 'actor / crowd',
          becomes: 'new',
          fields: [
            { field: 'definition', before: '', after: 'Many.' },
            { field: 'key', before: '', after: 'c' },
          ],
        },
      ],
      linkTypes: [],
    },
  })
  await desk.forget()
})
