import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { settingsOf } from '../../core/model.ts'
import { useActions } from '../actions.ts'
import { useProject } from '../store.ts'
import { ActionButton, Button } from '../ui/Button.tsx'
import { Closed } from '../ui/Closed.tsx'
import { useFirstRow } from '../ui/first-focus.ts'
import { Panes } from '../ui/Panes.tsx'
import { agreementActions } from './agreement-actions.ts'
import { ChoicesPanel } from './Choices.tsx'
import { Counting } from './Counting.tsx'
import {
  choose,
  chooseFor,
  codedByAll,
  comparedCoders,
  settingsFor,
  useChoices,
  useTables,
  whyNotAll,
} from './choices.ts'
import { ReportDialog } from './ReportDialog.tsx'
import { again, count, forget, useRun } from './run.ts'
import { Sheet } from './Sheet.tsx'
import { scopesInOrder } from './scopes.ts'
import { sourceOf } from './source.ts'
import './choices.css'
import './sheet.css'
import './matrix.css'
import './report.css'
import './behind.css'

/** How far coders agree: what was counted, per code, with intervals, and a report that says so. */
export function AgreementView() {
  const { id, blind } = useProject(({ project }) => settingsOf(project))
  // Before anything is painted: neither what is closed nor another project's figures may be seen.
  useLayoutEffect(() => {
    if (chooseFor(id) || blind) forget()
  }, [id, blind])
  return blind ? <Closed title="Agreement" /> : <Agreement />
}

/** Milliseconds of rest before a new wish is counted, so that typing a seed does not start five counts. */
const rest = 250

function Agreement() {
  const source = sourceOf(useProject((open) => open))
  const choices = useChoices()
  const tables = useTables()
  const settings = useMemo(() => settingsFor(tables, choices), [tables, choices])
  const why = useMemo(() => whyNotAll(tables, choices), [tables, choices])
  const run = useRun()
  useEffect(() => {
    if (settings === undefined) return
    const timer = setTimeout(() => void count(source, settings), rest)
    return () => clearTimeout(timer)
  }, [source, settings])
  const [row, setRow] = useState<number | null>(null)
  const [open, setOpen] = useState<number | null>(null)
  const [saving, setSaving] = useState(false)
  const { result } = run
  // The same row of another result may not be there.
  const shown = result !== null && open !== null && open < scopesInOrder(result).length ? open : null
  const counting = run.phase === 'counting'
  const first = useFirstRow<HTMLDivElement>(result !== null)
  useActions(
    useMemo(
      () =>
        agreementActions({
          result,
          counting,
          row: row ?? 0,
          isOpen: shown !== null,
          open: setOpen,
          save: () => setSaving(true),
        }),
      [result, counting, row, shown],
    ),
  )
  return (
    <Panes
      label="Agreement"
      left={{
        name: 'choices',
        label: 'What is counted',
        width: 256,
        narrow: 'below',
        content: <ChoicesPanel run={run} />,
      }}
    >
      <div ref={first} className="scroll sheet" aria-busy={counting}>
        {settings === undefined ? (
          <WhyNot />
        ) : (
          <>
            <Counting run={run} again={() => again(source, settings)} />
            {result && (
              <Sheet
                result={result}
                why={why}
                final={run.final}
                rows={{
                  current: row,
                  open: shown,
                  walk: setRow,
                  show: (at) => setOpen(at === shown ? null : at),
                }}
              />
            )}
          </>
        )}
      </div>
      {saving && <ReportDialog ready={run.phase === 'counted'} onClose={() => setSaving(false)} />}
    </Panes>
  )
}

function WhyNot() {
  const tables = useTables()
  const { coders, documents, codes } = tables
  const chosen = useChoices()
  if (documents.size === 0)
    return (
      <Empty sentence="No documents yet.">
        <ActionButton action="view.documents">Go to Documents</ActionButton>
      </Empty>
    )
  if (codes.size === 0)
    return (
      <Empty sentence="No codes yet.">
        <ActionButton action="view.codebook">Go to Codebook</ActionButton>
      </Empty>
    )
  if (coders.size < 2)
    return (
      <Empty sentence="Agreement needs the work of two coders.">
        <ActionButton action="coder.add">Add a coder</ActionButton>
        <ActionButton action="codings.import">Import a coder’s codings</ActionButton>
      </Empty>
    )
  const compared = comparedCoders(tables, chosen.coders).map(({ id }) => id)
  if (chosen.documents === null && compared.length > 1 && codedByAll(tables, compared).length === 0)
    return (
      <Empty sentence="No document has been coded by all these coders yet: none in which each of them has a segment, or which each of them marked as done.">
        <Button onClick={() => choose({ documents: [...tables.documents.keys()] })}>
          Count all documents all the same
        </Button>
      </Empty>
    )
  const missing =
    chosen.documents?.length === 0 ? 'a document' : chosen.codes?.length === 0 ? 'a code' : 'two coders'
  return <Empty sentence={`Choose at least ${missing}.`} />
}

function Empty({ sentence, children }: { sentence: string; children?: React.ReactNode }) {
  return (
    <div className="empty">
      <p>{sentence}</p>
      <p className="acts">{children}</p>
    </div>
  )
}
