import { attributesOf } from '../attributes.ts'
import { codeNamed } from '../codebook.ts'
import { mayLink } from '../links.ts'
import type { AttributeValue, LinkType, Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import {
  attributesByName,
  certaintyOfText,
  type NamedAttribute,
  namedAttributes,
  valueOfText,
} from './attribute-names.ts'
import { bratLabels } from './brat/labels.ts'
import type { CodingRow } from './codings-csv.ts'
import type { FoundCoding, FoundLink } from './found.ts'
import { LossCount } from './loss.ts'

/** Looks up what codings of a file say beyond their code and place: values, certainty and links. */
export class PlacingSaid {
  readonly losses = new LossCount()
  private readonly attributes: Map<string, NamedAttribute[]>
  private readonly linkTypes = new Map<string, LinkType>()

  constructor(private readonly project: Project) {
    const { attributes, links } = bratLabels(project)
    this.attributes = attributesByName(project)
    for (const named of namedAttributes(project)) {
      const label = attributes.get(named.attribute.id)!.toLowerCase()
      this.attributes.set(label, [...(this.attributes.get(label) ?? []), named])
    }
    for (const linkType of project.linkTypes.values()) {
      this.linkTypes.set(links.get(linkType.id)!.toLowerCase(), linkType)
      this.linkTypes.set(linkType.name.toLowerCase(), linkType)
    }
  }

  /** Throws a Refusal where a value is none of its attribute’s; what no attribute stands for is counted. */
  of({ key, certainty, values = {} }: FoundCoding, code: string): Partial<CodingRow> {
    const sure = certainty === undefined ? undefined : certaintyOfText(certainty)
    if (certainty !== undefined && sure === undefined)
      this.losses.add(
        'words for how sure a coder is are none of certain, probable, doubtful, and were left out',
      )
    const attributes: Record<string, AttributeValue> = {}
    for (const [name, text] of Object.entries(values)) {
      const attribute = this.attributeOf(name, code)
      if (attribute === undefined) {
        this.losses.add('values were left out, as the code has no attribute of that name')
        continue
      }
      const value = valueOfText(attribute, text)
      if (value === undefined)
        throw new Refusal(
          'invalid',
          `${name} is “${text.slice(0, 60)}”, which is no ${attribute.kind} it can be`,
        )
      attributes[attribute.id] = value
    }
    return {
      ...(key === undefined ? {} : { key }),
      ...(sure === undefined ? {} : { certainty: sure }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    }
  }

  private attributeOf(name: string, path: string) {
    const code = codeNamed(this.project.codes, path)
    if (code === undefined) return undefined
    const declared = new Set(attributesOf(this.project.codes, code).map(({ id }) => id))
    const named = this.attributes.get(name.toLowerCase()) ?? []
    return named.find(({ attribute }) => declared.has(attribute.id))?.attribute
  }

  /** The rows with their links; links to what is no coding of the same coder and document are counted. */
  linked(rows: readonly CodingRow[], links: readonly FoundLink[]): readonly CodingRow[] {
    if (links.length === 0) return rows
    const byKey = new Map(rows.flatMap((row) => (row.key === undefined ? [] : [[row.key, row] as const])))
    const out = new Map<CodingRow, NonNullable<CodingRow['links']>>()
    for (const { type, from, to } of links) {
      const [source, target] = [byKey.get(from), byKey.get(to)]
      const linkType = this.linkTypes.get(type.toLowerCase())
      if (linkType === undefined)
        this.losses.add('links were left out, as the codebook declares no link of that type')
      else if (source === undefined || target === undefined || source === target || !together(source, target))
        this.losses.add('links were left out, as they don’t join two codings of one coder in one document')
      else if (!this.allows(linkType, source, target))
        this.losses.add('links were left out, as the codebook allows no such link between those codes')
      else out.set(source, [...(out.get(source) ?? []), { type: linkType.id, to }])
    }
    return rows.map((row) => (out.has(row) ? { ...row, links: out.get(row)! } : row))
  }

  private allows({ from, to }: LinkType, source: CodingRow, target: CodingRow): boolean {
    const [one, other] = [source, target].map(({ code }) => codeNamed(this.project.codes, code))
    if (one === undefined || other === undefined) return from?.length === 0 && to?.length === 0
    return mayLink(this.project, from, one.id) && mayLink(this.project, to, other.id)
  }
}

function together(a: CodingRow, b: CodingRow): boolean {
  return a.coder === b.coder && a.document === b.document
}
