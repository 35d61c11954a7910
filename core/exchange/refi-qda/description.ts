import type { Code } from '../../model.ts'

type CodeProse = Pick<Code, 'definition' | 'include' | 'exclude' | 'example' | 'counterExample' | 'key'>

/** REFI-QDA has one description a code; what else we know stands below the definition under these lines. */
const headings = [
  ['include', '[Include]'],
  ['exclude', '[Exclude]'],
  ['example', '[Example]'],
  ['counterExample', '[Counter-example]'],
  ['key', '[Key]'],
] as const

const headingLine = /^\\*\[(Include|Exclude|Example|Counter-example|Key)\]$/

/** A code's prose as one description. A line of it that looks like one of our headings gets a backslash before it. */
export function descriptionOf(code: CodeProse): string {
  const parts = headings.flatMap(([field, heading]) =>
    code[field] === '' ? [] : [heading, guarded(code[field])],
  )
  const definition = guarded(code.definition)
  if (parts.length === 0) return definition
  return definition === '' ? parts.join('\n') : [definition, ...parts].join('\n')
}

function guarded(text: string): string {
  return text
    .split('\n')
    .map((line) => (headingLine.test(line) ? `\\${line}` : line))
    .join('\n')
}

/** The prose that descriptionOf wrote; any other description is a definition as a whole. */
export function proseOf(description: string): CodeProse {
  const prose: Record<keyof CodeProse, string[] | undefined> = {
    ...{ definition: [], include: undefined, exclude: undefined },
    ...{ example: undefined, counterExample: undefined, key: undefined },
  }
  let field: keyof CodeProse = 'definition'
  const lines = description.split('\n')
  for (const line of lines) {
    const found = headings.find(([, heading]) => heading === line)
    if (found !== undefined && prose[found[0]] === undefined) {
      field = found[0]
      prose[field] = []
    } else prose[field]!.push(headingLine.test(line) ? line.slice(1) : line)
  }
  const text = (name: keyof CodeProse) => (prose[name] ?? []).join('\n')
  return {
    definition: text('definition'),
    include: text('include'),
    exclude: text('exclude'),
    example: text('example'),
    counterExample: text('counterExample'),
    key: text('key'),
  }
}
