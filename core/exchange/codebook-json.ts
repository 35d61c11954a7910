import { type Codebook, childrenOf } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import type { Attribute, AttributeKind, Code, CodeId } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { objectAt, parseJson, writeJson } from './json.ts'

const format = 'intercoder-codebook/1'
const prose = ['definition', 'include', 'exclude', 'example', 'counterExample', 'memo'] as const
const texts = ['name', 'key', ...prose] as const
const members = [...texts, 'colour', 'attributes', 'children']
const attributeMembers = ['id', 'name', 'kind', 'choices', 'initial']
const kinds: readonly string[] = ['number', 'text', 'date', 'choice', 'yes/no'] satisfies AttributeKind[]

/** Reads a codebook file of ours. Throws a Refusal that says where it is not one. */
export function readCodebookJson(file: string, text: string): NewCode[] {
  const content = objectAt(parseJson(file, text), `${file}: the content`, ['format', 'codes'])
  if (content.format !== format)
    throw new Refusal('invalid', `${file}: the format is ${JSON.stringify(content.format)}, not "${format}"`)
  return codesAt(content.codes, `${file}: codes`)
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

function attributesAt(value: unknown, where: string): Attribute[] {
  if (!Array.isArray(value)) throw new Refusal('invalid', `${where} is not a list`)
  return value.map((one, index) => {
    const at = `${where}[${index}]`
    const { id, name, kind, choices, initial } = objectAt(one, at, attributeMembers)
    if (typeof id !== 'string' || typeof name !== 'string')
      throw new Refusal('invalid', `${at} has no id or no name`)
    if (!kinds.includes(kind as string))
      throw new Refusal('invalid', `${at}.kind is not one of ${kinds.join(', ')}`)
    if (!Array.isArray(choices) || choices.some((choice) => typeof choice !== 'string'))
      throw new Refusal('invalid', `${at}.choices is not a list of texts`)
    if (initial !== null && !['number', 'string', 'boolean'].includes(typeof initial))
      throw new Refusal('invalid', `${at}.initial is no value`)
    return { id, name, kind, choices, initial } as unknown as Attribute
  })
}

/** The codebook as a file that readCodebookJson reads; ids stay behind. */
export function writeCodebookJson(codes: Codebook): string {
  return writeJson({ format, codes: below(codes, null) })
}

function below(codes: Codebook, parent: CodeId | null): NewCode[] {
  return childrenOf(codes, parent).map((code) => {
    const children = below(codes, code.id)
    return { ...textOfCode(code), ...(children.length > 0 ? { children } : {}) }
  })
}

/** What a person wrote about a code. */
export function textOfCode(code: Code): Omit<Required<NewCode>, 'children'> {
  const { id: _, parent: __, order: ___, ...text } = code
  return text
}
