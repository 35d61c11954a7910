import type { Attribute, Certainty, Code, Segment } from '../../model.ts'
import { attributeLines, attributesOfLines } from '../attribute-lines.ts'
import { certaintyOfText, valueOfText } from '../attribute-names.ts'

/**
 * REFI-QDA has one description a code or selection; what else we know stands below the text under lines such as
 * `[Include]`, where people can read it and we find it again. A line of the text that looks like one of these lines
 * gets a backslash before it.
 */
function withSections(text: string, sections: readonly (readonly [heading: string, text: string])[]): string {
  const parts = sections.flatMap(([heading, inside]) =>
    inside === '' ? [] : [`[${heading}]`, guarded(inside)],
  )
  if (parts.length === 0) return guarded(text)
  return text === '' ? parts.join('\n') : [guarded(text), ...parts].join('\n')
}

const headingLine = /^\\*\[(Include|Exclude|Example|Counter-example|Key|Attributes|Memo|Certainty|Values)\]$/

function guarded(text: string): string {
  return text
    .split('\n')
    .map((line) => (headingLine.test(line) ? `\\${line}` : line))
    .join('\n')
}

/** The sections that `headings` names, each taken once; '' is the text above them. */
function sectionsOf(description: string, headings: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>([['', []]])
  let open = found.get('')!
  for (const line of description.split('\n')) {
    const heading = headings.find((one) => line === `[${one}]`)
    if (heading !== undefined && !found.has(heading)) {
      open = []
      found.set(heading, open)
    } else open.push(headingLine.test(line) && line.startsWith('\\') ? line.slice(1) : line)
  }
  return new Map([...found].map(([heading, lines]) => [heading, lines.join('\n')]))
}

type CodeProse = Pick<
  Code,
  'definition' | 'include' | 'exclude' | 'example' | 'counterExample' | 'key' | 'memo'
>

const headings = [
  ['include', 'Include'],
  ['exclude', 'Exclude'],
  ['example', 'Example'],
  ['counterExample', 'Counter-example'],
  ['key', 'Key'],
  ['memo', 'Memo'],
] as const

/** A code's prose and attributes as one description; the memo where there is no note for it. */
export function descriptionOf(code: CodeProse & Pick<Code, 'attributes'>): string {
  return withSections(code.definition, [
    ...headings.map(([field, heading]) => [heading, code[field]] as const),
    ['Attributes', attributeLines(code.attributes)],
  ])
}

/** The prose and attributes that descriptionOf wrote; any other description is a definition as a whole. */
export function proseOf(description: string): CodeProse & ReturnType<typeof attributesOfLines> {
  const found = sectionsOf(description, [...headings.map(([, heading]) => heading), 'Attributes'])
  const text = (heading: string) => found.get(heading) ?? ''
  return {
    ...{ definition: text(''), include: text('Include'), exclude: text('Exclude') },
    ...{ example: text('Example'), counterExample: text('Counter-example') },
    ...{ key: text('Key'), memo: text('Memo') },
    ...attributesOfLines(text('Attributes')),
  }
}

/** What a segment says, as the description of its selection; values by the names of their attributes. */
export function saidInWords(
  { memo, certainty }: Pick<Segment, 'memo' | 'certainty'>,
  values: readonly (readonly [name: string, text: string])[],
): string {
  const lines = values.map(
    ([name, text]) => `${name}: ${text.replace(/[\\\n\r]/g, (sign) => escapes[sign]!)}`,
  )
  return withSections(memo, [
    ['Certainty', certainty ?? ''],
    ['Values', lines.join('\n')],
  ])
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' }

/** What saidInWords wrote of a segment whose code has these attributes; what is not understood is counted by `lost`. */
export function saidOf(
  description: string,
  attributes: readonly Attribute[],
  lost: () => void,
): Pick<Segment, 'memo' | 'certainty' | 'attributes'> {
  const found = sectionsOf(description, ['Certainty', 'Values'])
  const sure = found.get('Certainty')
  const certainty: Certainty | undefined = sure === undefined ? undefined : certaintyOfText(sure)
  if (sure !== undefined && certainty === undefined) lost()
  const values: [Attribute['id'], Segment['attributes'][Attribute['id']]][] = []
  for (const line of found.get('Values')?.split('\n') ?? []) {
    const named = attributes
      .filter(({ name }) => line.startsWith(`${name}: `))
      .sort((a, b) => b.name.length - a.name.length)[0]
    const text = line
      .slice((named?.name.length ?? 0) + 2)
      .replace(/\\([\\nr])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === 'r' ? '\r' : '\\'))
    const value = named === undefined ? undefined : valueOfText(named, text)
    if (named === undefined || value === undefined) lost()
    else values.push([named.id, value])
  }
  return { memo: found.get('') ?? '', certainty: certainty ?? null, attributes: Object.fromEntries(values) }
}
