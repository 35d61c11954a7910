import { type Codebook, childrenOf } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import type { Code, CodeId } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { objectAt, parseJson, writeJson } from './json.ts'

const format = 'intercoder-codebook/1'
const texts = ['name', 'key', 'definition', 'include', 'exclude', 'example', 'counterExample'] as const
const members = [...texts, 'colour', 'children']

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
  const { children, ...given } = code
  return {
    ...(given as unknown as NewCode),
    ...(children === undefined ? {} : { children: codesAt(children, `${where}.children`) }),
  }
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
  const { name, colour, key, definition, include, exclude, example, counterExample } = code
  return { name, colour, key, definition, include, exclude, example, counterExample }
}
