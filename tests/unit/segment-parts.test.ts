import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, invert } from '../../core/change.ts'
import type { Command } from '../../core/command.ts'
import { decide } from '../../core/command.ts'
import type { AttributeId, LinkTypeId, Project, Segment, SegmentId } from '../../core/model.ts'
import { segmentsOf } from '../../core/model.ts'
import {
  codeId,
  coderId,
  counting,
  hospitalText,
  onlyDocument,
  perform,
  smallProject,
} from './sample-project.ts'

const count = 'count-1' as AttributeId
const place = 'place-1' as AttributeId

/** Ana has coded “two were hurt” as a casualty and “The hospital” as an actor, and says how many. */
function coded(): Project {
  let project = smallProject()
  const casualty = codeId(project, 'casualty')
  const document = onlyDocument(project)
  project = perform(project, [
    {
      type: 'changeCode',
      code: casualty,
      changes: {
        attributes: [
          { id: count, name: 'count', kind: 'number', choices: [], initial: null },
          { id: place, name: 'place', kind: 'text', choices: [], initial: 'unknown' },
        ],
      },
    },
    { type: 'addLinkType', name: 'said by', from: [], to: [] },
  ])
  project = act(project, coding(project, 'two were hurt', 'casualty'), 50)
  project = act(project, coding(project, 'The hospital', 'actor'), 60)
  const hurt = found(project, 'two were hurt')
  const changes = { attributes: { [count]: 2 }, certainty: 'probable', memo: 'One source.' } as const
  project = act(project, { type: 'changeSegment', document, segment: hurt.id, changes })
  return act(project, link(project, hurt.id, found(project, 'The hospital').id))
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

function link(project: Project, from: SegmentId, to: SegmentId): Command {
  const linkType = [...project.linkTypes.keys()][0] as LinkTypeId
  return { type: 'linkSegments', document: onlyDocument(project), linkType, from, to }
}

function decided(project: Project, command: Command, ids = 500) {
  const clock = counting(ids)
  return decide(project, command, { coder: coderId(project, 'Ana'), now: clock.now(), newId: clock.newId })
}

function act(project: Project, command: Command, ids = 500): Project {
  return apply(project, decided(project, command, ids).change)
}

function own(project: Project): Segment[] {
  return segmentsOf(project, coderId(project, 'Ana'), onlyDocument(project))
}

function found(project: Project, quote: string, code?: string): Segment {
  return own(project).find(
    (one) => one.quote === quote && (code === undefined || one.code === codeId(project, code)),
  )!
}

function refusal(project: Project, command: Command): string {
  try {
    return `not refused: ${decided(project, command, 900).label}`
  } catch (error) {
    return (error as Error).message
  }
}

function split(project: Project, quote: string, before: string): Command {
  const segment = found(project, quote)
  const at = segment.start + quote.indexOf(before)
  return { type: 'splitSegment', document: segment.document, segment: segment.id, at }
}

test('a split segment is two with the same code, values and certainty; memo and links stay with the first', () => {
  const before = coded()
  const { label, change } = decided(before, split(before, 'two were hurt', 'were'))
  expect(label).toBe('split “two were hurt”')
  const after = apply(before, change)
  const [first, second] = [found(after, 'two'), found(after, 'were hurt')]
  expect(first).toMatchObject({ memo: 'One source.', certainty: 'probable', attributes: { [count]: 2 } })
  expect(second).toMatchObject({
    memo: '',
    certainty: 'probable',
    attributes: { [count]: 2, [place]: 'unknown' },
    links: [],
  })
  expect(first.id).toBe(found(before, 'two were hurt').id)
  expect(first.links).toHaveLength(1)
  expect(apply(after, invert(change))).toEqual(before)
})

test('a segment is not split at its end, outside of it, or where one side has no words', () => {
  const project = coded()
  const { document, id: segment, end } = found(project, 'two were hurt')
  for (const at of [end, 0, end + 3])
    expect(refusal(project, { type: 'splitSegment', document, segment, at })).toBe(
      '“two were hurt” is split where the caret stands in it: put the caret between two of its words, with a click or the arrow keys, and split it again.',
    )
  const wide = act(project, {
    type: 'applyCode',
    document,
    code: codeId(project, 'actor'),
    start: 12,
    end: 16,
  })
  expect(refusal(wide, { type: 'splitSegment', document, segment: found(wide, ' sai').id, at: 13 })).toBe(
    'On one side of the caret “sai” has no words.',
  )
})

test('joined segments are one over all; what the others said otherwise is told in the memo, and links lead to the first', () => {
  let project = coded()
  project = act(project, split(project, 'two were hurt', 'were'))
  const [two, hurt, hospital] = [
    found(project, 'two'),
    found(project, 'were hurt'),
    found(project, 'The hospital'),
  ]
  const { document } = two
  const changes = { attributes: { [count]: 3 }, certainty: 'doubtful', memo: 'Another source.' } as const
  project = act(project, { type: 'changeSegment', document, segment: hurt.id, changes })
  project = act(project, link(project, hospital.id, hurt.id))
  project = act(project, link(project, two.id, hurt.id))
  const { label, change } = decided(project, { type: 'joinSegments', document, segments: [hurt.id, two.id] })
  expect(label).toBe('join 2 segments of casualty')
  const after = apply(project, change)
  expect(own(after).map(({ quote }) => quote)).toEqual(['The hospital', 'two were hurt'])
  expect(found(after, 'two were hurt')).toMatchObject({
    id: two.id,
    memo: 'One source.\n\nAnother source.\n\nJoined with “were hurt”: count 3, certainty doubtful.',
    certainty: 'probable',
    attributes: { [count]: 2, [place]: 'unknown' },
    links: [{ to: hospital.id }],
  })
  expect(found(after, 'The hospital').links).toMatchObject([{ to: two.id }])
  expect(apply(after, invert(change))).toEqual(project)
})

test('only segments of one code are joined, two or more, and not onto a span that has the code already', () => {
  const project = coded()
  const [hurt, hospital] = [found(project, 'two were hurt'), found(project, 'The hospital')]
  const { document } = hurt
  const join = (segments: SegmentId[]): Command => ({ type: 'joinSegments', document, segments })
  expect(refusal(project, join([hurt.id, hurt.id]))).toBe('Joining takes two segments or more.')
  expect(refusal(project, join([hurt.id, hospital.id]))).toBe(
    '“The hospital” is coded as actor and “two were hurt” as casualty; only segments with one code can be joined.',
  )
  let three = act(project, coding(project, 'two', 'casualty'), 70)
  three = act(three, coding(three, 'hurt', 'casualty'), 80)
  expect(refusal(three, join([found(three, 'two').id, found(three, 'hurt').id]))).toBe(
    '“two were hurt” has the code casualty already.',
  )
})

test('a copy has a further code on the same span, with memo, certainty and the values that both codes have', () => {
  const before = coded()
  const hurt = found(before, 'two were hurt')
  const copy: Command = {
    type: 'copySegment',
    document: hurt.document,
    segment: hurt.id,
    code: codeId(before, 'actor'),
  }
  const { label, change } = decided(before, copy)
  expect(label).toBe('copy “two were hurt” to actor')
  const after = apply(before, change)
  expect(found(after, 'two were hurt', 'actor')).toMatchObject({
    memo: 'One source.',
    certainty: 'probable',
    attributes: {},
    links: [],
    start: hurt.start,
    end: hurt.end,
  })
  expect(found(after, 'two were hurt', 'casualty')).toEqual(hurt)
  expect(refusal(after, copy)).toBe('“two were hurt” has the code actor already.')
})

test('a segment gets a new code, or is copied to one, in one step that is undone whole', () => {
  const before = coded()
  const hurt = found(before, 'two were hurt')
  const { document, id: segment } = hurt
  const give = (how: 'instead' | 'further', name = 'victim'): Command => ({
    type: 'giveNewCode',
    ...{ document, segment, name, how },
  })
  const instead = decided(before, give('instead'))
  expect(instead.label).toBe('give a segment the new code victim')
  const after = apply(before, instead.change)
  expect(found(after, 'two were hurt', 'victim')).toMatchObject({ id: segment, memo: 'One source.' })
  expect(own(after)).toHaveLength(own(before).length)
  expect(apply(after, invert(instead.change))).toEqual(before)
  const further = decided(before, give('further'))
  expect(further.label).toBe('copy a segment to the new code victim')
  const copied = apply(before, further.change)
  expect(found(copied, 'two were hurt', 'victim')).toMatchObject({ memo: 'One source.', links: [] })
  expect(found(copied, 'two were hurt', 'casualty')).toEqual(hurt)
  expect(apply(copied, invert(further.change))).toEqual(before)
})

test('wherever a segment is split, joining the halves gives its span, values and links back', () => {
  const before = coded()
  const whole = found(before, 'two were hurt')
  fc.assert(
    fc.property(fc.integer({ min: whole.start + 1, max: whole.end - 1 }), (at) => {
      const { document } = whole
      const after = act(before, { type: 'splitSegment', document, segment: whole.id, at })
      const halves = own(after).filter(({ code }) => code === whole.code)
      expect(halves).toHaveLength(2)
      expect(halves[0]!.end).toBeLessThanOrEqual(halves[1]!.start)
      for (const { quote, start, end } of halves) {
        expect(hospitalText.slice(start, end)).toBe(quote)
        expect(quote.trim()).toBe(quote)
      }
      const joined = act(after, { type: 'joinSegments', document, segments: halves.map(({ id }) => id) })
      expect({ ...found(joined, 'two were hurt'), changed: '' }).toEqual({ ...whole, changed: '' })
    }),
  )
})
