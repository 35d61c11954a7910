import { useMemo, useState } from 'react'
import type { CodeId, Document, DocumentId } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import { getState, useProject, useWorkbench } from '../store.ts'
import { CodebookTree } from '../ui/CodebookTree.tsx'
import { segmentCounts } from '../ui/code-counts.ts'
import { ActionKeys } from '../ui/Keys.tsx'
import { CodeBox } from './CodeBox.tsx'
import { applyCode } from './coding.ts'
import { Definition } from './Definition.tsx'
import { deskOf, isEmpty, ownSegments } from './desk.ts'
import { currentReader, useCodeAppliedLast, useHiddenCodes } from './remembered.ts'
import { toggleCode } from './showing.ts'

/** The codebook beside the text: what each code is called, which key applies it, how often it was used. */
export function CodeList({ document }: { document: Document }) {
  const codes = useProject(({ project }) => project.codes)
  const [chosen, setChosen] = useState<CodeId | null>(null)
  const [typed, setTyped] = useState('')
  const last = useCodeAppliedLast()
  const columns = useCountColumns(document.id)
  const segments = useProject((open) => ownSegments(open, document))
  const selected = useWorkbench(({ place }) => segments.get(place.segment!)?.code)
  const hidden = useHiddenCodes()
  return (
    <>
      <div className="head">
        <h2>Codebook</h2>
      </div>
      <CodeBox typed={typed} onType={setTyped} />
      {typed.trim() === '' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the codes in it have keys; this is the mouse's short way
        // biome-ignore lint/a11y/useKeyWithClickEvents: the same
        <div
          className="scroll treebox"
          onClick={(event) => {
            const item = event.target instanceof Element ? event.target.closest('[role="treeitem"]') : null
            const code = item?.getAttribute('data-id')
            if (code && hasSelection()) void applyCode(code as CodeId).then(() => currentReader()?.focus())
          }}
        >
          {codes.size === 0 ? (
            <p className="note nothing">
              No codes yet. Press <ActionKeys action="code.box" /> and type the name of the first.
            </p>
          ) : (
            <CodebookTree
              codes={codes}
              chosen={selected ?? chosen}
              columns={columns}
              hidden={hidden}
              onToggle={toggleCode}
              onChoose={setChosen}
              onRun={(code) => {
                if (selected !== code) void applyCode(code).then(() => currentReader()?.focus())
              }}
            />
          )}
        </div>
      )}
      <Definition code={codes.get(selected ?? chosen ?? last ?? ('' as CodeId))} />
    </>
  )
}

function hasSelection(): boolean {
  const desk = deskOf(getState())
  return desk !== undefined && !isEmpty(desk.selection)
}

/** Segments in this document and in all, of the coder of this window. */
function useCountColumns(document: DocumentId) {
  const codes = useProject(({ project }) => project.codes)
  const counts = useProject((open) => open.counts)
  const coder = useProject((open) => open.coder)
  return useMemo(() => {
    const here = coder === null ? undefined : codingsId(coder, document)
    return [
      { title: 'here', counts: segmentCounts(codes, counts, (id) => id === here) },
      { title: 'all', counts: segmentCounts(codes, counts, (id) => id.startsWith(`${coder}/`)), quiet: true },
    ]
  }, [codes, counts, coder, document])
}
