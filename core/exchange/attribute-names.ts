import { valueProblem } from '../attributes.ts'
import { codeLabel, codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import type { Attribute, AttributeValue, Certainty, Code, Project } from '../model.ts'
import { certainties } from '../model.ts'

/** An attribute with what files call it. */
export interface NamedAttribute {
  readonly code: Code
  readonly attribute: Attribute
  /** For people: `casualty/count`. */
  readonly name: string
  /** For formats whose names are letters of ASCII, digits and low lines: `count`; each once. */
  readonly feature: string
}

/** Every attribute that the codebook declares, in its order. */
export function namedAttributes(project: Pick<Project, 'codes'>): NamedAttribute[] {
  // What UIMA and our own layer call something else.
  const taken = new Set([
    'label',
    'memo',
    'certainty',
    'begin',
    'end',
    'sofa',
    'id',
    'type',
    'source',
    'target',
  ])
  return codesInOrder(project.codes).flatMap(({ code }) =>
    code.attributes.map((attribute) => {
      const name = `${codeLabel(project.codes, code)}/${attribute.name}`
      return { code, attribute, name, feature: freeFeature(attribute.name, code.name, taken) }
    }),
  )
}

function freeFeature(name: string, code: string, taken: Set<string>): string {
  const [short, long] = [plainWord(name), plainWord(`${code}_${name}`)]
  let feature = short !== '' && !taken.has(short.toLowerCase()) ? short : long || 'attribute'
  for (let n = 2; taken.has(feature.toLowerCase()); n++) feature = `${long || 'attribute'}_${n}`
  taken.add(feature.toLowerCase())
  return feature
}

/** A name in letters of ASCII, digits and low lines, beginning with a letter; '' where nothing is left. */
export function plainWord(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
}

/** Names by which a file may call the attribute, for looking it up. */
export function attributesByName(project: Pick<Project, 'codes'>): Map<string, NamedAttribute[]> {
  const found = new Map<string, NamedAttribute[]>()
  for (const named of namedAttributes(project)) {
    const { attribute, code } = named
    const path = pathOf(project.codes, code).join(pathSeparator)
    const names = [named.name, `${path}/${attribute.name}`, named.feature, attribute.name, attribute.id]
    for (const name of new Set(names)) {
      const key = name.toLowerCase()
      found.set(key, [...(found.get(key) ?? []), named])
    }
  }
  return found
}

export function valueText(value: AttributeValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/** A value as one word, for formats that part words by spaces and lists by other signs. */
export function valueWord(value: AttributeValue): string {
  return valueText(value)
    .trim()
    .replace(/[\s|,:;]+/g, '_')
}

/** The value that a text stands for; undefined where the attribute has none such. */
export function valueOfText(attribute: Omit<Attribute, 'id'>, text: string): AttributeValue | undefined {
  const value = parsed(attribute, text)
  return value === undefined || valueProblem(attribute, value) !== undefined ? undefined : value
}

function parsed({ kind, choices }: Omit<Attribute, 'id'>, text: string): AttributeValue | undefined {
  const given = text.trim()
  switch (kind) {
    case 'number':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(given) ? Number(given) : undefined
    case 'yes/no':
      return /^(yes|true|1)$/i.test(given) ? true : /^(no|false|0)$/i.test(given) ? false : undefined
    case 'choice':
      return choices.find((one) => one === text) ?? choices.find((one) => valueWord(one) === valueWord(given))
    case 'date':
      return given
    case 'text':
      return text
  }
}

/** How sure a coder is, by its word. */
export function certaintyOfText(text: string): Certainty | undefined {
  return certainties.find((one) => one === text.trim().toLowerCase())
}
