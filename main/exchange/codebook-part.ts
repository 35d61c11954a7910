import { apply } from '../../core/change.ts'
import { codesInOrder, pathOf, pathSeparator } from '../../core/codebook.ts'
import { decide } from '../../core/command.ts'
import type { CodebookFile } from '../../core/exchange/codebook-json.ts'
import type { CodebookPreview, ReadGiven } from '../../core/exchange-contract.ts'
import { emptyProject, type Project } from '../../core/model.ts'
import { type Entry, onlyFile, type Reading } from './import-desk.ts'

export interface KeptCodebook extends CodebookFile {
  readonly as: 'codebook'
}

/** Reads a codebook, in the thread, and looks at what it would change. Throws a Refusal where it breaks a rule. */
export async function readCodebookPart(
  entry: Entry,
  { thread, project }: Reading,
): Promise<{ kept: KeptCodebook; shown: ReadGiven }> {
  const { name, bytes } = await onlyFile(entry)
  const read = await thread.run({ work: 'codebook', name, bytes }, { name, size: bytes.length })
  const { codes, linkTypes, losses } = read
  const shown = { ...after(project ?? emptyProject, { codes, linkTypes }), losses }
  return { kept: { as: 'codebook', codes, linkTypes }, shown: { as: 'codebook', codebook: shown } }
}

/** What of the file would be in the project, in the order of the codebook. */
function after(project: Project, file: CodebookFile): Omit<CodebookPreview, 'losses'> {
  let made = 0
  const context = { coder: null, now: '', newId: () => `${made++}`.padStart(12, '0') }
  const { change } = decide(project, { type: 'importCodes', ...file }, context)
  const { codes, linkTypes } = apply(project, change)
  const added = new Set<string>(
    [...(change.codes?.added ?? []), ...(change.linkTypes?.added ?? [])].map(({ id }) => id),
  )
  const changed = [...(change.codes?.updated ?? []), ...(change.linkTypes?.updated ?? [])]
  const updated = new Set<string>(changed.map(([{ id }]) => id))
  const touched = ({ id }: { id: string }) => added.has(id) || updated.has(id)
  const becomes = ({ id }: { id: string }) => (added.has(id) ? ('new' as const) : ('changed' as const))
  return {
    codes: codesInOrder(codes)
      .filter(({ code }) => touched(code))
      .map(({ code }) => ({
        path: pathOf(codes, code).join(pathSeparator),
        definition: code.definition,
        attributes: code.attributes.map(({ name }) => name),
        becomes: becomes(code),
      })),
    linkTypes: [...linkTypes.values()]
      .filter(touched)
      .map((linkType) => ({ name: linkType.name, becomes: becomes(linkType) })),
  }
}
