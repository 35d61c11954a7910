import { shownValues } from '../../attributes.ts'
import type { Code, CodeId, Coder, Project, Segment, SegmentId } from '../../model.ts'
import { excerpt } from '../../text.ts'
import { valueText } from '../attribute-names.ts'
import type { PositionMap } from '../positions.ts'
import { element, escapeXml, textElement } from '../xml.ts'
import { saidInWords } from './description.ts'
import { guidOf } from './guid.ts'

/** GUIDs of coders and codes, which stand in the file again and again. */
export interface Guids {
  readonly coders: ReadonlyMap<Coder['id'], string>
  readonly codes: ReadonlyMap<Code['id'], string>
}

/**
 * The selections of a document, from its segments in their order by place. Segments on one span are one selection with
 * a coding each; but a segment with a memo, a certainty or values is one of its own, since these are the description,
 * and so is one at either end of a link, which joins selections.
 */
export function selectionsXml(
  { codes }: Pick<Project, 'codes'>,
  segments: readonly Segment[],
  map: PositionMap,
  guids: Guids,
): string {
  const linked = linkEnds(segments)
  // Pieces joined once: nearly all of a project is here, and strings built on strings cost most of the time.
  const out: string[] = []
  let group: Segment[] = []
  const close = () => {
    if (group.length > 0) addSelection(out, group, '', map, guids)
    group = []
  }
  for (const segment of segments) {
    const [first] = group
    if (first !== undefined && (first.start !== segment.start || first.end !== segment.end)) close()
    const said = descriptionOfSegment(codes, segment)
    if (said !== '' || linked.has(segment.id)) addSelection(out, [segment], said, map, guids)
    else group.push(segment)
  }
  close()
  return out.join('')
}

function linkEnds(segments: readonly Segment[]): ReadonlySet<SegmentId> {
  const ends = new Set<SegmentId>()
  for (const { id, links } of segments) {
    if (links.length > 0) ends.add(id)
    for (const { to } of links) ends.add(to)
  }
  return ends
}

function descriptionOfSegment(codes: ReadonlyMap<CodeId, Code>, segment: Segment): string {
  const { memo, certainty, attributes } = segment
  const values = Object.keys(attributes).length === 0 ? [] : shownValues(codes, segment)
  if (memo === '' && certainty === null && values.length === 0) return ''
  return saidInWords(
    segment,
    values.map(({ attribute, value }) => [attribute.name, valueText(value)]),
  )
}

/** Written by hand where `element` would be, for its speed. */
function addSelection(
  out: string[],
  group: readonly Segment[],
  said: string,
  map: PositionMap,
  { coders, codes }: Guids,
): void {
  const first = group[0]!
  const { start, end } = map.spanToFile(first)
  let changed = ''
  for (const segment of group) if (segment.changed > changed) changed = segment.changed
  out.push('<PlainTextSelection guid="', selectionGuid(first.id), '" name="', nameOf(first.quote))
  out.push('" startPosition="', String(start), '" endPosition="', String(end))
  out.push('" creatingUser="', coders.get(first.coder)!, '" creationDateTime="', first.created)
  if (changed !== first.created) out.push('" modifiedDateTime="', changed)
  out.push('">', textElement('Description', said))
  for (const { id, coder, code, created } of group) {
    out.push('<Coding guid="', guidOf('coding', id), '" creatingUser="', coders.get(coder)!)
    out.push('" creationDateTime="', created, '"><CodeRef targetGUID="', codes.get(code)!, '"/></Coding>')
  }
  out.push('</PlainTextSelection>\n')
}

/** Never the GUID of its coding, whose id the segment may have. */
function selectionGuid(segment: string): string {
  return guidOf('selection', segment.length === 36 ? `${segment}/selection` : segment)
}

/** The beginning of the words, by which a program that reads the file can see how positions count. */
function nameOf(quote: string): string {
  return escapeXml(excerpt(quote.slice(0, 200), 60).slice(1, -1), 'attribute')
}

/** The links that go out from a segment. */
export function linksXml({ linkTypes }: Pick<Project, 'linkTypes'>, { id, links }: Segment): string[] {
  return links.map(({ type, to }) =>
    element('Link', {
      guid: guidOf('link', `${id}/${type}/${to}`),
      name: linkTypes.get(type)?.name ?? '',
      direction: 'OneWay',
      originGUID: selectionGuid(id),
      targetGUID: selectionGuid(to),
    }),
  )
}
