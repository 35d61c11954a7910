import { useState } from 'react'
import { codeLabel } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { CodeFinder } from '../ui/CodeFinder.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { mergeCodes } from './codebook-actions.ts'
import { possibleParents } from './moving.ts'

/** Asks which code another one becomes part of; what can't be chosen, itself and those below it, is not found. */
export function MergeDialog({ code, onClose }: { code: Code; onClose(): void }) {
  const codes = useProject(({ project }) => project.codes)
  const [typed, setTyped] = useState('')
  const others = new Map(possibleParents(codes, code).map((other) => [other.id, other]))
  return (
    <Dialog title={`Merge ${codeLabel(codes, code)} into`} className="small" onClose={onClose}>
      <p className="note">
        Everybody’s segments with {code.name} get the code you choose. It keeps its own definition and has
        this one’s in its memo.
      </p>
      <CodeFinder
        codes={others}
        typed={typed}
        label="Name of the other code"
        onType={setTyped}
        onTake={(choice) => {
          if (typeof choice === 'string') return
          onClose()
          void mergeCodes(code, choice)
        }}
        onLeave={onClose}
      />
    </Dialog>
  )
}
