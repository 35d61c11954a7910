import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { counted } from '../../../core/counted.ts'
import type { Wanted } from '../../../core/find.ts'
import type { DocumentId } from '../../../core/model.ts'
import { useProject } from '../../store.ts'
import { ActionButton, Button } from '../../ui/Button.tsx'
import { currentReader } from '../remembered.ts'
import { CodeHits } from './CodeHits.tsx'
import { FoundList } from './FoundList.tsx'
import type { Finding } from './finding.ts'
import { callAnswered, closeFinding, look, openFinding, stopLooking, useFinding, want } from './finding.ts'
import { useHighlights } from './use-highlights.ts'
import { walkHits } from './walking-hits.ts'
import './find.css'

const toggles: readonly { name: keyof Omit<Wanted, 'words'>; words: string }[] = [
  { name: 'wholeWord', words: 'Whole words' },
  { name: 'expression', words: 'Regular expression' },
  { name: 'ignoreCase', words: 'Ignore case' },
  { name: 'ignoreAccents', words: 'Ignore accents' },
]

/** Finds in the document, or in all of them; nothing while nobody looks for anything. */
export function FindPanel({ document, text }: { document: DocumentId; text: string | undefined }) {
  const finding = useFinding()
  useHighlights(document, text, finding)
  useOtherDocument(document, finding)
  useOtherProject()
  const [codes, setCodes] = useState(false)
  const [how, setHow] = useState(false)
  if (!finding.open) return null
  const leaveCodes = () => {
    setCodes(false)
    openFinding(finding.scope)
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || codes) return
    event.preventDefault()
    closeFinding()
    currentReader()?.focus()
  }
  return (
    <search className="finding" aria-label="Find" onKeyDown={leave}>
      <div className="findline">
        <Words finding={finding} />
        <span className="meta howmany" role="status">
          {inWords(finding)}
        </span>
        {finding.progress !== null && finding.scope === 'all' && (
          <Button look="plain" onClick={stopLooking}>
            Stop
          </Button>
        )}
        <ActionButton look="plain" action="find.before">
          Previous
        </ActionButton>
        <ActionButton look="plain" action="find.next">
          Next
        </ActionButton>
        <Button
          look="plain"
          title="Close: Esc"
          onClick={() => {
            closeFinding()
            currentReader()?.focus()
          }}
        >
          Close
        </Button>
      </div>
      <div className="findline">
        <Scope scope={finding.scope} />
        <Button look="plain" title="How to find" aria-expanded={how} onClick={() => setHow(!how)}>
          Options: {howInWords(finding.wanted)}
        </Button>
        {isNothing(finding) && finding.scope === 'document' && (
          <Button look="plain" onClick={() => want({ scope: 'all' })}>
            Look in all documents
          </Button>
        )}
        <Button
          disabled={finding.hits.length === 0 || finding.progress !== null}
          onClick={() => setCodes(true)}
        >
          Code all these hits
        </Button>
      </div>
      {how && (
        <fieldset className="findline how" aria-label="How to find">
          {toggles.map(({ name, words }) => (
            <label key={name} className="check">
              <input
                type="checkbox"
                checked={finding.wanted[name]}
                onChange={(event) => want({ [name]: event.target.checked })}
              />
              {words}
            </label>
          ))}
        </fieldset>
      )}
      {finding.problem !== null && (
        <p className="problem" role="alert">
          {finding.problem}
        </p>
      )}
      {finding.hits.length > 0 && <FoundList finding={finding} />}
      {codes && <CodeHits finding={finding} onClose={leaveCodes} />}
    </search>
  )
}

/** What holds of the ways to find, so that they need not stand there all the time. */
function howInWords({ wholeWord, expression, ignoreCase, ignoreAccents }: Wanted): string {
  const ignored = [...(ignoreCase ? ['case'] : []), ...(ignoreAccents ? ['accents'] : [])]
  const ways = [
    ...(wholeWord ? ['whole words'] : []),
    ...(expression ? ['regular expression'] : []),
    ...(ignored.length > 0 ? [`ignoring ${ignored.join(' and ')}`] : []),
  ]
  return ways.length === 0 ? 'just as it stands' : ways.join(', ')
}

function Words({ finding }: { finding: Finding }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!finding.calls) return
    field.current?.focus()
    field.current?.select()
    callAnswered()
  }, [finding.calls])
  return (
    <input
      ref={field}
      className="field"
      type="text"
      aria-label={finding.scope === 'all' ? 'Find in all documents' : 'Find in the document'}
      placeholder={finding.scope === 'all' ? 'Find in all documents' : 'Find in the document'}
      maxLength={1000}
      spellCheck={false}
      autoComplete="off"
      value={finding.wanted.words}
      onChange={(event) => want({ words: event.target.value })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        walkHits(event.shiftKey ? -1 : 1)
      }}
    />
  )
}

function Scope({ scope }: Pick<Finding, 'scope'>) {
  return (
    <fieldset className="choice" aria-label="Where to find">
      <button type="button" aria-pressed={scope === 'document'} onClick={() => want({ scope: 'document' })}>
        This document
      </button>
      <button type="button" aria-pressed={scope === 'all'} onClick={() => want({ scope: 'all' })}>
        All documents
      </button>
    </fieldset>
  )
}

/** Hits in the document are those of the document before us. */
function useOtherDocument(document: DocumentId, { open, scope }: Finding): void {
  const last = useRef(document)
  useEffect(() => {
    if (last.current !== document && open && scope === 'document') look()
    last.current = document
  }, [document, open, scope])
}

/** What was found in one project says nothing of another. */
function useOtherProject(): void {
  const folder = useProject((open) => open.folder)
  const last = useRef(folder)
  useEffect(() => {
    if (last.current !== folder) closeFinding()
    last.current = folder
  }, [folder])
}

/** Whether it was looked for, and is nowhere. */
function isNothing({ wanted, hits, progress, problem, waits }: Finding): boolean {
  return wanted.words !== '' && hits.length === 0 && progress === null && problem === null && !waits
}

function inWords({ wanted, hits, more, at, progress, scope, waits }: Finding): string {
  if (wanted.words === '') return ''
  const count = `${more ? 'the first ' : ''}${counted(hits.length, 'hit')}`
  const documents = new Set(hits.map(({ document }) => document)).size
  const where = scope === 'all' && documents > 0 ? ` in ${counted(documents, 'document')}` : ''
  if (waits) return ''
  if (hits.length === 0 && progress === null)
    return scope === 'all' ? 'no hit in any document' : 'no hit in this document'
  if (progress !== null && scope === 'all')
    return `${count}, looked in ${progress.done} of ${progress.of} documents`
  if (progress !== null) return 'looking'
  return at < 0 ? `${count}${where}` : `${at + 1} of ${count}${where}`
}
