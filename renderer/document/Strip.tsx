import { useMemo } from 'react'
import { counted } from '../../core/counted.ts'
import type { Document } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { ActionButton } from '../ui/Button.tsx'
import { useTooltip } from '../ui/Keys.tsx'
import { StateSign } from '../ui/signs.tsx'
import { ownSegments } from './desk.ts'
import { languageInWords, shownVariables } from './document-words.ts'
import { enterField } from './fields.ts'
import { useHiddenCodes } from './remembered.ts'
import { walkDocuments } from './walking-documents.ts'

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
  const toList = useTooltip('document.find', 'Documents')
  const toBefore = useTooltip('document.before', 'Document before')
  const toNext = useTooltip('document.next', 'Next document')
  return (
    <div className="strip">
      <span className="narrow">
        <StateSign state={state} />
      </span>
      <button type="button" className="narrow" title={toList} onClick={() => enterField('filter')}>
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
        <ActionButton look="plain" title="Highlight all codes" action="show.all">
          {counted(hidden.size, 'code')} not shown
        </ActionButton>
      )}
      <span className="meta walk">
        <button
          type="button"
          className="step"
          title={toBefore}
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
          title={toNext}
          aria-label="Next document"
          disabled={at === documents.length - 1}
          onClick={() => walkDocuments(1)}
        >
          ›
        </button>
      </span>
      {state === 'done' ? (
        <ActionButton look="plain" title="It is marked as done" action="document.again">
          Mark not done
        </ActionButton>
      ) : (
        <ActionButton look="plain" action="document.done">
          Mark done
        </ActionButton>
      )}
    </div>
  )
}
