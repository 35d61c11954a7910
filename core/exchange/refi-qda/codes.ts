import { attributesOf } from '../../attributes.ts'
import type { NewAttribute, NewCode } from '../../commands/codebook.ts'
import { reservedKeys } from '../../commands/codebook.ts'
import type { Attribute, AttributeId, Code, CodeId } from '../../model.ts'
import { type UnreadLine, unreadLines } from '../attribute-lines.ts'
import type { LossCount } from '../loss.ts'
import { childNamed, childrenNamed, type XmlElement } from '../xml.ts'
import { nearestSlot } from './colours.ts'
import { proseOf } from './description.ts'
import { plainGuid } from './guid.ts'
import { freeId, freeName, tidyName } from './names.ts'

/** Codes of a file, parents before their children, and what its references to them mean. */
export interface ReadCodes {
  readonly codes: readonly Code[]
  readonly byGuid: ReadonlyMap<string, Code>
  /** Codes that got a colour of ours, as the file gives them none. */
  readonly uncoloured: ReadonlySet<CodeId>
  /** Ids that were made here, as the file gives none or one that is taken. */
  readonly madeIds: ReadonlySet<AttributeId>
}

/** The codes below a CodeBook element, in any order and nesting the schema knows or not. */
export function readCodes(
  codeBook: XmlElement | undefined,
  losses: LossCount,
  newId: () => string,
  memoOf: (element: XmlElement, guid: string | undefined) => string = () => '',
): ReadCodes {
  const uncoloured = new Set<CodeId>()
  const codes = new Map<CodeId, Code>()
  const byGuid = new Map<string, Code>()
  const keys = new Set<string>(reservedKeys)
  const attributeIds = new Set<string>()
  const madeIds = new Set<AttributeId>()
  const unread: UnreadLine[] = []
  const walk = (elements: readonly XmlElement[], parent: Code | null) => {
    const taken = new Set<string>()
    for (const [order, element] of elements.entries()) {
      const code = codeOf(element, parent, order, {
        ...{ taken, keys, codes, losses, attributeIds, madeIds, unread, newId, memoOf },
      })
      codes.set(code.id, code)
      if (nearestSlot(element.attributes.color) === undefined) uncoloured.add(code.id)
      const guid = plainGuid(element.attributes.guid)
      if (guid !== undefined && !byGuid.has(guid)) byGuid.set(guid, code)
      walk(childrenNamed(element, 'Code'), code)
    }
  }
  walk(childrenNamed(childNamed(codeBook, 'Codes'), 'Code'), null)
  for (const { what, count } of unreadLines(unread)) losses.add(what, count)
  return { codes: [...codes.values()], byGuid, uncoloured, madeIds }
}

interface Making {
  readonly taken: Set<string>
  readonly keys: Set<string>
  readonly codes: Map<CodeId, Code>
  readonly losses: LossCount
  readonly attributeIds: Set<string>
  readonly madeIds: Set<AttributeId>
  readonly unread: UnreadLine[]
  readonly newId: () => string
  /** What notes say of a code. */
  readonly memoOf: (element: XmlElement, guid: string | undefined) => string
}

function codeOf(element: XmlElement, parent: Code | null, order: number, making: Making): Code {
  const { losses, codes } = making
  const { guid, name: written, color, isCodable } = element.attributes
  const wanted = tidyName(written, 'unnamed code')
  const name = freeName(wanted, making.taken)
  if (name !== (written ?? '').trim())
    losses.add('names of codes were changed, as they were empty, too long or there twice')
  if (isCodable === 'false' || isCodable === '0')
    losses.add('headings of the codebook became codes that can be applied')
  const { attributes, unread, ...prose } = proseOf(childNamed(element, 'Description')?.text ?? '')
  making.unread.push(...unread.map((line) => ({ code: name, line })))
  const known = plainGuid(guid)
  return {
    id: freeId(known, name, 'code', codes, making.newId) as CodeId,
    parent: parent?.id ?? null,
    order,
    name,
    colour: nearestSlot(color) ?? parent?.colour ?? (order % 12) + 1,
    ...prose,
    key: freeKey(prose.key, making.keys),
    attributes: attributesFor(attributes, parent, making),
    memo: [prose.memo, making.memoOf(element, known)].filter((part) => part !== '').join('\n\n'),
  }
}

/** Those whose name the code or one above it does not have already, each with an id of its own. */
function attributesFor(
  given: readonly NewAttribute[],
  parent: Code | null,
  { codes, losses, attributeIds, madeIds, newId }: Making,
): Attribute[] {
  const above = parent === null ? [] : attributesOf(codes, parent)
  const taken = new Set(above.map(({ name }) => name.toLowerCase()))
  return given.flatMap((attribute) => {
    if (taken.has(attribute.name.toLowerCase())) {
      losses.add('attributes of codes were left out, as there is one of that name')
      return []
    }
    if (attribute.kind === 'choice' && attribute.choices.length === 0) {
      losses.add('attributes of codes were left out, as they are a choice without choices')
      return []
    }
    taken.add(attribute.name.toLowerCase())
    const id = freeId(attribute.id, attribute.name, 'attribute', attributeIds, newId) as AttributeId
    attributeIds.add(id)
    if (id !== attribute.id) madeIds.add(id)
    return [{ ...attribute, id }]
  })
}

function freeKey(key: string, keys: Set<string>): string {
  if ([...key].length !== 1 || /\p{C}|\p{Z}|\p{M}/u.test(key) || keys.has(key)) return ''
  keys.add(key)
  return key
}

/**
 * The codes as a codebook that can be taken in: by their names, without their ids, and without what the file does not
 * say, which a codebook keeps as it has it.
 */
export function asNewCodes({
  codes,
  uncoloured,
  madeIds,
}: Pick<ReadCodes, 'codes' | 'uncoloured' | 'madeIds'>): NewCode[] {
  const byParent = new Map<CodeId | null, Code[]>()
  for (const code of codes) {
    const siblings = byParent.get(code.parent)
    if (siblings === undefined) byParent.set(code.parent, [code])
    else siblings.push(code)
  }
  const below = (parent: CodeId | null): NewCode[] =>
    (byParent.get(parent) ?? []).map(({ id, parent: _, order: __, name, attributes, ...text }) => {
      const said = Object.entries(text).filter(([field, value]) =>
        field === 'colour' ? !uncoloured.has(id) : value !== '',
      )
      const children = below(id)
      const named = attributes.map(({ id, ...rest }) => (madeIds.has(id) ? rest : { id, ...rest }))
      return {
        ...{ name, ...Object.fromEntries(said) },
        ...(named.length > 0 ? { attributes: named } : {}),
        ...(children.length > 0 ? { children } : {}),
      }
    })
  return below(null)
}
