import fc from 'fast-check'
import type { Command } from '../../core/command.ts'
import type { Attribute, AttributeId, Project, Segment } from '../../core/model.ts'
import { certainties } from '../../core/model.ts'
import { newDocument } from './sample-project.ts'

/** A command about whatever the project holds at that moment; numbers pick from what there is. */
export type Pick = (project: Project) => Command | undefined

interface Chances {
  readonly a: number
  readonly b: number
  readonly text: string
}

const pickFrom = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)]

const segmentsIn = (project: Project): Segment[] =>
  [...project.segments.values()].flatMap((table) => [...table.values()])

const codesIn = (project: Project) => [...project.codes.keys()]

type Make = (project: Project, chances: Chances) => Command | undefined

const codebook: readonly Make[] = [
  (project, { a, b, text }) => ({
    type: 'addCodes',
    parent: a % 2 ? (pickFrom(codesIn(project), b) ?? null) : null,
    codes: [{ name: text }],
  }),
  (project, { a, b, text }) => {
    const code = pickFrom(codesIn(project), b)
    const changes = [{ name: text }, { definition: text }, { memo: text }, { colour: 1 + (a % 12) }]
    return code && { type: 'changeCode', code, changes: pickFrom<object>(changes, a)! }
  },
  (project, { a, b }) => {
    const code = pickFrom(codesIn(project), b)
    return code && { type: 'moveCode', code, parent: pickFrom([null, ...codesIn(project)], a)!, order: b % 4 }
  },
  (project, { a, b }) => {
    const code = pickFrom(codesIn(project), b)
    return code && a % 4 === 0 ? { type: 'deleteCode', code } : undefined
  },
  (project, { a, b }) => {
    const [code, into] = [pickFrom(codesIn(project), a), pickFrom(codesIn(project), b)]
    return code && into && a % 3 === 0 ? { type: 'mergeCodes', code, into } : undefined
  },
  (project, { a, b, text }) => {
    const codes = [pickFrom(codesIn(project), a), pickFrom(codesIn(project), b)].filter(
      (id) => id !== undefined,
    )
    return codes.length > 0 ? { type: 'groupCodes', codes, name: text } : undefined
  },
  (project, { a, text }) => {
    const segment = pickFrom(segmentsIn(project), a)
    const move = segment && { document: segment.document, segment: segment.id, to: 0 }
    return move && { type: 'splitCode', code: segment.code, into: [{ name: text }], moves: [move] }
  },
  (project, { a, b, text }) => {
    const code = project.codes.get(pickFrom(codesIn(project), b)!)
    if (code === undefined) return undefined
    const kinds = ['number', 'text', 'date', 'choice', 'yes/no'] as const
    const kind = pickFrom(kinds, a)!
    const added: Attribute = {
      id: `attribute-${a}` as AttributeId,
      name: text,
      kind,
      choices: kind === 'choice' ? ['killed', 'injured'] : [],
      initial: kind === 'number' && a % 2 === 0 ? b : null,
    }
    // Now and then the first goes, whose values stay in the segments.
    const attributes = b % 3 === 0 ? code.attributes.slice(1) : [...code.attributes, added]
    return { type: 'changeCode', code: code.id, changes: { attributes } }
  },
  (project, { a, b, text }) => ({
    type: 'addLinkType',
    name: text,
    from: a % 2 ? codesIn(project).slice(0, 1) : [],
    to: b % 3 ? [] : codesIn(project).slice(-1),
  }),
  (project, { a, b, text }) => {
    const linkType = pickFrom([...project.linkTypes.keys()], a)
    const changes = b % 2 ? { name: text } : { from: codesIn(project).slice(0, b % 3) }
    return linkType && { type: 'changeLinkType', linkType, changes }
  },
  (project, { a, b }) => {
    const linkType = pickFrom([...project.linkTypes.keys()], a)
    return linkType && b % 4 === 0 ? { type: 'deleteLinkType', linkType } : undefined
  },
]

const documents: readonly Make[] = [
  (_, { a, text }) => ({
    type: 'addDocuments',
    documents: [newDocument(text, `${text} was said on day ${a}.\n${text}`)],
  }),
  (project, { a }) => {
    const document = pickFrom([...project.documents.keys()], a)
    return document && a % 5 === 0 ? { type: 'deleteDocument', document } : undefined
  },
  (project, { a, b }) => {
    const document = pickFrom([...project.documents.keys()], a)
    return document && { type: 'markDone', document, done: b % 2 === 0 }
  },
  (project, { a, b, text }) => {
    const document = pickFrom([...project.documents.keys()], a)
    const changes = b % 2 ? { variables: { outlet: text } } : { memo: text }
    return document && { type: 'describeDocument', document, ...changes }
  },
  (_, { text }) => ({ type: 'writeProjectMemo', memo: text }),
]

const apply: Make = (project, { a, b }) => {
  const document = pickFrom([...project.documents.keys()], a)
  const code = pickFrom(codesIn(project), b)
  return (
    document && code && { type: 'applyCode', document, code, start: a % 20, end: (a % 20) + 1 + (b % 12) }
  )
}

const segments: readonly Make[] = [
  (project, { a, b }) => {
    const code = pickFrom(codesIn(project), b)
    const spans = [...project.documents.keys()].map((document) => ({
      document,
      start: a % 9,
      end: (a % 9) + 2,
    }))
    return code && { type: 'applyCodeToSpans', code, spans }
  },
  (project, { a, b, text }) => {
    const document = pickFrom([...project.documents.keys()], a)
    const span = { start: a % 20, end: (a % 20) + 1 + (b % 12) }
    return document && { type: 'applyNewCode', document, name: text, ...span }
  },
  (project, { a, b, text }) => {
    const segment = pickFrom(segmentsIn(project), a)
    const how = b % 2 === 0 ? 'instead' : 'further'
    return (
      segment && { type: 'giveNewCode', document: segment.document, segment: segment.id, name: text, how }
    )
  },
  apply,
  apply,
  apply,
  apply,
  (project, { a }) => {
    const segment = pickFrom(segmentsIn(project), a)
    return segment && { type: 'deleteSegments', document: segment.document, segments: [segment.id] }
  },
  (project, { a, b, text }) => {
    const segment = pickFrom(segmentsIn(project), a)
    if (segment === undefined) return undefined
    const changes = [
      { memo: text },
      { certainty: pickFrom([...certainties, null], a)! },
      { code: pickFrom(codesIn(project), b)! },
      { start: Math.max(0, segment.start - 1) },
      { end: segment.end + 1 },
    ]
    const { document, id } = segment
    return { type: 'changeSegment', document, segment: id, changes: pickFrom<object>(changes, b)! }
  },
  (project, { a, b, text }) => {
    const segment = pickFrom(segmentsIn(project), a)
    const attribute = segment && pickFrom(project.codes.get(segment.code)!.attributes, b)
    if (segment === undefined || attribute === undefined) return undefined
    const values = { number: a, text, date: '2026-01-05', choice: attribute.choices[0] ?? '', 'yes/no': true }
    const attributes = { [attribute.id]: b % 4 === 0 ? null : values[attribute.kind] }
    return { type: 'changeSegment', document: segment.document, segment: segment.id, changes: { attributes } }
  },
  (project, { a, b }) => {
    const segment = pickFrom(segmentsIn(project), a)
    const at = segment && segment.start + (b % Math.max(1, segment.end - segment.start))
    return segment && { type: 'splitSegment', document: segment.document, segment: segment.id, at: at! }
  },
  (project, { a }) => {
    const first = pickFrom(segmentsIn(project), a)
    const same = segmentsIn(project).filter(({ code, document, coder }) => {
      return code === first?.code && document === first.document && coder === first.coder
    })
    return first && { type: 'joinSegments', document: first.document, segments: same.map(({ id }) => id) }
  },
  (project, { a, b }) => {
    const segment = pickFrom(segmentsIn(project), a)
    const code = pickFrom(codesIn(project), b)
    return segment && code && { type: 'copySegment', document: segment.document, segment: segment.id, code }
  },
  (project, { a, b }) => {
    const [from, linkType] = [pickFrom(segmentsIn(project), a), pickFrom([...project.linkTypes.keys()], b)]
    const to = pickFrom(segmentsIn(project), b)
    const ends = from && to && linkType && { document: from.document, linkType, from: from.id, to: to.id }
    return ends && { type: 'linkSegments', ...ends }
  },
  (project, { a, b }) => {
    const from = pickFrom(
      segmentsIn(project).filter(({ links }) => links.length > 0),
      a,
    )
    const link = from && pickFrom(from.links, b)
    return (
      link && {
        type: 'unlinkSegments',
        document: from.document,
        linkType: link.type,
        from: from.id,
        to: link.to,
      }
    )
  },
]

const makes = [...codebook, ...documents, ...segments, ...segments]

/** Every command that a window may give, but those that open and close the comparison or name coders. */
export const anyCommand: fc.Arbitrary<Pick> = fc
  .record({
    make: fc.constantFrom(...makes),
    a: fc.nat(1000),
    b: fc.nat(1000),
    text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  })
  .map(
    ({ make, ...chances }): Pick =>
      (project) =>
        make(project, chances),
  )
