import { useMemo } from 'react'
import type { Document } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { StateSign } from '../ui/signs.tsx'
import { ownSegments } from './desk.ts'
import { counted, languageInWords, shownVariables } from './document-words.ts'
import { enterField } from './fields.ts'
import { useHiddenCodes } from './remembered.ts'
import { showAllOrNone } from './showing.ts'
import { finishDocument, markDone, walkDocuments } from './walking-documents.ts'

/** What is before the coder: one line over the text. In a narrow window it stands for the list of documents. */
export function Strip({ document }: { document: Document }) {
  const segments = useProject((open) => ownSegments(open, document).size)
  const all = useProject(({ project }) => project.documents)
  const work = useProject(({ project }) => project.codings)
  const coder = useProject((open) => open.coder)
  const codings = coder === null ? undefined : work.get(codingsId(coder, document.id))
  const documents = useMemo(() => documentsInOrder({ documents: all }), [all])
  const at = documents.findIndex(({ id }) => id === document.id)
  const state = codingState(codings)
  const hidden = useHiddenCodes()
  return (
    <div className="strip">
      <span className="narrow">
        <StateSign state={state} />
      </span>
      <button type="button" className="narrow" title="Documents: Ctrl D" onClick={() => enterField('filter')}>
        <b>{document.title}</b>
      </button>
      {[
        ...shownVariables(document),
        languageInWords(document.language),
        counted(document.characters, 'character'),
      ].map((words) => (
        <span key={words} className="meta wide">
          {words}
        </span>
      ))}
      <span className="meta end">{counted(segments, 'segment')}</span>
      {hidden.size > 0 && (
        <Button look="plain" title="Highlight all codes: Ctrl Shift H" onClick={showAllOrNone}>
          {counted(hidden.size, 'code')} not shown
        </Button>
      )}
      <span className="meta walk">
        <button
          type="button"
          className="step"
          title="Document before: Ctrl ↑"
          aria-label="Document before"
          disabled={at === 0}
          onClick={() => walkDocuments(-1)}
        >
          ‹
        </button>
        {at + 1} of {documents.length}
        <button
          type="button"
          className="step"
          title="Next document: Ctrl ↓"
          aria-label="Next document"
          disabled={at === documents.length - 1}
          onClick={() => walkDocuments(1)}
        >
          ›
        </button>
      </span>
      {state === 'done' ? (
        <Button look="plain" title="Done; take it up again" onClick={() => void markDone(false)}>
          Take up again
        </Button>
      ) : (
        <Button look="plain" keys="Ctrl+Enter" onClick={() => void finishDocument()}>
          Mark done
        </Button>
      )}
    </div>
  )
}
