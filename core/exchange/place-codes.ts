import { codeLabel, codeNamed, codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import type { Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { bratLabels } from './brat/labels.ts'
import { plainLabels } from './conll-labels.ts'
import type { PlaceOptions } from './place.ts'
import { Asked } from './place-question.ts'
import { guidOf, plainGuid } from './refi-qda/guid.ts'

/** Which code of the project a file means by what it calls one. */
export class PlacingCodes {
  /** Codes that the codebook has to get first. */
  readonly added: NewCode[] = []
  private readonly known = new Map<string, string>()

  constructor(
    private readonly project: Project,
    private readonly options: PlaceOptions,
  ) {
    const labels = plainLabels(project)
    const brat = bratLabels(project).codes
    for (const { code } of [...codesInOrder(project.codes)].reverse()) {
      const path = pathOf(project.codes, code)
      const names = [
        ...[labels.get(code.id)!, brat.get(code.id)!, codeLabel(project.codes, code).toLowerCase()],
        guidOf('code', code.id),
        ...[path.join('\\'), path.join(' > '), path.join(pathSeparator).toLowerCase()],
      ]
      for (const name of names) this.known.set(name, path.join(pathSeparator))
    }
  }

  /** The path of a code that the file may call by its name, its path, its GUID or what brat made of it. */
  of(name: string): string {
    const known = codeNamed(this.project.codes, name)
    if (known !== undefined) return pathOf(this.project.codes, known).join(pathSeparator)
    const guid = plainGuid(name.replace(/^urn:uuid:/, ''))
    const other = this.known.get(guid ?? name) ?? this.known.get(name.trim().toLowerCase())
    if (other !== undefined) return other
    if (name.trim() === '') throw new Refusal('invalid', 'there is no code')
    if (this.options.addCodes !== true)
      throw new Asked(
        `there is no code “${name}” in the codebook; add it, or let it be added with --add-codes`,
        {
          what: 'code',
          name,
        },
      )
    return this.newCode(name)
  }

  /** Adds a code, and those above it where the name is a path. */
  private newCode(name: string): string {
    const path = name
      .split(pathSeparator)
      .map((part) => part.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .filter((part) => part !== '')
    let added: NewCode | undefined
    for (const part of [...path].reverse())
      added = added === undefined ? { name: part } : { name: part, children: [added] }
    this.added.push(added!)
    const label = path.join(pathSeparator)
    this.known.set(name, label)
    this.known.set(label.toLowerCase(), label)
    return label
  }
}
