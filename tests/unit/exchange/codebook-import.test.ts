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
  const lines = `"Count (number)\ncertain (yes/no) {""id"":""own""}"`
  const inTable = actorIn(taken('c.csv', `path,name,attributes\nactor,actor,${lines}\n`))!
  expect(inTable.attributes).toEqual([
    { ...count, name: 'Count' },
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

const attributesIn = (project: Project) =>
  actorIn(project)!.attributes.map(({ id, name, kind }) => ({ id: `${id}`, name, kind }))
const withAttributes = (lines: string) => `path,name,attributes\nactor,actor,"${lines.replace(/"/g, '""')}"\n`
const text = (id: string, name: string): Attribute => ({
  ...{ id: id as AttributeId, name, kind: 'text', choices: [], initial: null },
})

for (const rows of [
  ['Register (text)', 'Tone (number)'],
  ['Tone (number)', 'Register (text)'],
]) {
  test(`an attribute that was renamed is not taken for a new one of its old name: ${rows.join(', then ')}`, () => {
    const project = projectOf({}, [{ name: 'actor', attributes: [text('tone', 'Register')] }])
    const [register, tone] = attributesIn(taken('c.csv', withAttributes(rows.join('\n')), project))
    expect(register).toEqual({ id: 'tone', name: 'Register', kind: 'text' })
    expect(tone).toMatchObject({ name: 'Tone', kind: 'number' })
    expect(tone!.id).not.toBe('tone')
  })
}

test('attributes whose names have no Latin letter stay two, in a code that is there and in a new one', () => {
  const lines = 'Тон (text)\nСила (number)'
  const attributes = lines.split('\n').map((line) => ({
    ...{ name: line.split(' ')[0], kind: line.includes('text') ? 'text' : 'number' },
  }))
  const xml = qdc(`[Attributes]\n${lines}`)
  const files = {
    'c.csv': withAttributes(lines),
    'c.json': json({ name: 'actor', attributes }),
    'c.qdc': xml,
  }
  for (const [name, content] of Object.entries(files)) {
    for (const project of [projectOf({}, [{ name: 'actor' }]), projectOf({}, [])]) {
      const once = taken(name, content, project)
      expect(attributesIn(once)).toMatchObject(attributes)
      expect(new Set(attributesIn(once).map(({ id }) => id)).size).toBe(2)
      expect(taken(name, content, once)).toEqual(once)
    }
  }
})

test('no attribute is taken for two of a file, whatever ids it writes', () => {
  const project = projectOf({}, [
    { name: 'actor', attributes: [text('tone', 'Register'), text('x', 'Tone')] },
  ])
  const before = attributesIn(project)
  const swapped = 'Tone (text) {"id":"tone"}\nRegister (text) {"id":"x"}'
  expect(attributesIn(taken('c.csv', withAttributes(swapped), project))).toEqual(before)
  const twice = 'Register (text)\nPitch (text) {"id":"tone"}'
  expect(() => taken('c.csv', withAttributes(twice), project)).toThrow(
    'Register and Pitch of actor have the same id tone, by which segments hold their values; give one of them another.',
  )
  const named = 'Register (text) {"id":"tone"}\nregister (text)'
  expect(() => taken('c.csv', withAttributes(named), project)).toThrow(
    'actor has an attribute register already',
  )
})

test('an attribute keeps the choices that a file does not name, and what it begins with; those of the file come behind', () => {
  const sides = (project: Project) => actorIn(project)!.attributes.find(({ id }) => id === side.id)
  const one = 'side (choice) {"choices":["third","own"]}'
  expect(sides(taken('c.csv', withAttributes(one)))).toEqual({
    ...{ ...side, choices: ['own', 'other', 'third'] },
  })
  const initial = json({ name: 'actor', attributes: [{ name: 'side', kind: 'choice', initial: 'other' }] })
  expect(sides(taken('c.json', initial))).toEqual({ ...side, initial: 'other' })
  const project = projectOf({}, [actor])
  const none = json({ name: 'actor', attributes: [{ name: 'side', kind: 'choice' }] })
  expect(taken('c.json', none, project)).toEqual(project)
  expect(taken('c.csv', withAttributes('side (choice)'), project)).toEqual(project)
})

test('an attribute of another kind than the file says is refused, as segments have values of its kind', () => {
  expect(() => taken('c.csv', withAttributes('count (text)'))).toThrow(
    'The attribute count has the kind number here and text in the file, and segments may have values of it; give it another name in the file, or change its kind in the codebook first.',
  )
})

test('lines of attributes that can’t be read are said to be left out, each with its code', () => {
  const lines = [
    'Strength (choice) {broken}',
    'count (number)',
    '',
    'who spoke?',
    'n (text) {"choices":["a"]}',
  ]
  const left = (line: string) => ({
    what: `attribute of actor was left out, as its line is not written “name (kind) {…}”: “${line}”`,
    count: 1,
  })
  const wanted = [lines[0]!, lines[3]!, lines[4]!].map(left)
  expect(codebookOf('c.csv', bytes(withAttributes(lines.join('\n')))).losses).toEqual(wanted)
  expect(codebookOf('c.qdc', bytes(qdc(`[Attributes]\n${lines.join('\n')}`))).losses).toEqual(wanted)
  const many = codebookOf('c.csv', bytes(withAttributes('prose\n'.repeat(30)))).losses
  expect(many).toHaveLength(11)
  expect(many[10]).toEqual({ what: 'more such lines of attributes were left out', count: 20 })
  const without = qdc('[Attributes]\nside (choice)')
  expect(codebookOf('c.qdc', bytes(without)).losses).toEqual([
    { what: 'attributes of codes were left out, as they are a choice without choices', count: 1 },
  ])
})

test('an id that is there twice along the path of a code is refused', () => {
  const file = json({
    name: 'actor',
    attributes: [{ id: 'tone', name: 'tone', kind: 'text' }],
    children: [{ name: 'crowd', attributes: [{ id: 'tone', name: 'pitch', kind: 'text' }] }],
  })
  expect(() => taken('c.json', file, projectOf({}, []))).toThrow(
    'tone and pitch of crowd have the same id tone',
  )
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
