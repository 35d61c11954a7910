import { attributesOf, attributeValue, initialValues, valueInWords } from '../attributes.ts'
import { diffOf } from '../change.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Deciders } from '../decision.ts'
import { relinked } from '../links.ts'
import type { AttributeId, CodeId, DocumentId, Project, Segment, SegmentId } from '../model.ts'
import { byPlace, codingsId } from '../model.ts'
import { graphemeAt } from '../offset.ts'
import { Refusal } from '../refusal.ts'
import { excerpt } from '../text.ts'
import { codeOf } from './codebook.ts'
import { textOf } from './document.ts'
import { newSegment, placeOf, refuseTwin, segmentOf } from './segment.ts'

/** One segment becomes two, several one, and one is copied. All are of the coder who gives the command. */
export interface SegmentPartsCommands {
  /**
   * Makes two segments of one at an offset inside it, without the space around the cut. Both say what the one said
   * with its code, attributes and certainty; its memo and its links, in both directions, stay with the first.
   */
  splitSegment: { readonly document: DocumentId; readonly segment: SegmentId; readonly at: number }
  /**
   * Makes one segment of several with one code, from the start of the first to the end of the last, over what lies
   * between. The first in the order of the text stays; memos are joined, links of all lead to and from it. Where
   * they differ in certainty or in a value, what the first of them says holds, and the memo tells what the others said.
   */
  joinSegments: { readonly document: DocumentId; readonly segments: readonly SegmentId[] }
  /**
   * Marks the segment's span with a further code, with its memo, certainty, and the values of attributes that both
   * codes have. Links are not copied: they belong to what the first code means.
   */
  copySegment: { readonly document: DocumentId; readonly segment: SegmentId; readonly code: CodeId }
}

export const segmentPartsDeciders: Deciders<SegmentPartsCommands> = {
  splitSegment(project, { document, segment, at }, context) {
    const before = segmentOf(project, document, segment, context)
    const text = textOf(project, document)
    const cut = graphemeAt(text, at)?.start ?? at
    if (!(before.start < cut && cut < before.end))
      throw new Refusal(
        'invalid',
        `${excerpt(before.quote)} is split where the caret stands in it: put the caret between two of its words, with a click or the arrow keys, and split it again.`,
      )
    const [head, tail] = [text.slice(before.start, cut).trimEnd(), text.slice(cut, before.end).trimStart()]
    if (head.trim() === '' || tail.trim() === '')
      throw new Refusal('invalid', `On one side of the caret ${excerpt(before.quote)} has no words.`)
    const first: Segment = {
      ...before,
      ...placeOf(project, document, { start: before.start, end: before.start + head.length }),
      changed: context.now,
    }
    const second: Segment = {
      ...newSegment(project, { ...before, start: before.end - tail.length }, context),
      attributes: before.attributes,
      certainty: before.certainty,
    }
    for (const half of [first, second]) refuseTwin(project, half)
    return {
      label: `split ${excerpt(before.quote)}`,
      change: { segments: diffOf({ added: [second], updated: [[before, first]] }) },
    }
  },

  joinSegments(project, { document, segments }, context) {
    const chosen = [...new Set(segments)].map((id) => segmentOf(project, document, id, context)).sort(byPlace)
    const [first, ...others] = chosen
    if (first === undefined || others.length === 0)
      throw new Refusal('invalid', 'Joining takes two segments or more.')
    const other = others.find(({ code }) => code !== first.code)
    if (other !== undefined)
      throw new Refusal(
        'invalid',
        `${excerpt(first.quote)} is coded as ${codeOf(project, first.code).name} and ${excerpt(other.quote)} as ${codeOf(project, other.code).name}; only segments with one code can be joined.`,
      )
    const span = { start: first.start, end: Math.max(...chosen.map(({ end }) => end)) }
    const gone = new Map(others.map(({ id }) => [id, first.id]))
    const joined: Segment = {
      ...first,
      ...placeOf(project, document, span),
      ...saidByAll(project, chosen),
      links: chosen.flatMap(({ links }) => links),
      changed: context.now,
    }
    const own = [...(project.segments.get(codingsId(first.coder, document))?.values() ?? [])]
    const rest = own.filter((one) => one !== first && !gone.has(one.id))
    refuseTwin(project, joined, gone)
    return {
      label: `join ${chosen.length} segments of ${codeOf(project, first.code).name}`,
      change: {
        segments: diffOf({
          removed: others,
          updated: [
            [first, relinked(joined, gone)],
            ...rest.flatMap((before): [Segment, Segment][] => {
              const after = relinked(before, gone)
              return after === before ? [] : [[before, { ...after, changed: context.now }]]
            }),
          ],
        }),
      },
      became: gone,
    }
  },

  copySegment(project, { document, segment, code: id }, context) {
    const from = segmentOf(project, document, segment, context)
    const code = codeOf(project, id)
    const version = currentVersion(project, context.now)
    const shared = attributesOf(project.codes, code).flatMap((attribute) => {
      const value = attributeValue(from, attribute.id)
      return value === undefined ? [] : [[attribute.id, value] as const]
    })
    const copy: Segment = {
      ...newSegment(project, { ...from, code: id, version: version.id }, context),
      memo: from.memo,
      certainty: from.certainty,
      attributes: { ...initialValues(project.codes, code), ...Object.fromEntries(shared) },
    }
    refuseTwin(project, copy)
    return {
      label: `copy ${excerpt(from.quote)} to ${code.name}`,
      change: { ...version.change, segments: diffOf({ added: [copy] }) },
    }
  },
}

/** What one segment says for several, the first of them first; what doesn't fit in is told in its memo. */
function saidByAll(
  project: Project,
  chosen: readonly Segment[],
): Pick<Segment, 'memo' | 'attributes' | 'certainty'> {
  const certainty = chosen.map((one) => one.certainty).find((one) => one !== null) ?? null
  const attributes: Segment['attributes'] = Object.assign(
    {},
    ...chosen.toReversed().map((one) => one.attributes),
  )
  const names = new Map(
    [...project.codes.values()].flatMap((code) => code.attributes.map(({ id, name }) => [id, name] as const)),
  )
  const told = chosen.slice(1).flatMap((one) => {
    const values = Object.entries(one.attributes).filter(
      ([id, value]) => attributes[id as AttributeId] !== value,
    )
    const differing = values.map(
      ([id, value]) => `${names.get(id as AttributeId) ?? id} ${valueInWords(value)}`,
    )
    if (one.certainty !== null && one.certainty !== certainty) differing.push(`certainty ${one.certainty}`)
    return differing.length === 0 ? [] : [`Joined with ${excerpt(one.quote)}: ${differing.join(', ')}.`]
  })
  const memos = new Set([...chosen.map(({ memo }) => memo), ...told].filter((memo) => memo !== ''))
  return { certainty, attributes, memo: [...memos].join('\n\n') }
}
