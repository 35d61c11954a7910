import { codeLabel, codesInOrder, pathOf } from '../../codebook.ts'
import type { Project } from '../../model.ts'
import { namedAttributes, plainWord } from '../attribute-names.ts'

/**
 * What brat calls codes, attributes and types of links, by their ids: brat knows letters of ASCII, digits, hyphens and
 * low lines only. `shown` has what it shows for each instead (visual.conf).
 */
export interface BratLabels {
  readonly codes: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, string>
  readonly links: ReadonlyMap<string, string>
  readonly shown: ReadonlyMap<string, string>
}

export function bratLabels(project: Pick<Project, 'codes' | 'linkTypes'>): BratLabels {
  const taken = new Set<string>(['AnnotatorNotes', certaintyLabel])
  // No label is another code's very name, by which a file without visual.conf would be misread.
  const names = new Set([...project.codes.values()].map(({ name }) => name))
  const shown = new Map<string, string>()
  const label = (name: string, longer: string, kind: string, inFull = name): string => {
    const [short, long] = [plainWord(name), plainWord(longer) || kind]
    const isTaken = (one: string) => taken.has(one) || (one !== name && names.has(one))
    let free = short === '' || isTaken(short) ? long : short
    for (let n = 2; isTaken(free); n++) free = `${long}-${n}`
    taken.add(free)
    if (free !== inFull && !inFull.includes('|')) shown.set(free, inFull)
    return free
  }
  return {
    codes: new Map(
      codesInOrder(project.codes).map(({ code }) => [
        code.id,
        label(code.name, pathOf(project.codes, code).join('_'), 'code', codeLabel(project.codes, code)),
      ]),
    ),
    attributes: new Map(
      namedAttributes(project).map(({ attribute, feature }) => [
        attribute.id,
        label(attribute.name, feature, 'attribute'),
      ]),
    ),
    links: new Map(
      [...project.linkTypes.values()].map(({ id, name }) => [id, label(name, `link_${name}`, 'link')]),
    ),
    shown,
  }
}

/** The attribute that says how sure a coder is. */
export const certaintyLabel = 'Certainty'
