import { codeLabel, withDescendants } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { AskCode } from '../ui/AskCode.tsx'
import { mergeCodes } from './changing-codes.ts'

/** Asks which code another one becomes part of: neither itself nor one below it. */
export function MergeDialog({ code, onClose }: { code: Code; onClose(): void }) {
  const codes = useProject(({ project }) => project.codes)
  const own = new Set(withDescendants(codes, code).map(({ id }) => id))
  return (
    <AskCode
      title={`Merge ${codeLabel(codes, code)} into`}
      note={`Everybody’s segments with ${code.name} get the code you choose. It keeps its own definition and has this one’s in its memo.`}
      codes={codes}
      isChoice={({ id }) => !own.has(id)}
      onCode={(choice) => void mergeCodes(code, choice)}
      onClose={onClose}
    />
  )
}
