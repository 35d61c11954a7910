import type { NewCode } from '../../commands/codebook.ts'
import { reservedKeys } from '../../commands/codebook.ts'
import type { Code, CodeId } from '../../model.ts'
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
}

/** The codes below a CodeBook element, in any order and nesting the schema knows or not. */
export function readCodes(
  codeBook: XmlElement | undefined,
  losses: LossCount,
  newId: () => string,
): ReadCodes {
  const codes = new Map<CodeId, Code>()
  const byGuid = new Map<string, Code>()
  const keys = new Set<string>(reservedKeys)
  const walk = (elements: readonly XmlElement[], parent: Code | null) => {
    const taken = new Set<string>()
    for (const [order, element] of elements.entries()) {
      const code = codeOf(element, parent, order, { taken, keys, codes, losses, newId })
      codes.set(code.id, code)
      const guid = plainGuid(element.attributes.guid)
      if (guid !== undefined && !byGuid.has(guid)) byGuid.set(guid, code)
      walk(childrenNamed(element, 'Code'), code)
    }
  }
  walk(childrenNamed(childNamed(codeBook, 'Codes'), 'Code'), null)
  return { codes: [...codes.values()], byGuid }
}

interface Making {
  readonly taken: Set<string>
  readonly keys: Set<string>
  readonly codes: Map<CodeId, Code>
  readonly losses: LossCount
  readonly newId: () => string
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
  losses.add('links from codes to notes were left out', childrenNamed(element, 'NoteRef').length)
  const prose = proseOf(childNamed(element, 'Description')?.text ?? '')
  return {
    id: freeId(plainGuid(guid), name, 'code', codes, making.newId) as CodeId,
    parent: parent?.id ?? null,
    order,
    name,
    colour: nearestSlot(color) ?? parent?.colour ?? (order % 12) + 1,
    ...prose,
    key: freeKey(prose.key, making.keys),
    attributes: [],
    memo: '',
  }
}

function freeKey(key: string, keys: Set<string>): string {
  if ([...key].length !== 1 || /\p{C}|\p{Z}|\p{M}/u.test(key) || keys.has(key)) return ''
  keys.add(key)
  return key
}

/** The codes as a codebook that can be taken in: by their names, without their ids. */
export function asNewCodes(codes: readonly Code[]): NewCode[] {
  const below = (parent: CodeId | null): NewCode[] =>
    codes
      .filter((code) => code.parent === parent)
      .map(({ id, parent: _, order: __, ...text }) => {
        const children = below(id)
        return children.length > 0 ? { ...text, children } : text
      })
  return below(null)
}
