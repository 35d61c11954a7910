import { apply, type Diff, squash } from '../change.ts'
import { childrenOf, codeNamed } from '../codebook.ts'
import type { Context, Deciders, Decision } from '../decision.ts'
import { sameValue } from '../difference.ts'
import type { Attribute, AttributeId, Code, CodeId, Project } from '../model.ts'
import { nameFor, slug } from '../name.ts'
import { Refusal } from '../refusal.ts'
import { type CodeText, codebookDeciders, type NewAttribute, type NewCode } from './codebook.ts'
import { linkDeciders } from './link.ts'

export interface CodebookImportCommands {
  /**
   * Takes in a codebook. A code that is there already, by its path of names, gets what the file says of it and
   * keeps what the file leaves out or empty, and attributes and choices that the file does not name; the others are
   * added. Nothing is removed, and an attribute of another kind is refused.
   */
  importCodes: { readonly codes: readonly NewCode[]; readonly linkTypes?: readonly NewLinkType[] }
}

/**
 * A type of link whose ends (LinkEnd) name codes as codeNamed finds them. One of that name that is there already gets
 * these ends, and keeps those that are left out; a new one goes from any code to any.
 */
export interface NewLinkType {
  readonly name: string
  readonly from?: readonly string[] | null
  readonly to?: readonly string[] | null
}

export const codebookImportDeciders: Deciders<CodebookImportCommands> = {
  importCodes(project, { codes, linkTypes = [] }, context) {
    const draft: Draft = { project, change: {} }
    for (const code of codes) take(draft, code, null, context)
    for (const linkType of linkTypes) takeLinkType(draft, linkType, context)
    const { added = [], updated = [] } = draft.change.codes ?? {}
    return { label: `import ${added.length + updated.length} codes`, change: draft.change }
  },
}

/** The project as it would be, and the change that leads there. */
interface Draft {
  project: Project
  change: Decision['change']
}

function take(draft: Draft, given: NewCode, parent: CodeId | null, context: Context): void {
  const { children = [], ...text } = given
  const found = named(draft.project, parent, given.name)
  const { change } =
    found === undefined
      ? codebookDeciders.addCodes(draft.project, { parent, codes: [text] }, context)
      : codebookDeciders.changeCode(
          draft.project,
          { code: found.id, changes: saidOf(text, found, context) },
          context,
        )
  keep(draft, change)
  const below = named(draft.project, parent, given.name)!
  for (const child of children) take(draft, child, below.id, context)
}

/** What the file says of a code that is there: an empty text says nothing, and nobody shall lose what they wrote. */
function saidOf(
  { attributes = [], ...text }: Omit<NewCode, 'children'>,
  there: Code,
  context: Context,
): Partial<CodeText> {
  const said = Object.entries(text).filter(([, value]) => typeof value !== 'string' || value.trim() !== '')
  return {
    ...Object.fromEntries(said),
    ...(attributes.length === 0 ? {} : { attributes: withGiven(there, attributes, context) }),
  }
}

/**
 * The attributes with what the file says of them. One is the same by its name, or else by the id that the file writes,
 * and keeps its id, by which segments hold their values.
 */
function withGiven(there: Code, given: readonly NewAttribute[], { newId }: Context): Attribute[] {
  const all = [...there.attributes]
  const same = sameAttributes(there.attributes, given)
  for (const [index, attribute] of given.entries()) {
    const at = same.get(index)
    const before = at === undefined ? undefined : there.attributes[at]
    // Made by chance, as segments may still have values of a deleted one whose id was made of the same name.
    const made = () => `${slug(there.name, 'code')}-${newId().slice(0, 6)}` as AttributeId
    if (at === undefined || before === undefined) all.push({ ...attribute, id: attribute.id ?? made() })
    else all[at] = withSaid(before, attribute)
  }
  return all
}

/** By the place of each given attribute, the place of the one that it is; none is two of them. */
function sameAttributes(there: readonly Attribute[], given: readonly NewAttribute[]): Map<number, number> {
  const same = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (index: number, at: number) => {
    if (at < 0 || taken.has(at)) return
    same.set(index, at)
    taken.add(at)
  }
  const places = new Map(there.map(({ name }, at) => [name.toLowerCase(), at]))
  const byName = given.map(({ name }) => places.get(nameFor('attribute', name).toLowerCase()) ?? -1)
  // All names come first, so that the order of the file does not matter.
  for (const [index, at] of byName.entries()) pair(index, at)
  for (const [index, { id }] of given.entries())
    if (byName[index]! < 0 && id !== undefined)
      pair(
        index,
        there.findIndex((one) => one.id === id),
      )
  return same
}

/** The attribute with what the file says of it. Segments may have any value that it allowed: none becomes invalid. */
function withSaid(before: Attribute, given: NewAttribute): Attribute {
  if (given.kind !== before.kind)
    throw new Refusal(
      'invalid',
      `The attribute ${before.name} has the kind ${before.kind} here and ${given.kind} in the file, and segments may have values of it; give it another name in the file, or change its kind in the codebook first.`,
    )
  const choices = given.choices.map((choice) => nameFor('choice', choice))
  return {
    ...{ id: before.id, name: given.name, kind: before.kind },
    choices: [...new Set([...before.choices, ...choices])],
    initial: given.initial ?? before.initial,
  }
}

function takeLinkType(draft: Draft, { name, from, to }: NewLinkType, context: Context): void {
  const codes = (names: readonly string[] | null) =>
    names === null
      ? null
      : names.map((code) => {
          const found = codeNamed(draft.project.codes, code)
          if (found === undefined)
            throw new Refusal(
              'missing',
              `The type of link ${name} names the code ${code}, which there is not.`,
            )
          return found.id
        })
  const ends = {
    ...(from === undefined ? {} : { from: codes(from) }),
    ...(to === undefined ? {} : { to: codes(to) }),
  }
  const wanted = nameFor('link type', name).toLowerCase()
  const there = [...draft.project.linkTypes.values()].find((one) => one.name.toLowerCase() === wanted)
  const { change } =
    there === undefined
      ? linkDeciders.addLinkType(draft.project, { name, from: [], to: [], ...ends }, context)
      : linkDeciders.changeLinkType(
          draft.project,
          { linkType: there.id, changes: { name, ...ends } },
          context,
        )
  keep(draft, change)
}

/** What the file says as the codebook says it already is no change. */
function keep(draft: Draft, { codes, linkTypes }: Decision['change']): void {
  const change = {
    ...(codes === undefined ? {} : { codes: differing(codes) }),
    ...(linkTypes === undefined ? {} : { linkTypes: differing(linkTypes) }),
  }
  draft.project = apply(draft.project, change)
  draft.change = squash(draft.change, change)
}

function differing<R>(diff: Diff<R>): Diff<R> {
  return { ...diff, updated: diff.updated.filter(([before, after]) => !sameValue(before, after)) }
}

function named(project: Project, parent: CodeId | null, name: string): Code | undefined {
  const wanted = nameFor('code', name).toLowerCase()
  return childrenOf(project.codes, parent).find((code) => code.name.toLowerCase() === wanted)
}
