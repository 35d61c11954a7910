import type { Codebook } from '../../codebook.ts'
import type { NewCode } from '../../commands/codebook.ts'
import { Refusal } from '../../refusal.ts'
import { type Loss, LossCount } from '../loss.ts'
import { childNamed, childrenNamed, element, readXml } from '../xml.ts'
import { asNewCodes, readCodes } from './codes.ts'
import { codesXml } from './codes-xml.ts'

/** A REFI-QDA codebook (.qdc) with what it held that can't be held here. Throws a Refusal where it is none. */
export function readQdc(
  file: string,
  bytes: Uint8Array,
): { codes: NewCode[]; losses: Loss[]; counts: Record<string, number> } {
  const root = readXml(file, bytes)
  const codeBook = root.name === 'CodeBook' ? root : childNamed(root, 'CodeBook')
  if (codeBook === undefined)
    throw new Refusal('invalid', `${file}: this is a ${root.name}, not a codebook; choose a .qdc`)
  const losses = new LossCount()
  let made = 0
  const read = readCodes(codeBook, losses, () => `${made++}`.padStart(6, '0'))
  const sets = childrenNamed(childNamed(codeBook, 'Sets'), 'Set').length
  losses.add('sets (groups of codes) were left out', sets)
  return { codes: asNewCodes(read), losses: losses.list, counts: { Code: read.codes.length, Set: sets } }
}

/** The codebook as a .qdc. Throws a Refusal where it is empty: the schema has no place for that. */
export function writeQdc(codes: Codebook, version: string): string {
  if (codes.size === 0)
    throw new Refusal('invalid', 'The codebook is empty, and a .qdc needs at least one code; add one.')
  const attributes = {
    xmlns: 'urn:QDA-XML:codebook:1.0',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation':
      'urn:QDA-XML:codebook:1.0 http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd',
    origin: `Intercoder ${version}`,
  }
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('CodeBook', attributes, codesXml(codes, 'description'))}\n`
}
