import { attributesOf } from '../attributes.ts'
import type { Diff } from '../change.ts'
import { diffOf } from '../change.ts'
import { childrenOf, pathOf, pathSeparator, withDescendants } from '../codebook.ts'
import type { Context, Deciders } from '../decision.ts'
import { relinked } from '../links.ts'
import type { Became } from '../memo-links-kept.ts'
import type {
  Attribute,
  AttributeId,
  Code,
  CodeId,
  LinkEnd,
  LinkType,
  Project,
  Segment,
  SegmentId,
} from '../model.ts'
import { freeName } from '../name.ts'
import { Refusal } from '../refusal.ts'
import { checkAttributes, codeOf } from './codebook.ts'

export interface CodeMergeCommands {
  /**
   * Makes two codes one: everybody's segments with `code` get the code `into`, which keeps its definition and has
   * the other's in its memo. Attributes, the codes below and the places in link types go along.
   */
  mergeCodes: { readonly code: CodeId; readonly into: CodeId }
}

export const codeMergeDeciders: Deciders<CodeMergeCommands> = {
  mergeCodes(project, given, context) {
    const code = codeOf(project, given.code)
    const into = codeOf(project, given.into)
    if (code.id === into.id) throw new Refusal('invalid', `${code.name} can't be merged into itself.`)
    if (withDescendants(project.codes, code).includes(into))
      throw new Refusal(
        'invalid',
        `${into.name} is below ${code.name}; merge ${code.name} into another code, or move ${into.name} first.`,
      )
    const { attributes, renamed } = joinAttributes(project, code, into)
    const merged: Code = {
      ...into,
      attributes,
      key: into.key === '' ? code.key : into.key,
      memo: [into.memo, noteOn(project, code, context)].filter((part) => part !== '').join('\n\n'),
    }
    const moved = adopted(project, code, into)
    const next = new Map(project.codes)
    next.delete(code.id)
    for (const [, child] of moved) next.set(child.id, child)
    // A code below may have an attribute of a name that comes in above it.
    checkAttributes(next, merged)
    const { segments, gone } = joinSegments(project, code.id, into.id, renamed, context)
    return {
      label: `merge ${code.name} into ${into.name}`,
      change: {
        codes: diffOf({ updated: [[into, merged], ...moved], removed: [code] }),
        linkTypes: diffOf({ updated: linkTypesWith(project, code.id, into.id) }),
        segments,
      },
      became: new Map([...gone, [code.id, into.id]]),
    }
  },
}

/** What the code said, so that who reads the memo knows what its segments once meant. */
function noteOn(project: Project, code: Code, { now }: Context): string {
  const lines = [
    ['definition', code.definition],
    ['include', code.include],
    ['exclude', code.exclude],
    ['example', code.example],
    ['counter-example', code.counterExample],
    ['memo', code.memo],
  ].filter(([, text]) => text !== '')
  const path = pathOf(project.codes, code).join(pathSeparator)
  const title = `The code ${path} was merged into this one on ${now.slice(0, 10)}.`
  return [title, ...lines.map(([name, text]) => `${name}: ${text}`)].join('\n')
}

/** The attributes of both, and under which id the values of the merged code's attributes are from now on. */
function joinAttributes(project: Project, code: Code, into: Code) {
  const attributes: Attribute[] = [...into.attributes]
  const renamed = new Map<AttributeId, AttributeId>()
  const known = attributesOf(project.codes, into)
  for (const attribute of attributesOf(project.codes, code)) {
    if (known.some(({ id }) => id === attribute.id)) continue
    const twin = known.find(
      ({ name, kind }) => name.toLowerCase() === attribute.name.toLowerCase() && kind === attribute.kind,
    )
    if (twin === undefined) {
      const taken = new Set([...known, ...attributes].map(({ name }) => name.toLowerCase()))
      attributes.push({ ...attribute, name: freeName(attribute.name, taken) })
      continue
    }
    renamed.set(attribute.id, twin.id)
    // One that is inherited has its choices above; what they lack is kept as it was said.
    const own = attributes.indexOf(twin)
    if (own < 0) continue
    const choices = [...new Set([...twin.choices, ...attribute.choices])]
    attributes[own] = { ...twin, choices }
  }
  return { attributes, renamed }
}

/** The codes below the merged one, under the other. */
function adopted({ codes }: Project, code: Code, into: Code): [Code, Code][] {
  const siblings = childrenOf(codes, into.id).filter(({ id }) => id !== code.id)
  const taken = new Set(siblings.map(({ name }) => name.toLowerCase()))
  let order = (siblings.at(-1)?.order ?? -1) + 1
  return childrenOf(codes, code.id).map((child) => {
    const name = freeName(child.name, taken)
    taken.add(name.toLowerCase())
    return [child, { ...child, name, parent: into.id, order: order++ }]
  })
}

function linkTypesWith({ linkTypes }: Project, code: CodeId, into: CodeId): [LinkType, LinkType][] {
  const replaced = (end: LinkEnd) => end && [...new Set(end.map((id) => (id === code ? into : id)))]
  return [...linkTypes.values()]
    .filter(({ from, to }) => from?.includes(code) || to?.includes(code))
    .map((before) => [before, { ...before, from: replaced(before.from), to: replaced(before.to) }])
}

type Renamed = ReadonlyMap<AttributeId, AttributeId>

/** Where a coder has both codes on one span, one segment with what both say stays. */
function joinSegments(
  project: Project,
  code: CodeId,
  into: CodeId,
  renamed: Renamed,
  { now }: Context,
): { segments: Diff<Segment>; gone: Became } {
  const updated: [Segment, Segment][] = []
  const removed: Segment[] = []
  const allGone = new Map<SegmentId, SegmentId>()
  for (const table of project.segments.values()) {
    const moved = [...table.values()].filter((segment) => segment.code === code)
    if (moved.length === 0) continue
    const places = new Map(
      [...table.values()].filter((one) => one.code === into).map((one) => [placeOf(one), one.id]),
    )
    const after = new Map<SegmentId, Segment>()
    const gone = new Map<SegmentId, SegmentId>()
    for (const before of moved) {
      const segment = { ...before, code: into, attributes: renameValues(before.attributes, renamed) }
      const twin = places.get(placeOf(before))
      if (twin === undefined) {
        places.set(placeOf(before), before.id)
        after.set(before.id, segment)
      } else {
        gone.set(before.id, twin)
        after.set(twin, together(after.get(twin) ?? table.get(twin)!, segment))
      }
    }
    for (const before of table.values()) {
      const twin = gone.get(before.id)
      if (twin !== undefined) {
        removed.push(before)
        allGone.set(before.id, twin)
      } else {
        const next = relinked(after.get(before.id) ?? before, gone)
        if (next !== before) updated.push([before, { ...next, changed: now }])
      }
    }
  }
  return { segments: diffOf({ updated, removed }), gone: allGone }
}

function placeOf({ start, end }: Segment): string {
  return `${start} ${end}`
}

function renameValues(values: Segment['attributes'], renamed: Renamed): Segment['attributes'] {
  const entries = Object.entries(values) as [AttributeId, Segment['attributes'][AttributeId]][]
  return Object.fromEntries(entries.map(([id, value]) => [renamed.get(id) ?? id, value!]))
}

/** The segment that stays, with what the other one says besides. */
function together(stays: Segment, goes: Segment): Segment {
  const memos = [...new Set([stays.memo, goes.memo].filter((memo) => memo !== ''))]
  return {
    ...stays,
    memo: memos.join('\n\n'),
    attributes: { ...goes.attributes, ...stays.attributes },
    certainty: stays.certainty ?? goes.certainty,
    links: [...stays.links, ...goes.links],
  }
}
