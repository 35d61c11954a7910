import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { Document, DocumentId, Project } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import type { OpenProject } from '../store.ts'
import { useProject } from '../store.ts'
import { ActionKeys } from '../ui/Keys.tsx'
import { StateSign } from '../ui/signs.tsx'
import { shownVariables } from './document-words.ts'
import { fields } from './fields.ts'
import { currentReader } from './remembered.ts'
import { openDocument } from './walking-documents.ts'

/** Every document with how far the coder is with it. */
export function DocumentList({ current }: { current: DocumentId | null }) {
  const all = useProject(({ project }) => project.documents)
  const codings = useProject(({ project }) => project.codings)
  const counts = useProject((open) => open.counts)
  const coder = useProject((open) => open.coder)
  const open = { codings, counts, coder }
  const [typed, setTyped] = useState('')
  const documents = useMemo(() => documentsInOrder({ documents: all }), [all])
  const shown = documents.filter((document) => passes(document, typed))
  const done = documents.filter((document) => stateOf(open, document.id) === 'done').length
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
          <ActionKeys action="document.find" />
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
          />
        ))}
      </ul>
    </>
  )
}

function choose(document: DocumentId): void {
  openDocument(document)
  currentReader()?.focus()
}

/** Remembered, because each coding changes one row of what may be thousands. */
const Row = memo(function Row({
  document,
  state,
  segments,
  current,
}: {
  document: Document
  state: ReturnType<typeof codingState>
  segments: number
  current: boolean
}) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <li ref={row} className={current ? 'current' : ''}>
      <button type="button" aria-current={current ? 'page' : undefined} onClick={() => choose(document.id)}>
        <StateSign state={state} />
        <span className="t" title={document.title}>
          {document.title}
        </span>
        <span className="m meta">{shownVariables(document).join(', ')}</span>
        <span className="n meta">{segments > 0 && segments}</span>
      </button>
    </li>
  )
})

function passes({ title, variables }: Document, typed: string): boolean {
  const words = typed.trim().toLowerCase()
  return [title, ...Object.values(variables)].some((text) => text.toLowerCase().includes(words))
}

type Work = Pick<OpenProject, 'counts' | 'coder'> & Pick<Project, 'codings'>

function stateOf({ codings, coder }: Work, document: DocumentId) {
  return codingState(coder === null ? undefined : codings.get(codingsId(coder, document)))
}

function segmentCount({ counts, coder }: Work, document: DocumentId): number {
  const table = coder === null ? undefined : counts.get(codingsId(coder, document))
  return Object.values(table ?? {}).reduce((sum, count) => sum + count, 0)
}
