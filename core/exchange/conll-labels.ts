import { codesInOrder, pathOf } from '../codebook.ts'
import type { Code, Project } from '../model.ts'

/** A code’s name as CoNLL can hold it: letters of any script, digits, hyphens and low lines, no spaces; each once. */
export function plainLabels(project: Project): Map<string, string> {
  const labels = new Map<string, string>()
  const taken = new Set<string>()
  for (const { code } of codesInOrder(project.codes)) {
    const label = freeLabel(project, code, taken)
    taken.add(label)
    labels.set(code.id, label)
  }
  return labels
}

function freeLabel(project: Project, code: Code, taken: ReadonlySet<string>): string {
  const plain = (name: string) => name.replace(/[^\p{L}\p{N}\p{M}-]+/gu, '_') || '_'
  const short = plain(code.name)
  if (!taken.has(short)) return short
  const long = plain(pathOf(project.codes, code).join('_'))
  let label = long
  for (let n = 2; taken.has(label); n++) label = `${long}-${n}`
  return label
}
