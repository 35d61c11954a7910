import type { XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'

/** A reference to another element: programs write `targetGUID`, `guid`, or the GUID as text. */
export function referenceOf(element: XmlElement | undefined): string | undefined {
  return plainGuid(element?.attributes.targetGUID ?? element?.attributes.guid ?? element?.text)
}

/** ISO 8601 in UTC; a time without a zone is taken as UTC. Undefined where it is none. */
export function timeOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written.trim()}Z`
  const time = Date.parse(zoned)
  if (Number.isNaN(time)) return undefined
  // Twenty characters and milliseconds: as we write it ourselves.
  return written.length === 24 && written.endsWith('Z') ? written : new Date(time).toISOString()
}
