import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply } from '../../../core/change.ts'
import { decide } from '../../../core/command.ts'
import { checkCodings } from '../../../core/commands/codings.ts'
import { readCodings, writeCodings } from '../../../core/exchange/codings-csv.ts'
import type { Project } from '../../../core/model.ts'
import { Refusal } from '../../../core/refusal.ts'
import { shared } from '../../shared.ts'
import { after, context, projectOf } from './project.ts'

const text = 'The ministry said 😀 that.\nNobody answered, it said.'
const project = projectOf({ 'one.txt': text, 'two.txt': 'Other text.' }, [
  { name: 'actor', children: [{ name: 'state' }, { name: 'media' }] },
  { name: 'place', children: [{ name: 'state' }] },
])

const header = 'document,coder,code,start,end,quote\n'
const problems = (body: string, of: Project = project) => {
  const { rows, problems } = readCodings(header + body)
  return [...problems, ...checkCodings(of, rows).problems].map(({ line, message }) => `${line}: ${message}`)
}
const imported = (of: Project, file: string) =>
  after(of, { type: 'addCodings', rows: readCodings(file).rows })

test('columns may stand in any order, behind a byte order mark, with semicolons, with CRLF', () => {
  const { rows } = readCodings(
    '\ufeffCODE;quote;document;end;start;coder\r\nactor;"The; ministry";one;12;0;ann\r\n',
  )
  expect(rows).toEqual([
    {
      line: 2,
      document: 'one',
      coder: 'ann',
      code: 'actor',
      start: 0,
      end: 12,
      quote: 'The; ministry',
      memo: '',
    },
  ])
})

test('a missing column, a broken quote and a row of another width are named with their line', () => {
  expect(readCodings('document,coder,code,start,end\n').problems).toEqual([
    { line: 1, message: 'the header has no column quote; it has document, coder, code, start, end' },
  ])
  expect(readCodings('').problems[0]!.message).toContain('empty')
  const { problems } = readCodings(`${header}one,ann,actor,0,3,"two\nlines"\none,ann,actor,0,3\n`)
  expect(problems).toEqual([{ line: 4, message: 'there are 5 cells, but the header has 6' }])
  expect(readCodings(`${header}one,ann,actor,0,3,"The\n`).problems[0]!.line).toBe(2)
})

test('a column that is not known is left out with a warning', () => {
  const { rows, warnings } = readCodings(
    'document,coder,code,start,end,quote,mood\none,ann,actor,0,3,The,good\n',
  )
  expect(rows).toHaveLength(1)
  expect(warnings).toEqual(['the column “mood” is not known and was left out'])
})

test('every bad row is named with its line and the reason', () => {
  expect(
    problems(
      [
        'one,ann,actor,0,3,Teh',
        'three,ann,actor,0,3,The',
        'one,ann,mood,0,3,The',
        'one,ann,state,0,3,The',
        'one,ann,actor,3,3,',
        'one,ann,actor,0,999,The',
        'one,ann,actor,18,19,x',
        'one,,actor,0,3,The',
        'one,consensus,actor,0,3,The',
        'one,ann,actor,5,13,ministry',
        'one,ann,actor,0,3,The',
      ].join('\n'),
    ),
  ).toEqual([
    '2: the text from 0 to 3 is “The”, not “Teh”',
    '3: there is no document “three” in this project',
    '4: there is no code “mood” in the codebook; add it, or correct the name',
    '5: “state” names 2 codes; write the path, such as “parent / state”',
    '6: start 3 is not before end 3',
    `7: end 999 is beyond the text, which has ${text.length} characters`,
    '8: offset 19 is inside a surrogate pair',
    '9: a coder needs a name',
    '10: the name consensus is kept for the consensus of coders; choose another',
    '11: the text from 5 to 13 is “inistry”, not “ministry”; that stands from 4 to 12 in UTF-16 code units',
  ])
})

test('offsets that are not whole numbers are refused', () => {
  expect(problems('one,ann,actor,0.5,3,The\none,ann,actor,-1,3,The\none,ann,actor,,3,The')).toEqual([
    '2: start is “0.5”, which is not a whole number',
    '3: start is “-1”, which is not a whole number',
    '4: start is “”, which is not a whole number',
  ])
})

test('a title that two documents share names neither', () => {
  const [first, second] = [...project.documents.values()]
  const twins = after(project, { type: 'describeDocument', document: second!.id, title: 'one' })
  expect(problems('one,ann,actor,0,3,The', twins)).toEqual([
    '2: “one” names more than one document; name it by its id',
  ])
  expect(problems(`one.txt,ann,actor,0,3,The\n${first!.id},ann,actor,0,3,The`, twins)).toEqual([])
})

test('one bad row refuses all of them', () => {
  const { rows } = readCodings(`${header}one,ann,actor,0,3,The\none,ann,actor,0,3,Teh\n`)
  expect(() => decide(project, { type: 'addCodings', rows }, context())).toThrow(Refusal)
  expect(() => decide(project, { type: 'addCodings', rows }, context())).toThrow(/line 3: /)
})

test('coders who are missing are made once, in the order of the file', () => {
  const file = `${header}one,Zoe,actor,0,3,The\none,Ann,actor,0,3,The\none,Zoe,actor,4,12,ministry\n`
  const { newCoders } = checkCodings(project, readCodings(file).rows)
  expect(newCoders).toEqual(['Zoe', 'Ann'])
  expect([...imported(project, file).coders.values()].map(({ name }) => name)).toEqual(['Zoe', 'Ann'])
  expect(problems('one,Ann,actor,0,3,The\none,ANN,actor,0,3,The')).toEqual([
    '3: there is a coder ANN already; choose another name',
  ])
})

test('a row that is there already is not doubled, in the project or in the file', () => {
  const file = `${header}one,ann,actor,0,3,The\none,ann,actor,0,3,The\none,ann,media,0,3,The\n`
  const once = imported(project, file)
  expect([...once.segments.values()].flatMap((table) => [...table.values()])).toHaveLength(2)
  expect(checkCodings(once, readCodings(file).rows)).toEqual({ problems: [], known: 3, newCoders: [] })
  const twice = imported(once, file)
  expect(twice.segments).toEqual(once.segments)
})

test('spans are taken as they are given, even inside a grapheme', () => {
  const flags = projectOf({ 'f.txt': '🇦🇿🇦🇲' }, [{ name: 'flag' }])
  const [table] = imported(flags, `${header}f,ann,flag,2,6,🇿🇦\n`).segments.values()
  expect([...table!.values()].map(({ start, end }) => [start, end])).toEqual([[2, 6]])
})

test('a code below another is written by its path where its name is not its own', () => {
  const file = `${header}one,ann,actor / state,0,3,The\none,ann,media,0,3,The\n`
  expect(writeCodings(imported(project, file))).toBe(
    `${header}one.txt,ann,actor / state,0,3,The\none.txt,ann,media,0,3,The\n`.replaceAll('\n', '\r\n'),
  )
})

test('memos have a column where there are any', () => {
  const file = `document,coder,code,start,end,quote,memo\none.txt,ann,actor,0,3,The,"Which, then?\nAsk."\n`
  expect(writeCodings(imported(project, file))).toBe(
    'document,coder,code,start,end,quote,memo\r\none.txt,ann,actor,0,3,The,"Which, then?\nAsk."\r\n',
  )
})

test('the codings of the five articles come out as they went in, byte for byte', () => {
  const read = (name: string) => readFileSync(new URL(`articles/${name}`, shared), 'utf8')
  const file = read('codings.csv')
  const names = [...new Set(readCodings(file).rows.map(({ document }) => document))]
  const articles = projectOf(
    Object.fromEntries(names.map((name) => [name, read(name)])),
    ['actor', 'accusation', 'munition', 'casualty', 'location'].map((name) => ({ name })),
  )
  expect(writeCodings(imported(articles, file))).toBe(file)
})

test('what is written is read again, whatever the text holds', () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '"',
    ',',
    ';',
    '\n',
    '\t',
    '=',
    "'",
    '😀',
    '\u00a0',
    '“',
    '\ufeff',
    'é',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 2, maxLength: 30 }).map((list) => `x${list.join('')}x`),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('actor', 'media')), { maxLength: 8 }),
      (content, spans) => {
        const start = projectOf({ 'p.txt': content }, [{ name: 'actor' }, { name: 'media' }])
        const points = [...content].map((_, n, all) => all.slice(0, n).join('').length)
        const rows = spans.flatMap(([a, b, code], line) => {
          const [from, to] = [points[a % points.length]!, points[b % points.length]!].sort((x, y) => x - y)
          const quote = content.slice(from, to)
          return from === to
            ? []
            : [{ line, document: 'p', coder: 'ann', code, start: from!, end: to!, quote, memo: quote }]
        })
        const before = apply(start, decide(start, { type: 'addCodings', rows }, context()).change)
        const file = writeCodings(before)
        expect(readCodings(file).problems).toEqual([])
        expect(writeCodings(imported(start, file))).toBe(file)
      },
    ),
    { numRuns: 200 },
  )
})
