import { attributesOf, valueProblem } from '../attributes.ts'
import { type Change, diffOf } from '../change.ts'
import { childrenOf, colourCount, nextColour, segmentsWith, withDescendants } from '../codebook.ts'
import type { Context, Deciders } from '../decision.ts'
import { endWithout, withoutLinks } from '../links.ts'
import type { Attribute, AttributeId, Code, CodeId, LinkEnd, LinkType, Project, Segment } from '../model.ts'
import { settingsOf } from '../model.ts'
import { nameFor, slug } from '../name.ts'
import { Refusal } from '../refusal.ts'

/** What a person writes about a code; its place in the tree is moved, not written. */
export type CodeText = Pick<
  Code,
  | 'name'
  | 'colour'
  | 'key'
  | 'definition'
  | 'include'
  | 'exclude'
  | 'example'
  | 'counterExample'
  | 'attributes'
  | 'memo'
>

/** A code that does not exist yet, with those below it. What is left out is empty, or chosen by us. */
export type NewCode = { readonly name: string } & Partial<Omit<CodeText, 'name' | 'attributes'>> & {
    readonly attributes?: readonly NewAttribute[]
    readonly children?: readonly NewCode[]
  }

/** An attribute that may have no id yet. One made of its name would be taken for one that was renamed. */
export type NewAttribute = Omit<Attribute, 'id'> & { readonly id?: AttributeId }

export interface CodebookCommands {
  /** Adds the codes below the parent, behind its other children. */
  addCodes: { readonly parent: CodeId | null; readonly codes: readonly NewCode[] }
  changeCode: { readonly code: CodeId; readonly changes: Partial<CodeText> }
  /** Puts a code (with those below it) under a parent, so that it becomes its child number `order`. */
  moveCode: { readonly code: CodeId; readonly parent: CodeId | null; readonly order: number }
  /** With the codes below it and everybody's segments. */
  deleteCode: { readonly code: CodeId }
}

/** Keys that mean something else where codes are applied. */
export const reservedKeys: readonly string[] = ['.', '[', ']', '{', '}', 'n', 'u', 'x', '/', '?', ' ']

export const codebookDeciders: Deciders<CodebookCommands> = {
  addCodes(project, { parent, codes }, context) {
    if (parent !== null) codeOf(project, parent)
    const known = new Map(project.codes)
    const add = (code: NewCode, below: CodeId | null) => {
      const added = newCode(known, code, below, context)
      known.set(added.id, added)
      for (const child of code.children ?? []) add(child, added.id)
    }
    for (const code of codes) add(code, parent)
    const added = [...known.values()].filter((code) => !project.codes.has(code.id))
    const [only] = added
    return {
      label: added.length === 1 && only ? `add code ${only.name}` : `add ${added.length} codes`,
      change: { codes: diffOf({ added }) },
    }
  },

  changeCode(project, { code, changes }) {
    const before = codeOf(project, code)
    const after: Code = { ...before, ...wellFormed(changes) }
    const checked = {
      ...after,
      name: nameFor('code', after.name),
      key: freeKey(project.codes, after.key, code),
    }
    checkColour(checked.colour)
    if (changes.attributes !== undefined) checkAttributes(project.codes, checked)
    checkSiblings(project.codes, checked)
    const [field] = Object.keys(changes)
    return {
      label: labelOf(before, checked, changes),
      change: { codes: diffOf({ updated: [[before, checked]] }) },
      // Typing in one field is one step; each attribute is changed for itself.
      ...(Object.keys(changes).length === 1 && field !== 'attributes'
        ? { joins: `code ${code} ${field}` }
        : {}),
    }
  },

  moveCode(project, move) {
    const { name, parent } = codeOf(project, move.code)
    const place =
      move.parent === parent
        ? ''
        : move.parent === null
          ? ' to the top level'
          : ` under ${codeOf(project, move.parent).name}`
    return { label: `move code ${name}${place}`, change: moved(project, move) }
  },

  deleteCode(project, { code }, context) {
    const removed = withDescendants(project.codes, codeOf(project, code))
    const codes = new Set(removed.map(({ id }) => id))
    const segments: Segment[] = segmentsWith(project, codes)
    const gone = new Set(segments.map(({ id }) => id))
    const unlinked = withoutLinks(
      project,
      context.now,
      ({ to }, { code }) => gone.has(to) && !codes.has(code),
    )
    // The label is read by everybody, in the menu and the history: while coding is blind it counts nothing.
    const many = settingsOf(project).blind ? 0 : segments.length
    const count = many === 0 ? '' : ` with ${many} ${many === 1 ? 'segment' : 'segments'}`
    return {
      label: `delete code ${removed[0]!.name}${count}`,
      change: {
        codes: diffOf({ removed }),
        linkTypes: diffOf({ updated: withoutCodes(project, codes) }),
        segments: diffOf({ removed: segments, updated: unlinked }),
      },
    }
  },
}

/** The change that puts a code under a parent. */
export function moved(
  project: Project,
  { code, parent, order }: CodebookCommands['moveCode'],
): Pick<Change, 'codes'> {
  const before = codeOf(project, code)
  if (parent !== null && withDescendants(project.codes, before).some((below) => below.id === parent)) {
    throw new Refusal('invalid', `${before.name} can't be put under itself or one of its own codes.`)
  }
  if (parent !== null) codeOf(project, parent)
  checkSiblings(project.codes, { ...before, parent })
  checkAttributes(project.codes, { ...before, parent })
  const rest = childrenOf(project.codes, parent).filter((sibling) => sibling.id !== code)
  const place = Math.max(0, Math.min(order, rest.length))
  const siblings = [...rest.slice(0, place), { ...before, parent }, ...rest.slice(place)]
  const updated = siblings
    .map((sibling, index) => [project.codes.get(sibling.id)!, { ...sibling, order: index }] as const)
    .filter(([was, is]) => was.order !== is.order || was.parent !== is.parent)
  return { codes: diffOf({ updated }) }
}

/** The types of link that name one of the codes, before and after losing them. */
function withoutCodes(project: Project, codes: ReadonlySet<CodeId>): [LinkType, LinkType][] {
  const left = (end: LinkEnd) => endWithout(end, (code) => codes.has(code))
  return [...project.linkTypes.values()]
    .map((before): [LinkType, LinkType] => [
      before,
      { ...before, from: left(before.from), to: left(before.to) },
    ])
    .filter(([before, after]) => before.from !== after.from || before.to !== after.to)
}

function newCode(
  codes: ReadonlyMap<CodeId, Code>,
  given: NewCode,
  parent: CodeId | null,
  { newId }: Pick<Context, 'newId'>,
): Code {
  const name = nameFor('code', given.name)
  const code: Code = {
    id: `${slug(name, 'code')}-${newId().slice(0, 6)}` as CodeId,
    parent,
    order: (childrenOf(codes, parent).at(-1)?.order ?? -1) + 1,
    name,
    colour: given.colour ?? nextColour(codes, parent),
    key: freeKey(codes, given.key ?? ''),
    definition: given.definition?.toWellFormed() ?? '',
    include: given.include?.toWellFormed() ?? '',
    exclude: given.exclude?.toWellFormed() ?? '',
    example: given.example?.toWellFormed() ?? '',
    counterExample: given.counterExample?.toWellFormed() ?? '',
    attributes: withIds(codes, name, given.attributes ?? [], newId).map(attributeAsKept),
    memo: given.memo?.toWellFormed() ?? '',
  }
  checkColour(code.colour)
  checkAttributes(codes, code)
  checkSiblings(codes, code)
  return code
}

/** The attributes of a new code, those without an id with one of the names that no other in the codebook has. */
function withIds(
  codes: ReadonlyMap<CodeId, Code>,
  code: string,
  given: readonly NewAttribute[],
  newId: () => string,
): Attribute[] {
  if (given.every(hasId)) return [...given]
  const taken = new Set([...codes.values()].flatMap(({ attributes }) => attributes.map(({ id }) => id)))
  for (const { id } of given) if (id !== undefined) taken.add(id)
  return given.map((attribute) => {
    if (hasId(attribute)) return attribute
    const named = `${slug(code, 'code')}-${slug(attribute.name, 'attribute')}` as AttributeId
    const id = taken.has(named) ? (`${named}-${newId().slice(0, 6)}` as AttributeId) : named
    taken.add(id)
    return { ...attribute, id }
  })
}

function hasId(attribute: NewAttribute): attribute is Attribute {
  return attribute.id !== undefined
}

function labelOf(before: Code, after: Code, changes: Partial<CodeText>): string {
  if (changes.name !== undefined) return `rename ${before.name} to ${after.name}`
  if (changes.attributes !== undefined) return `change the attributes of ${before.name}`
  const [field, ...others] = Object.keys(changes)
  if (others.length > 0 || field === undefined) return `change code ${before.name}`
  if (field === 'key')
    return after.key === '' ? `take the key from ${after.name}` : `give ${after.name} the key ${after.key}`
  return `change the ${fieldNames[field] ?? field} of ${before.name}`
}

/** What the fields of a code are called on the screen, where not as here. */
const fieldNames: Readonly<Record<string, string>> = {
  include: '“include”',
  exclude: '“exclude”',
  counterExample: 'counter-example',
}

/** Half a surrogate pair, as a cut paste leaves it, is in no file. */
function wellFormed({ attributes, ...changes }: Partial<CodeText>): Partial<CodeText> {
  const mended = Object.entries(changes).map(([field, value]) => [
    field,
    typeof value === 'string' ? value.toWellFormed() : value,
  ])
  return {
    ...Object.fromEntries(mended),
    ...(attributes === undefined ? {} : { attributes: attributes.map(attributeAsKept) }),
  }
}

/** Its name and choices are names as any other. */
function attributeAsKept({ id, name, kind, choices, initial }: Attribute): Attribute {
  const choice = (given: string) => nameFor('choice', given)
  return {
    id,
    name: nameFor('attribute', name),
    kind,
    choices: [...new Set(choices.map(choice))],
    initial:
      typeof initial !== 'string' ? initial : kind === 'choice' ? choice(initial) : initial.toWellFormed(),
  }
}

export function codeOf(project: Project, id: CodeId): Code {
  const code = project.codes.get(id)
  if (code === undefined) throw new Refusal('missing', `There is no code ${id} in this codebook.`)
  return code
}

function checkSiblings(codes: ReadonlyMap<CodeId, Code>, code: Code): void {
  const twin = childrenOf(codes, code.parent).find(
    (sibling) => sibling.id !== code.id && sibling.name.toLowerCase() === code.name.toLowerCase(),
  )
  if (twin !== undefined)
    throw new Refusal('taken', `There is a code ${twin.name} in this place already; choose another name.`)
}

function checkColour(colour: number): void {
  if (!Number.isInteger(colour) || colour < 1 || colour > colourCount) {
    throw new Refusal('invalid', `A code’s colour is a number from 1 to ${colourCount}, not ${colour}.`)
  }
}

/** Names and ids are unique along a path, and what a segment begins with is a value of the kind. */
export function checkAttributes(codes: ReadonlyMap<CodeId, Code>, code: Code): void {
  const next = new Map(codes).set(code.id, code)
  for (const below of withDescendants(next, code)) checkNames(next, below)
}

function checkNames(codes: ReadonlyMap<CodeId, Code>, code: Code): void {
  const names = new Set<string>()
  const called = new Map<AttributeId, string>()
  for (const attribute of attributesOf(codes, code)) {
    const { id, name, kind, choices, initial } = attribute
    if (names.has(name.toLowerCase()))
      throw new Refusal('taken', `${code.name} has an attribute ${name} already; choose another name.`)
    names.add(name.toLowerCase())
    if (called.has(id))
      throw new Refusal(
        'taken',
        `${called.get(id)} and ${name} of ${code.name} have the same id ${id}, by which segments hold their values; give one of them another.`,
      )
    called.set(id, name)
    if (!/^[a-z0-9][a-z0-9-]{0,90}$/.test(id))
      throw new Refusal('invalid', `${id} is not an id of an attribute (a to z, 0 to 9 and hyphens).`)
    if ((kind === 'choice') !== choices.length > 0)
      throw new Refusal(
        'invalid',
        `${name} needs choices where its kind is a choice, and has none otherwise.`,
      )
    const problem = initial === null ? undefined : valueProblem(attribute, initial)
    if (problem !== undefined) throw new Refusal('invalid', `What ${name} begins with ${problem}.`)
  }
}

/** The key, if it is one character that means nothing else yet. */
function freeKey(codes: ReadonlyMap<CodeId, Code>, key: string, self?: CodeId): string {
  if (key === '') return key
  if ([...key].length !== 1 || /\p{C}|\p{Z}|\p{M}/u.test(key))
    throw new Refusal('invalid', `A code’s key is one character, not “${key}”.`)
  if (reservedKeys.includes(key))
    throw new Refusal('taken', `The key ${key} means something else while coding; choose another.`)
  const owner = [...codes.values()].find((code) => code.id !== self && code.key === key)
  if (owner !== undefined)
    throw new Refusal('taken', `The key ${key} applies ${owner.name} already; choose another.`)
  return key
}
