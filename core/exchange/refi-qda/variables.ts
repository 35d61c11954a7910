import type { LossCount } from '../loss.ts'
import { childNamed, childrenNamed, element, textElement, type XmlElement } from '../xml.ts'
import { guidOf, plainGuid } from './guid.ts'
import { tidyName } from './names.ts'
import { referenceOf } from './references.ts'

/** Gives a source's variables: those that stand in it, and those of the cases that name it. */
export interface Variables {
  of(source: XmlElement, guid: string | undefined): Record<string, string>
}

export function variablesOf(project: XmlElement, losses: LossCount): Variables {
  const names = new Map<string, string>()
  for (const { attributes } of childrenNamed(childNamed(project, 'Variables'), 'Variable')) {
    const guid = plainGuid(attributes.guid)
    if (guid !== undefined) names.set(guid, tidyName(attributes.name, 'unnamed variable'))
    const type = attributes.typeOfVariable ?? 'Text'
    if (type !== 'Text') losses.add(`variables of type ${type} became text`)
  }
  const ofCases = new Map<string, Record<string, string>>()
  for (const each of childrenNamed(childNamed(project, 'Cases'), 'Case'))
    takeCase(each, names, ofCases, losses)
  return {
    of: (source, guid) => ({
      ...(guid === undefined ? {} : ofCases.get(guid)),
      ...valuesIn(source, names),
    }),
  }
}

/** A case is what other programs hang the variables of a document on. */
function takeCase(
  each: XmlElement,
  names: ReadonlyMap<string, string>,
  ofCases: Map<string, Record<string, string>>,
  losses: LossCount,
): void {
  const values = valuesIn(each, names)
  const sources = childrenNamed(each, 'SourceRef').flatMap((reference) => referenceOf(reference) ?? [])
  for (const source of sources) ofCases.set(source, { ...ofCases.get(source), ...values })
  if ((each.attributes.name ?? '').trim() === '' && sources.length === 1) return
  losses.add(
    Object.keys(values).length > 0 && sources.length > 0
      ? 'cases were left out; their variables went to their documents'
      : 'cases were left out',
  )
}

function valuesIn(element: XmlElement, names: ReadonlyMap<string, string>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const value of childrenNamed(element, 'VariableValue')) {
    const name = names.get(referenceOf(childNamed(value, 'VariableRef')) ?? '')
    const content = value.children.find((child) => child.name.endsWith('Value'))
    if (name !== undefined && content !== undefined) values[name] = content.text.trim().toWellFormed()
  }
  return values
}

/** A variable of documents; all are text. */
export function variableXml(name: string): string {
  return element('Variable', { guid: guidOf('variable', name), name, typeOfVariable: 'Text' })
}

/** What a document has of a variable. */
export function valueXml(name: string, value: string): string {
  const reference = element('VariableRef', { targetGUID: guidOf('variable', name) })
  return element('VariableValue', {}, reference + element('TextValue', {}, textContent(value)))
}

function textContent(value: string): string {
  return textElement('x', value).replace(/^<x>|<\/x>$/g, '')
}
