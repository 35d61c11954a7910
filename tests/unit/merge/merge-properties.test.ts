import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { attributesOf } from '../../../core/attributes.ts'
import { apply, invert } from '../../../core/change.ts'
import { childrenOf, codesInOrder, pathOf, pathSeparator } from '../../../core/codebook.ts'
import { codebookOf } from '../../../core/codebook-version.ts'
import { difference } from '../../../core/difference.ts'
import { linkTypesInOrder } from '../../../core/links.ts'
import type { Choices } from '../../../core/merge/conflict.ts'
import { noKnowledge } from '../../../core/merge/knowledge.ts'
import { merge, mergeProjects } from '../../../core/merge/plan.ts'
import type { Code, CodeId, CoderId, DocumentId, Project } from '../../../core/model.ts'
import { codingsId } from '../../../core/model.ts'
import { cases } from '../../campaign.ts'
import { coderId } from '../sample-project.ts'
import { anyPick, type Copy, known, linkedCopy, mergeInto, type Pick, planOf, work } from './copies.ts'

const base = work(linkedCopy(), 1.7).code('it', 'casualty', 'Ana').copy
const anySession = fc.array(anyPick, { maxLength: 25 })

const ana = coderId(base.project, 'Ana')
const ben = coderId(base.project, 'Ben')

/** What became of a copy after a session of the coder's, who may have been renamed in it. */
function session(from: Copy, picks: readonly Pick[], place: number, coder: CoderId): Copy {
  const desk = work(from, place)
  for (const pick of picks) desk.tryTo(pick(desk.project), desk.project.coders.get(coder)!.name)
  return desk.copy
}

const twoCopies = fc
  .record({ a: anySession, b: anySession, oneCoder: fc.boolean() })
  .map(({ a, b, oneCoder }) => ({
    a: session(base, a, 2, ana),
    b: session(base, b, 3, oneCoder ? ana : ben),
  }))

/** What is not as it should be in a project; a call of expect for every record would take minutes. */
function faultsIn(project: Project): string[] {
  const faults: string[] = []
  const demand = (holds: boolean, fault: string) => holds || faults.push(fault)
  for (const table of project.segments.values()) {
    for (const { id, document, code, coder, start, end, quote, links, version } of table.values()) {
      for (const { type, to } of links)
        demand(table.has(to) && project.linkTypes.has(type), `${id}: link ${type} to ${to}`)
      demand(unique(links.map(({ type, to }) => `${type} ${to}`)), `${id}: links`)
      demand(version === null || codebookOf(project.versions, version) !== undefined, `${id}: version`)
      demand(project.texts.get(document)?.text.slice(start, end) === quote, `${id}: quote`)
      demand(project.codes.has(code), `${id}: code`)
      demand(project.codings.has(codingsId(coder, document)), `${id}: codings`)
    }
  }
  for (const { id, document, coder } of project.codings.values())
    demand(project.documents.has(document) && project.coders.has(coder), `${id}: document, coder`)
  for (const id of project.documents.keys()) demand(project.texts.has(id), `${id}: text`)
  demand(project.texts.size === project.documents.size, 'texts')
  demand(unique([...project.coders.values()].map(({ name }) => name.toLowerCase())), 'names of coders')
  demand(unique([...project.codes.values()].map(({ key }) => key).filter((key) => key !== '')), 'keys')
  for (const parent of [null, ...project.codes.keys()]) {
    const siblings = childrenOf(project.codes, parent)
    demand(unique(siblings.map(({ name }) => name.toLowerCase())), `${parent}: names of codes`)
    demand(unique(siblings.map(({ order }) => String(order))), `${parent}: order of codes`)
  }
  const linkTypes = [...project.linkTypes.values()]
  demand(unique(linkTypes.map(({ name }) => name.toLowerCase())), 'names of types of link')
  demand(unique(linkTypes.map(({ order }) => String(order))), 'order of types of link')
  for (const { id, from, to } of linkTypes)
    demand(
      [...(from ?? []), ...(to ?? [])].every((code) => project.codes.has(code)),
      `${id}: codes`,
    )
  for (const code of project.codes.values()) {
    const attributes = attributesOf(project.codes, code)
    demand(unique(attributes.map(({ name }) => name.toLowerCase())), `${code.name}: names of attributes`)
    demand(unique(attributes.map(({ id }) => id)), `${code.name}: attributes`)
  }
  demand(codesInOrder(project.codes).length === project.codes.size, 'tree of codes')
  return faults
}

function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

test('the difference of two projects makes the one into the other, and back', () => {
  fc.assert(
    fc.property(twoCopies, ({ a, b }) => {
      const change = difference(a.project, b.project)
      expect(apply(a.project, change)).toEqual(b.project)
      expect(apply(b.project, invert(change))).toEqual(a.project)
      expect(difference(a.project, structuredClone(a.project))).toEqual({})
    }),
    { numRuns: cases(150, 1500) },
  )
})

test('two copies that worked apart become the same project in either order', () => {
  fc.assert(
    fc.property(twoCopies, fc.boolean(), ({ a, b }, informed) => {
      const there = mergeProjects(a.project, b.project, informed ? known(a, b) : noKnowledge)
      const back = mergeProjects(b.project, a.project, informed ? known(b, a) : noKnowledge)
      expect(there).toEqual(back)
      expect(faultsIn(there)).toEqual([])
    }),
    { numRuns: cases(300, 3000) },
  )
})

test('merging a copy again changes nothing, whichever of the two it is', () => {
  fc.assert(
    fc.property(twoCopies, ({ a, b }) => {
      const merged = mergeInto(a, b)
      for (const copy of [a, b, merged]) {
        expect(difference(merged.project, mergeInto(merged, copy, {}, 9).project)).toEqual({})
      }
    }),
    { numRuns: cases(200, 2000) },
  )
})

test('without any history, merging a copy again changes nothing either', () => {
  fc.assert(
    fc.property(twoCopies, ({ a, b }) => {
      const merged = mergeProjects(a.project, b.project, noKnowledge)
      for (const copy of [a.project, b.project, merged]) {
        expect(difference(merged, mergeProjects(merged, copy, noKnowledge))).toEqual({})
      }
    }),
    { numRuns: cases(200, 2000) },
  )
})

test('without any history nothing that either copy has is lost', () => {
  fc.assert(
    fc.property(twoCopies, ({ a, b }) => {
      const { project, plan } = merge(a.project, b.project, noKnowledge)
      expect(plan.goes).toEqual({ documents: [], codes: [], linkTypes: [], segments: [] })
      const hashes = (one: Project) => [...one.documents.values()].map(({ sha256 }) => sha256)
      expect(hashes(project).sort()).toEqual(
        [...new Set([...hashes(a.project), ...hashes(b.project)])].sort(),
      )
    }),
    { numRuns: cases(100, 1000) },
  )
})

/** Every link, value, memo and certainty, told by what it says and where it stands. */
function saidIn(project: Project): Set<string> {
  const name = (code: CodeId) => project.codes.get(code)!.id
  return new Set(
    [...project.segments.values()].flatMap((table) =>
      [...table.values()].flatMap(({ coder, document, code, start, end, ...said }) => {
        const place = `${coder} ${project.documents.get(document)!.sha256} ${name(code)} ${start} ${end}`
        return [
          place,
          ...Object.keys(said.attributes).map((id) => `${place} has ${id}`),
          ...said.links.map(({ type, to }) => {
            const target = table.get(to)!
            return `${place} ${type} ${name(target.code)} ${target.start} ${target.end}`
          }),
          ...(said.memo === '' ? [] : [`${place} has a memo`]),
          ...(said.certainty === null ? [] : [`${place} has a certainty`]),
        ]
      }),
    ),
  )
}

test('without any history, and where nothing contradicts, every link, value, memo and certainty is there', () => {
  let runs = 0
  fc.assert(
    fc.property(twoCopies, ({ a, b }) => {
      const merged = merge(a.project, b.project, noKnowledge)
      // Ids that became one, and segments that were given another place, tell the same in other words.
      const { same } = merged.merging
      if (Object.values(same).some(({ length }) => length > 0)) return
      if (merged.plan.conflicts.some(({ kind }) => kind === 'segment')) return
      runs++
      const said = saidIn(merged.project)
      expect([...saidIn(a.project), ...saidIn(b.project)].filter((one) => !said.has(one))).toEqual([])
    }),
    { numRuns: cases(200, 2000) },
  )
  expect(runs).toBeGreaterThan(20)
})

test('a merged project equals each copy that goes on from it and is merged once more', () => {
  fc.assert(
    fc.property(twoCopies, anySession, ({ a, b }, more) => {
      const merged = mergeInto(a, b)
      const ahead = session(merged, more, 9, ana)
      // What only one of the two did is taken over as it is: no conflict, no union.
      expect(planOf(merged, ahead).conflicts).toEqual([])
      expect(contentOf(mergeInto(merged, ahead, {}, 10).project)).toEqual(contentOf(ahead.project))
    }),
    { numRuns: cases(150, 1500) },
  )
})

test('a choice gives the same project from either side, and holds when the copy is merged again', () => {
  fc.assert(
    fc.property(twoCopies, fc.infiniteStream(fc.nat(1)), ({ a, b }, coins) => {
      const choices: Record<string, string> = {}
      const swapped: Record<string, string> = {}
      for (const { id, choices: offered } of planOf(a, b).conflicts) {
        const choice = offered[(coins.next().value as number) % offered.length]!
        choices[id] = choice
        swapped[id] = choice === 'mine' ? 'other' : choice === 'other' ? 'mine' : choice
      }
      const made = carriedOut(a, b, choices)
      if (made === undefined) return
      expect(made.project).toEqual(carriedOut(b, a, swapped)?.project)
      expect(faultsIn(made.project)).toEqual([])
      expect(difference(made.project, mergeInto(made, b, {}, 9).project)).toEqual({})
    }),
    { numRuns: cases(200, 2000) },
  )
})

/** All but ids: a code that was deleted and made anew under its name is the same code by its path. */
function contentOf(project: Project) {
  const path = (code: Code) => pathOf(project.codes, code).join(pathSeparator)
  // A text that was deleted and imported again under another title is the same document.
  const hash = (document: DocumentId) => project.documents.get(document)!.sha256
  const byHash = (a: { sha256: string }, b: { sha256: string }) => (a.sha256 < b.sha256 ? -1 : 1)
  return {
    settings: project.settings,
    coders: project.coders,
    // An attribute that was deleted and made anew under its name and kind is the same attribute, like a code.
    codes: codesInOrder(project.codes).map(({ code }) => ({
      ...code,
      id: path(code),
      parent: null,
      attributes: code.attributes.map((attribute) => ({ ...attribute, id: '' })),
    })),
    documents: [...project.documents.values()].map((document) => ({ ...document, id: '' })).sort(byHash),
    linkTypes: linkTypesInOrder(project).map(({ name, from, to }) => ({
      name,
      ends: [from, to].map((codes) => codes?.map((code) => path(project.codes.get(code)!))),
    })),
    codings: [...project.codings.values()]
      .map(({ coder, document, done }) => `${coder} ${hash(document)} ${done}`)
      .sort(),
    segments: [...project.segments.values()]
      .flatMap((table) => [...table.values()])
      .map((segment) => ({
        ...segment,
        document: hash(segment.document),
        id: '',
        created: '',
        code: path(project.codes.get(segment.code)!),
        links: segment.links.map(({ type }) => project.linkTypes.get(type)!.name).sort(),
        attributes: segment.attributes,
      }))
      .map((segment) => JSON.stringify(segment, Object.keys(segment).sort()))
      .sort(),
  }
}

/** A choice may answer another question before it is asked; such a set of choices is refused. */
function carriedOut(mine: Copy, other: Copy, choices: Choices): Copy | undefined {
  try {
    return mergeInto(mine, other, choices)
  } catch (error) {
    expect((error as Error).message).toMatch(/has no conflict/)
    return undefined
  }
}
