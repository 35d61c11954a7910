import type { Conflict } from './conflict.ts'
import type { Lists, MergePlan, Work } from './plan.ts'

/** A part of a plan, with a line for each thing. */
export interface PlanPart {
  readonly title: string
  readonly lines: readonly string[]
}

/** What a plan does, but for what is in conflict, in plain words. */
export function planParts(plan: MergePlan): PlanPart[] {
  const parts = [
    { title: 'Comes in', lines: comesIn(plan) },
    { title: 'Changes', lines: changes(plan) },
    { title: 'Goes, since it was deleted in the other copy', lines: lists(plan.goes) },
    { title: 'To know', lines: plan.notes },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}

export function sameInWords({ same: { coders, documents, codes, segments } }: MergePlan): string {
  return `The same in both: ${count(coders, 'coder')}, ${count(documents, 'document')}, ${count(codes, 'code')}, ${count(segments, 'segment')}.`
}

/** A plan as lines of plain words, for a person to read before or after it is carried out. */
export function planInWords(plan: MergePlan): string[] {
  const parts = planParts(plan)
  const inConflict = { title: 'In conflict', lines: conflicts(plan) }
  const at = parts.findIndex(({ title }) => title === 'To know')
  const all = [...parts.slice(0, at < 0 ? parts.length : at), inConflict, ...(at < 0 ? [] : parts.slice(at))]
  const lines = all.flatMap(({ title, lines }) => part(title, lines))
  return [...(plan.nothingNew ? ['There is nothing new.'] : []), ...lines, sameInWords(plan)]
}

/** A choice as a person makes it. */
export function choiceInWords(choice: string): string {
  const words: Record<string, string> = {
    mine: 'Keep what is here',
    other: 'Take what the other copy has',
    keep: 'Keep it',
    delete: 'Delete it',
    'two people': 'Two people: one of them gets a number behind the name',
    'one person': 'One person: the work of both is one coder’s',
    closed: 'Leave the comparison closed',
    open: 'Open the comparison',
    both: 'Keep both',
  }
  return words[choice] ?? choice
}

/** Why the default of a conflict is what it is. */
export function whyDefault({ default: choice, kind }: Pick<Conflict, 'default' | 'kind'>): string {
  if (choice === 'mine' || choice === 'other') return 'it is the later change, as far as that is known'
  if (kind === 'deletion') return 'what somebody still works with is not deleted unasked'
  if (choice === 'two people') return 'who has a name in common is not taken for one person'
  if (choice === 'one person') return 'both have segments that only one person’s work can have'
  if (choice === 'closed') return 'what was seen can’t be unseen'
  return 'there is nothing to decide'
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)]
}

function comesIn({ comesIn: { coders, versions, ...rest } }: MergePlan): string[] {
  return [
    ...coders.map(({ name }) => `coder ${name}`),
    ...lists(rest),
    ...(versions === 0 ? [] : [`${count(versions, 'version')} of the codebook`]),
  ]
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
  const where = document === null ? '' : ` in “${document}”`
  return `${coder}${where}: ${count(segments, 'segment')}${withMemos}`
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
