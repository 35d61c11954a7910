import type { XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'

/** A reference to another element: programs write `targetGUID`, `guid`, or the GUID as text. */
export function referenceOf(element: XmlElement | undefined): string | undefined {
  return plainGuid(element?.attributes.targetGUID ?? element?.attributes.guid ?? element?.text)
}

/** ISO 8601 in UTC; a time without a zone is taken as UTC. Undefined where it is none. */
export function timeOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(written.trim()) ? written.trim() : `${written.trim()}Z`
  const time = Date.parse(zoned)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
