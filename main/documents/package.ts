import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import type { Limits } from './limits.ts'
import { type Namespaces, readXmlOf } from './xml.ts'

const relationships: Namespaces = {
  'http://schemas.openxmlformats.org/package/2006/relationships': 'p',
  'http://purl.oclc.org/ooxml/package/relationships': 'p',
}

/** Where one part of an Office file refers to another; what lies outside of the file is not among them. */
export interface Relation {
  readonly id: string
  /** The last word of the type: footnotes, worksheet. */
  readonly type: string
  /** The part's name in the archive. */
  readonly part: string
}

/** What a part of an Office file (or '' for the file itself) refers to inside of the file. */
export async function relationsOf(
  file: string,
  archive: Archive,
  part: string,
  limits?: Limits,
): Promise<Relation[]> {
  const folder = posix.dirname(part)
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const found: Relation[] = []
  if (!archive.has(list)) return found
  const open = ({ name, attribute }: { name: string; attribute(name: string): string | undefined }) => {
    if (name !== 'p:Relationship' || attribute('TargetMode') === 'External') return
    const target = attribute('Target') ?? ''
    const type = (attribute('Type') ?? '').split('/').at(-1) ?? ''
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    found.push({ id: attribute('Id') ?? '', type, part: path })
  }
  await readXmlOf(file, archive, list, relationships, { open, close() {}, text() {} }, limits)
  return found.filter((relation) => archive.has(relation.part))
}

/** The part that is the document or workbook itself. */
export async function mainPart(
  file: string,
  archive: Archive,
  usual: string,
  limits?: Limits,
): Promise<string> {
  const main = (await relationsOf(file, archive, '', limits)).find(({ type }) => type === 'officeDocument')
  return main?.part ?? usual
}
