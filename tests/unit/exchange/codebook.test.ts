import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { NewCode } from '../../../core/commands/codebook.ts'
import { readCodebookCsv, writeCodebookCsv } from '../../../core/exchange/codebook-csv.ts'
import { readCodebookJson, writeCodebookJson } from '../../../core/exchange/codebook-json.ts'
import { after, projectOf } from './project.ts'

const tree: NewCode[] = [
  {
    name: 'actor',
    colour: 3,
    key: 'a',
    definition: 'Who acts, "says" or is named;\nalso groups.',
    include: 'ministries, offices',
    exclude: 'places',
    example: 'the ministry',
    counterExample: '=1+1',
    children: [{ name: 'state', children: [{ name: 'army / navy' }] }, { name: 'media' }],
  },
  { name: 'place', children: [{ name: 'state' }] },
]
const project = projectOf({}, tree)
const { codes } = project

test('a codebook comes back from JSON as it went', () => {
  const file = writeCodebookJson(project)
  expect(writeCodebookJson(projectOf({}, readCodebookJson('c.json', file).codes))).toBe(file)
  expect(file).toContain('"counterExample": "=1+1"')
})

test('a codebook comes back from a table as it went, with names that hold the path sign', () => {
  const file = writeCodebookCsv(codes)
  expect(file.split('\r\n')).toContain('actor / state / army / navy,army / navy,2,,,,,,')
  expect(writeCodebookJson(projectOf({}, readCodebookCsv('c.csv', file).codes))).toBe(
    writeCodebookJson(project),
  )
})

test('the codebook of new projects is one', () => {
  const file = readFileSync(new URL('../../../seeds/sample/codebook.json', import.meta.url), 'utf8')
  const names = readCodebookJson('c.json', file).codes.map(({ name }) => name)
  expect(names).toEqual(['actor', 'accusation', 'munition', 'casualty', 'location'])
})

test('what is wrong in a JSON codebook is named with its place', () => {
  const read = (text: string) => () => readCodebookJson('c.json', text)
  const of = (codes: unknown) => read(JSON.stringify({ format: 'intercoder-codebook/1', codes }))
  expect(read('{"format":\n  "intercoder-codebook/1", "codes": [')).toThrow(
    'c.json:2: the file ends too early; get it whole',
  )
  expect(read('{"format":\n  oops }')).toThrow('c.json:2: this is not JSON')
  expect(read('[]')).toThrow('c.json: the content is not an object')
  expect(read('{"format": "intercoder-codebook/2", "codes": []}')).toThrow(
    'c.json: the format is "intercoder-codebook/2", not "intercoder-codebook/1"',
  )
  expect(of({})).toThrow('c.json: codes is not a list')
  expect(of([{ name: 'a' }, {}])).toThrow('c.json: codes[1] has no name')
  expect(of([{ name: 'a', children: [{ name: 'b', key: 1 }] }])).toThrow(
    'c.json: codes[0].children[0].key is not a text',
  )
  expect(of([{ name: 'a', color: 1 }])).toThrow(/^c.json: codes\[0\] has “color”, which is not known/)
  expect(of([{ name: 'a', colour: '1' }])).toThrow('c.json: codes[0].colour is not a number')
})

test('what is wrong in a table of codes is named with its line', () => {
  const read = (body: string) => () => readCodebookCsv('c.csv', `path,name,colour\n${body}`)
  expect(read('actor,actor,\nactor,actor,\n')).toThrow('c.csv:3: the path “actor” is there twice')
  expect(read('a / b,b,\n')).toThrow(
    'c.csv:2: no line has the path “a”, which “a / b” belongs under; add one',
  )
  expect(read('a > b,b,\n')).toThrow(
    'c.csv:2: the path “a > b” is not the name “b”, nor does it end with “ / b”',
  )
  expect(read('a / b,b,\na/b,a/b,\na / b / c,c,\na,a,\n')).not.toThrow()
  expect(read('a / b,b,\na/b,a/b,\na /b/ c,c,\na,a,\n')).toThrow(
    'c.csv:4: “a /b” in the path “a /b/ c” may be several codes; name them otherwise',
  )
  expect(read('a,a,red\n')).toThrow('c.csv:2: the colour is “red”, not a number')
})

test('all that is wrong in a table of codes is said at once, with what its columns are to be', () => {
  const wrong = (file: string) => {
    try {
      readCodebookCsv('c.csv', file)
    } catch (error) {
      return (error as Error).message.split('\n')
    }
    throw new Error('It was read.')
  }
  const wanted = expect.stringMatching(
    /“name” and “path” .*“name” and “parent” .*one of path and name is enough.*colour, key, definition.*“Export the codebook” as CSV gives/,
  )
  expect(wrong('code,description,Code\nactor,Who,\n')).toEqual([
    'c.csv:1: the header has the column “code” twice',
    'c.csv:1: the header has neither a column path nor name; it has code, description, code',
    wanted,
  ])
  expect(wrong('')).toEqual(['c.csv:1: the file is empty; it needs a header', wanted])
  expect(wrong('path,name,colour\na,b,1\nc / d,d,red\n')).toEqual([
    'c.csv:2: the path “a” is not the name “b”, nor does it end with “ / b”',
    'c.csv:3: the colour is “red”, not a number from 1 to 12',
    'c.csv:3: no line has the path “c”, which “c / d” belongs under; add one',
    wanted,
  ])
  const many = wrong(`path,name\n${'a,b\n'.repeat(30)}`)
  expect(many).toHaveLength(12)
  expect(many[10]).toBe('and 20 more')
})

/** Paths of what a table holds, in the order in which they would stand. */
const pathsIn = (file: string) => {
  const paths = (codes: readonly NewCode[], above: string): string[] =>
    codes.flatMap(({ name, children = [] }) => [above + name, ...paths(children, `${above}${name} > `)])
  return paths(readCodebookCsv('c.csv', file).codes, '')
}

const weather = ['weather', 'weather > hail', 'weather > hail > and/or', 'place']
const tables = {
  'paths with spaces':
    'path,name\nweather,weather\nplace,place\nweather / hail,hail\nweather / hail / and/or,and/or\n',
  'paths without spaces':
    'path,name\nweather,weather\nweather/hail,hail\nWeather/hail/and/or,and/or\nplace,place\n',
  'paths alone': 'path\nweather / hail / and/or\nweather/hail\nweather\nplace\n',
  'names of parents': 'name;parent\nand/or;hail\nhail;weather\nweather;\nplace;\n',
  'paths of parents': 'parent,name\nweather / hail,and/or\nWeather,hail\n,weather\n,place\n',
}
for (const [kind, file] of Object.entries(tables)) {
  test(`a table of codes says where they stand by ${kind}, in any order of its lines`, () => {
    expect(pathsIn(file)).toEqual(weather)
  })
}

test('a table of names alone is a list of codes; columns that are not known are named', () => {
  expect(pathsIn('Name,color,note\nactor,#f00,x\nplace,,\n')).toEqual(['actor', 'place'])
  expect(readCodebookCsv('c.csv', 'name,color,note\nactor,#f00,x\n').losses).toEqual([
    { what: 'columns were left out: “color”, “note”', count: 2 },
  ])
  expect(readCodebookCsv('c.csv', 'path,name,parent\nactor,actor,\n').losses).toEqual([
    { what: 'column was left out: “parent”', count: 1 },
  ])
})

test('rows whose cells are all empty are skipped, however many cells they have', () => {
  expect(pathsIn('name,parent,definition\nactor,,Who\n,,\n,\n" ",,\nplace,,Where\n,,,,\n')).toEqual([
    ...['actor', 'place'],
  ])
})

for (const heading of ['counter-example', 'Counterexample', 'counter example', 'counter_example']) {
  test(`a column “${heading}” is that of counter-examples`, () => {
    const { codes, losses } = readCodebookCsv('c.csv', `name,${heading}\nactor,the road\n`)
    expect(codes).toMatchObject([{ name: 'actor', counterExample: 'the road' }])
    expect(losses).toEqual([])
  })
}

test('a parent that is not there, that may be several codes, or that stands under its own child is refused', () => {
  const read = (body: string) => () => readCodebookCsv('c.csv', `name,parent\n${body}`)
  expect(read('hail,weather\n')).toThrow(
    'c.csv:2: no line has the name or path of its parent “weather”; add one',
  )
  expect(read('a,\nb,\nc,a\nc,b\nd,c\n')).toThrow(
    'c.csv:6: 2 lines have the name of its parent “c”; give its path instead',
  )
  expect(read('a,\nb,\nc,a\nc,b\nd,b/c\n')).not.toThrow()
  const several = 'the parent “A / B” may be several codes; name them otherwise'
  const [joined, apart, below] = ['A/B,', 'A,\nB,A', 'C,A / B']
  expect(read([joined, apart, below].join('\n'))).toThrow(`c.csv:5: ${several}`)
  expect(read([below, apart, joined].join('\n'))).toThrow(`c.csv:2: ${several}`)
  expect(read([apart, below, joined].join('\n'))).toThrow(`c.csv:4: ${several}`)
  expect(read([apart, below].join('\n'))).not.toThrow()
  expect(read([joined, apart, 'C,A/B'].join('\n'))).not.toThrow()
  expect(read('a,b\nb,a\nc,a\n')).toThrow('c.csv:2: “a” stands under itself')
  expect(read('a,\nb,a\nB,a\n')).toThrow('c.csv:4: the name “B” is there twice under a')
  expect(read('a,\n,a\n')).toThrow('c.csv:3: the name is empty')
})

test('no table of codes is read into a tree that is endless or has a code less', () => {
  const name = fc.constantFrom('', 'a', 'A', 'b', '/', '//', 'a/b', ' / ', 'a / b', '"', 'x')
  const rows = fc.array(fc.tuple(name, name, name), { maxLength: 8 })
  const headers = fc.constantFrom('path,name,x', 'parent,name,x', 'path,x,y', 'name,path,parent')
  fc.assert(
    fc.property(headers, rows, (header, given) => {
      const file = [
        header,
        ...given.map((cells) => cells.map((cell) => JSON.stringify(cell)).join(',')),
      ].join('\n')
      try {
        const said = given.filter((cells) => cells.some((cell) => cell.trim() !== ''))
        expect(pathsIn(file)).toHaveLength(said.length)
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid' })
      }
    }),
    { numRuns: 2000 },
  )
})

test('any text of a code survives both formats', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\r/g, ''))
  fc.assert(
    fc.property(words, words, (definition, example) => {
      const one = projectOf({}, [
        { name: 'a', definition, example, children: [{ name: 'b', include: example }] },
      ])
      const again = readCodebookJson('c.json', writeCodebookJson(one))
      const twice = readCodebookJson('c.json', writeCodebookJson(projectOf({}, again.codes)))
      expect(again).toEqual(twice)
      expect(readCodebookCsv('c.csv', writeCodebookCsv(one.codes)).codes[0]).toMatchObject({
        definition,
        example,
      })
    }),
  )
})

test('a codebook that is taken in again changes nothing, and one that says more adds it', () => {
  const project = projectOf({}, tree)
  const file = writeCodebookJson(project)
  const again = after(project, { type: 'importCodes', ...readCodebookJson('c.json', file) })
  expect(writeCodebookJson(again)).toBe(file)
  const more = after(project, {
    type: 'importCodes',
    codes: [{ name: 'Actor', definition: 'Somebody.', children: [{ name: 'crowd' }] }, { name: 'motive' }],
  })
  const [actor] = readCodebookJson('c.json', writeCodebookJson(more)).codes
  expect(actor).toMatchObject({ name: 'Actor', key: 'a', example: 'the ministry', definition: 'Somebody.' })
  expect(actor!.children!.map(({ name }) => name)).toEqual(['state', 'media', 'crowd'])
  expect([...more.codes.values()].filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual([
    ...['Actor', 'place', 'motive'],
  ])
})

test('attributes and types of link come back from JSON as they went; an id that is left out is made of the names', () => {
  const file = JSON.stringify({
    format: 'intercoder-codebook/1',
    codes: [
      { name: 'actor', children: [{ name: 'state' }] },
      {
        name: 'casualty',
        attributes: [
          { name: 'count', kind: 'number' },
          { id: 'own', name: 'kind', kind: 'choice', choices: ['killed', 'injured'], initial: 'killed' },
        ],
      },
    ],
    linkTypes: [{ name: 'reported by', from: ['casualty'], to: ['state'] }, { name: 'see' }],
  })
  const project = after(projectOf({}, []), { type: 'importCodes', ...readCodebookJson('c.json', file) })
  const casualty = [...project.codes.values()].find(({ name }) => name === 'casualty')!
  expect(casualty.attributes.map(({ id }) => id)).toEqual(['casualty-count', 'own'])
  const [reported, see] = [...project.linkTypes.values()]
  expect(reported).toMatchObject({ from: [casualty.id], order: 0 })
  expect(see).toMatchObject({ name: 'see', from: [], to: [], order: 1 })
  const written = writeCodebookJson(project)
  const again = after(project, { type: 'importCodes', ...readCodebookJson('c.json', written) })
  expect(again).toEqual(project)
  expect(writeCodebookJson(again)).toBe(written)
})

test('a type of link that names no code, and attributes that are none, are refused with their place', () => {
  const read = (more: object) => () =>
    after(projectOf({}, []), {
      type: 'importCodes',
      ...readCodebookJson('c.json', JSON.stringify({ format: 'intercoder-codebook/1', codes: [], ...more })),
    })
  expect(read({ linkTypes: [{ name: 'by', from: ['nobody'] }] })).toThrow(
    'The type of link by names the code nobody, which there is not.',
  )
  expect(read({ linkTypes: {} })).toThrow('c.json: linkTypes is not a list')
  expect(read({ linkTypes: [{ name: 'by', to: [1] }] })).toThrow(
    'c.json: linkTypes[0].to is not a list of texts',
  )
  const attributes = (one: object) => ({ codes: [{ name: 'a', attributes: [one] }] })
  expect(read(attributes({ kind: 'text' }))).toThrow('c.json: codes[0].attributes[0] has no name')
  expect(read(attributes({ name: 'n', kind: 'whole' }))).toThrow(
    'c.json: codes[0].attributes[0].kind is not one of',
  )
})

test('codes keep their ids when a codebook is taken in, so no segment loses its code', () => {
  const project = projectOf({}, tree)
  const imported = after(project, { type: 'importCodes', codes: tree })
  expect([...imported.codes.keys()]).toEqual([...project.codes.keys()])
})
