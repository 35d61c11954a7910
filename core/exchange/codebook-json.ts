import { type Codebook, childrenOf, codeLabel } from '../codebook.ts'
import type { CodeText, NewAttribute, NewCode } from '../commands/codebook.ts'
import type { NewLinkType } from '../commands/codebook-import.ts'
import { endWithout, linkTypesInOrder } from '../links.ts'
import type { AttributeKind, Code, CodeId, LinkEnd, Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { objectAt, parseJson, writeJson } from './json.ts'

const format = 'intercoder-codebook/1'
const prose = ['definition', 'include', 'exclude', 'example', 'counterExample', 'memo'] as const
const texts = ['name', 'key', ...prose] as const
const members = [...texts, 'colour', 'attributes', 'children']
const attributeMembers = ['id', 'name', 'kind', 'choices', 'initial']
const kinds: readonly string[] = ['number', 'text', 'date', 'choice', 'yes/no'] satisfies AttributeKind[]

/** What a codebook file says. */
export interface CodebookFile {
  readonly codes: NewCode[]
  readonly linkTypes: NewLinkType[]
}

/**
 * Reads a codebook file of ours. An attribute may leave out its id, its choices and what it begins with. Throws a Refusal that says where it is not one.
 */
export function readCodebookJson(file: string, text: string): CodebookFile {
  const content = objectAt(parseJson(file, text), `${file}: the content`, ['format', 'codes', 'linkTypes'])
  if (content.format !== format)
    throw new Refusal('invalid', `${file}: the format is ${JSON.stringify(content.format)}, not "${format}"`)
  return {
    codes: codesAt(content.codes, `${file}: codes`),
    linkTypes: linkTypesAt(content.linkTypes ?? [], `${file}: linkTypes`),
  }
}

function linkTypesAt(value: unknown, where: string): NewLinkType[] {
  if (!Array.isArray(value)) throw new Refusal('invalid', `${where} is not a list`)
  return value.map((one, index) => {
    const at = `${where}[${index}]`
    const { name, from, to } = objectAt(one, at, ['name', 'from', 'to'])
    if (typeof name !== 'string') throw new Refusal('invalid', `${at} has no name`)
    // As in a project: none named is any code, null is no code.
    const end = (value: unknown, where: string) => (value === null ? null : textsAt(value, where))
    return {
      name,
      ...(from === undefined ? {} : { from: end(from, `${at}.from`) }),
      ...(to === undefined ? {} : { to: end(to, `${at}.to`) }),
    }
  })
}

function textsAt(value: unknown, where: string): string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  throw new Refusal('invalid', `${where} is not a list of texts`)
}

function codesAt(value: unknown, where: string): NewCode[] {
  if (!Array.isArray(value)) throw new Refusal('invalid', `${where} is not a list`)
  return value.map((code, index) => codeAt(code, `${where}[${index}]`))
}

function codeAt(value: unknown, where: string): NewCode {
  const code = objectAt(value, where, members)
  if (typeof code.name !== 'string') throw new Refusal('invalid', `${where} has no name`)
  for (const name of texts) {
    if (code[name] !== undefined && typeof code[name] !== 'string')
      throw new Refusal('invalid', `${where}.${name} is not a text`)
  }
  if (code.colour !== undefined && typeof code.colour !== 'number')
    throw new Refusal('invalid', `${where}.colour is not a number`)
  const { children, attributes, ...given } = code
  return {
    ...(given as unknown as NewCode),
    ...(attributes === undefined ? {} : { attributes: attributesAt(attributes, `${where}.attributes`) }),
    ...(children === undefined ? {} : { children: codesAt(children, `${where}.children`) }),
  }
}

function attributesAt(value: unknown, where: string): NewAttribute[] {
  if (!Array.isArray(value)) throw new Refusal('invalid', `${where} is not a list`)
  return value.map((one, index) => {
    const at = `${where}[${index}]`
    const { id, name, kind, choices = [], initial = null } = objectAt(one, at, attributeMembers)
    if (typeof name !== 'string') throw new Refusal('invalid', `${at} has no name`)
    if (id !== undefined && typeof id !== 'string') throw new Refusal('invalid', `${at}.id is not a text`)
    if (!kinds.includes(kind as string))
      throw new Refusal('invalid', `${at}.kind is not one of ${kinds.join(', ')}`)
    if (initial !== null && !['number', 'string', 'boolean'].includes(typeof initial))
      throw new Refusal('invalid', `${at}.initial is no value`)
    return {
      ...(id === undefined ? {} : { id }),
      name,
      kind,
      choices: textsAt(choices, `${at}.choices`),
      initial,
    } as unknown as NewAttribute
  })
}

/** The codebook as a file that readCodebookJson reads; ids of codes and types of link stay behind. */
export function writeCodebookJson({ codes, linkTypes }: Pick<Project, 'codes' | 'linkTypes'>): string {
  const named = (end: LinkEnd) => {
    // A codebook that was written to by hand may name a code that is not there.
    const there = endWithout(end, (id) => !codes.has(id))
    return there === null ? null : there.map((id) => codeLabel(codes, codes.get(id)!))
  }
  const types = linkTypesInOrder({ linkTypes }).map(({ name, from, to }) => ({
    name,
    from: named(from),
    to: named(to),
  }))
  return writeJson({
    format,
    codes: below(codes, null),
    ...(types.length === 0 ? {} : { linkTypes: types }),
  })
}

function below(codes: Codebook, parent: CodeId | null): NewCode[] {
  return childrenOf(codes, parent).map((code) => {
    const children = below(codes, code.id)
    return { ...textOfCode(code), ...(children.length > 0 ? { children } : {}) }
  })
}

/** What a person wrote about a code. */
export function textOfCode(code: Code): CodeText {
  const { id: _, parent: __, order: ___, ...text } = code
  return text
}
