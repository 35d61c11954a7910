import type { Lists, MergePlan, Work } from './plan.ts'

/** A plan as lines of plain words, for a person to read before or after it is carried out. */
export function planInWords(plan: MergePlan): string[] {
  const parts = [
    part('Comes in', comesIn(plan)),
    part('Changes', changes(plan)),
    part('Goes, since it was deleted in the other copy', lists(plan.goes)),
    part('In conflict', conflicts(plan)),
    part('To know', plan.notes),
  ].flat()
  const { coders, documents, codes, segments } = plan.same
  const same = `The same in both: ${count(coders, 'coder')}, ${count(documents, 'document')}, ${count(codes, 'code')}, ${count(segments, 'segment')}.`
  return [...(plan.nothingNew ? ['There is nothing new.'] : []), ...parts, same]
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)]
}

function comesIn({ comesIn: { coders, ...rest } }: MergePlan): string[] {
  return [...coders.map(({ name }) => `coder ${name}`), ...lists(rest)]
}

function lists({ documents, codes, linkTypes, segments }: Lists): string[] {
  return [
    ...documents.map(({ title, characters }) => `document “${title}”, ${count(characters, 'character')}`),
    ...codes.map(({ path }) => `code ${path}`),
    ...linkTypes.map(({ name }) => `type of link “${name}”`),
    ...segments.map(workInWords),
  ]
}

function workInWords({ coder, document, segments, memos }: Work): string {
  const withMemos = memos === 0 ? '' : `, ${count(memos, 'memo')}`
  return `${coder} in “${document}”: ${count(segments, 'segment')}${withMemos}`
}

function changes({
  changes: { project, coders, codes, linkTypes, documents, segments },
}: MergePlan): string[] {
  return [
    ...project.map((field) => `the project: ${field}`),
    ...coders.map(({ name, was }) => `coder ${was} is called ${name}`),
    ...codes.map(({ path, fields }) => `code ${path}: ${fields.join(', ')}`),
    ...linkTypes.map(({ name, fields }) => `type of link “${name}”: ${fields.join(', ')}`),
    ...documents.map(({ title, fields }) => `document “${title}”: ${fields.join(', ')}`),
    ...segments.map(workInWords),
  ]
}

/** A conflict with both versions; what is done stands behind it, and how to choose otherwise. */
function conflicts(plan: MergePlan): string[] {
  return plan.conflicts.flatMap(({ id, sentence, mine, other, choices, chosen }) => [
    sentence,
    ...(mine === null ? [] : [`  here: ${shown(mine)}`]),
    ...(other === null ? [] : [`  in the other copy: ${shown(other)}`]),
    `  taken: ${chosen}${choices.length > 1 ? ` (of ${choices.join(', ')}), as ${id}` : ''}`,
  ])
}

function shown(version: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(version)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? `“${value}”` : value}`)
    .join(', ')
}

function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`
}
