import { useEffect, useState } from 'react'
import { counted } from '../../core/agreement/number.ts'
import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'
import type { DocumentId } from '../../core/model.ts'
import type { Passage, Passages } from '../../core/passages.ts'
import { go, useProject } from '../store.ts'
import { Swatch } from '../ui/signs.tsx'
import { patternsOf } from './patterns.ts'
import { passages } from './run.ts'

/** So many passages are listed; a cell may have thousands. */
const most = 200

/** The passages behind one cell; each leads to its place in the text. */
export function Behind({
  result,
  scope,
  pattern,
  final,
}: {
  result: AgreementResult
  scope: ScopeResult
  pattern: string
  final: boolean
}) {
  const [found, setFound] = useState<Passages>()
  const { code } = scope.scope
  const index = code === null ? null : result.codes.findIndex(({ name }) => name === code)
  useEffect(() => {
    let late = false
    if (final) void passages(index, pattern, most).then((answer) => late || setFound(answer))
    return () => {
      late = true
    }
  }, [index, pattern, final])
  const words = patternsOf({ [pattern]: 1 }, result.settings.coders)[0]!.words
  if (found === undefined)
    return (
      <p className="quiet">
        {final ? 'Looking for the passages.' : 'The passages come when all is counted.'}
      </p>
    )
  const same = found.units === found.count
  return (
    <div className="behind">
      <p className="quiet">
        {words}: {counted(found.count, 'passage')}
        {same ? '' : `, ${counted(found.units, result.settings.unit)}`}
        {found.count > most ? `; the first ${most}` : ''}
      </p>
      <ul>
        {found.passages.map((passage) => (
          <li key={`${passage.document} ${passage.code} ${passage.start}`}>
            <PassageRow passage={passage} code={code === null ? result.codes[passage.code] : undefined} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Longer quotes are cut; the place in the text has the rest. */
const longestQuote = 240

function PassageRow({
  passage: { document, start, end, quote },
  code,
}: {
  passage: Passage
  code: AgreementResult['codes'][number] | undefined
}) {
  const title = useProject(({ project }) => project.documents.get(document as DocumentId)?.title)
  const open = () =>
    go({ view: 'compare', document: document as DocumentId, segment: null, selection: { start, end } })
  return (
    <button type="button" className="passage" onClick={open}>
      <span className="meta">
        {title}
        {code && (
          <>
            {' '}
            <Swatch colour={code.colour} /> {code.name}
          </>
        )}
      </span>
      <q>{quote.length > longestQuote ? `${quote.slice(0, longestQuote)} …` : quote.trim()}</q>
    </button>
  )
}
