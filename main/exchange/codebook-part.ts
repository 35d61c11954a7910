import { apply } from '../../core/change.ts'
import { codesInOrder, pathOf, pathSeparator } from '../../core/codebook.ts'
import { compareCodebooks, saidOfNew } from '../../core/codebook-comparison.ts'
import { decide } from '../../core/command.ts'
import type { CodebookFile } from '../../core/exchange/codebook-json.ts'
import type { CodebookPreview, ReadGiven } from '../../core/exchange-contract.ts'
import { type CodeId, emptyProject, type Project } from '../../core/model.ts'
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
  const then = apply(project, change)
  const { codes } = then
  const { added, changed, addedLinkTypes, changedLinkTypes } = compareCodebooks(project, then, 'all')
  const said = new Map<CodeId, Pick<CodebookPreview['codes'][number], 'becomes' | 'fields'>>([
    ...added.map((code) => [code.id, { becomes: 'new', fields: saidOfNew(codes, code) }] as const),
    ...changed.map(({ code, fields }) => [code.id, { becomes: 'changed', fields }] as const),
  ])
  return {
    codes: codesInOrder(codes).flatMap(({ code }) => {
      const of = said.get(code.id)
      return of === undefined ? [] : [{ path: pathOf(codes, code).join(pathSeparator), ...of }]
    }),
    linkTypes: [
      ...changedLinkTypes.map(({ linkType: { name }, fields }) => ({
        name,
        becomes: 'changed' as const,
        fields,
      })),
      ...addedLinkTypes.map(({ name }) => ({ name, becomes: 'new' as const, fields: [] })),
    ],
  }
}
