import { useEffect, useMemo, useRef, useState } from 'react'
import type { Document, DocumentId, Project } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import type { OpenProject } from '../store.ts'
import { useProject } from '../store.ts'
import { Keys } from '../ui/Keys.tsx'
import { StateSign } from '../ui/signs.tsx'
import { shownVariables } from './document-words.ts'
import { fields } from './fields.ts'
import { currentReader } from './remembered.ts'
import { openDocument } from './walking-documents.ts'

/** Every document with how far the coder is with it. */
export function DocumentList({ current, onOpen }: { current: DocumentId | null; onOpen?(): void }) {
  const open = useProject((project) => project)
  const { project } = open
  const [typed, setTyped] = useState('')
  const documents = useMemo(() => documentsInOrder(project), [project])
  const shown = documents.filter((document) => passes(document, typed))
  const done = documents.filter((document) => stateOf(open, document.id) === 'done').length
  const choose = (document: DocumentId) => {
    openDocument(document)
    onOpen?.()
    currentReader()?.focus()
  }
  return (
    <>
      <div className="head">
        <h2>Documents</h2>
        <span className="end meta">
          {done} of {documents.length} done
        </span>
      </div>
      <div className="find">
        <input
          id={fields.filter}
          className="field"
          placeholder="Filter"
          aria-label="Filter documents"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && shown[0] !== undefined) choose(shown[0].id)
            else if (event.key === 'Escape') currentReader()?.focus()
            else return
            event.preventDefault()
            setTyped('')
          }}
        />
        <span className="caps">
          <Keys keys="Ctrl+D" />
        </span>
      </div>
      <ul className="docs scroll">
        {shown.map((document) => (
          <Row
            key={document.id}
            document={document}
            state={stateOf(open, document.id)}
            segments={segmentCount(open, document.id)}
            current={document.id === current}
            onChoose={() => choose(document.id)}
          />
        ))}
      </ul>
    </>
  )
}

function Row({
  document,
  state,
  segments,
  current,
  onChoose,
}: {
  document: Document
  state: ReturnType<typeof codingState>
  segments: number
  current: boolean
  onChoose(): void
}) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <li ref={row} className={current ? 'current' : ''}>
      <button type="button" aria-current={current ? 'page' : undefined} onClick={onChoose}>
        <StateSign state={state} />
        <span className="t" title={document.title}>
          {document.title}
        </span>
        <span className="m meta">{shownVariables(document).join(', ')}</span>
        <span className="n meta">{segments > 0 && segments}</span>
      </button>
    </li>
  )
}

function passes({ title, variables }: Document, typed: string): boolean {
  const words = typed.trim().toLowerCase()
  return [title, ...Object.values(variables)].some((text) => text.toLowerCase().includes(words))
}

function stateOf(
  { project, coder }: { project: Project; coder: OpenProject['coder'] },
  document: DocumentId,
) {
  return codingState(coder === null ? undefined : project.codings.get(codingsId(coder, document)))
}

function segmentCount({ counts, coder }: OpenProject, document: DocumentId): number {
  const table = coder === null ? undefined : counts.get(codingsId(coder, document))
  return Object.values(table ?? {}).reduce((sum, count) => sum + count, 0)
}
