import { useMemo, useRef } from 'react'
import type { Coder } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { useActions } from '../actions.ts'
import { useProject, useWorkbench } from '../store.ts'
import { ActionButton } from '../ui/Button.tsx'
import { Closed } from '../ui/Closed.tsx'
import { useFirstRow } from '../ui/first-focus.ts'
import { Menu } from '../ui/Menu.tsx'
import { Panes } from '../ui/Panes.tsx'
import { choose } from './choices.ts'
import { compareActions } from './compare-actions.ts'
import { DisagreementList } from './DisagreementList.tsx'
import { DisagreementPanel } from './DisagreementPanel.tsx'
import { StaveText } from './StaveText.tsx'
import { paragraphAt } from './sections.ts'
import type { OpenComparison } from './use-comparison.ts'
import { useComparison } from './use-comparison.ts'
import './comparison.css'

/** Two coders over one text: what they have alike, what differs, and a walk through it. */
export function CompareView() {
  const blind = useProject(({ project }) => settingsOf(project).blind)
  return blind ? <Closed title="Compare" /> : <ComparisonOrWhyNot />
}

function ComparisonOrWhyNot() {
  const open = useComparison()
  if (open === undefined)
    return (
      <Empty sentence="A comparison needs two coders.">
        <ActionButton action="coder.add">Add a coder</ActionButton>
        <ActionButton action="codings.import">Import a coder’s codings</ActionButton>
      </Empty>
    )
  if (open.groups.length === 0)
    return (
      <Empty sentence="No documents yet.">
        <ActionButton action="view.documents">Go to Documents</ActionButton>
      </Empty>
    )
  return <Comparison open={open} />
}

function Empty({ sentence, children }: { sentence: string; children: React.ReactNode }) {
  const first = useFirstRow<HTMLElement>()
  return (
    <main ref={first} className="pane paper empty" aria-label="Compare">
      <p>{sentence}</p>
      <p className="acts">{children}</p>
    </main>
  )
}

function Comparison({ open }: { open: OpenComparison }) {
  const latest = useRef(open)
  latest.current = open
  useActions(useMemo(() => compareActions(() => latest.current), []))
  const names = useMemo(
    () => [open.coders[0].name, open.coders[1].name] as const,
    [open.coders[0].name, open.coders[1].name],
  )
  const { current, comparison, text } = open
  const number = current === undefined ? null : numberOf(open)
  return (
    <Panes
      label="Text, two coders"
      left={{
        name: 'disagreements',
        label: 'Disagreements',
        width: 296,
        narrow: 'gone first',
        content: <DisagreementList open={open} />,
      }}
      right={{
        name: 'disagreement',
        label: 'The disagreement in focus',
        width: 352,
        narrow: 'below',
        content:
          current !== undefined && number !== null && text !== undefined ? (
            <DisagreementPanel
              disagreement={current}
              number={number}
              paragraph={paragraphAt(text, current.start)}
              names={names}
            />
          ) : (
            <p className="nothing quiet">{comparison === undefined ? '' : nothingWords(open)}</p>
          ),
      }}
    >
      <div className="strip">
        <b>{open.document?.title ?? ''}</b>
        <CoderChoice open={open} side={0} />
        <CoderChoice open={open} side={1} />
      </div>
      <div className="scroll">
        {comparison !== undefined && text !== undefined && (
          <Text open={open} text={text} names={names} number={number} />
        )}
      </div>
    </Panes>
  )
}

function Text({
  open: { comparison, current, document },
  text,
  names,
  number,
}: {
  open: OpenComparison
  text: string
  names: readonly [string, string]
  number: number | null
}) {
  const selection = useWorkbench((state) => state.place.selection)
  if (comparison === undefined) return null
  return (
    <StaveText
      text={text}
      title={document?.title ?? ''}
      comparison={comparison}
      names={names}
      selected={number}
      goal={current === undefined ? selection : null}
    />
  )
}

/** Its place among all disagreements of the document, whatever kind the list shows. */
function numberOf({ comparison, current }: OpenComparison): number | null {
  const index = comparison?.disagreements.findIndex(({ id }) => id === current?.id) ?? -1
  return index < 0 ? null : index + 1
}

function nothingWords({ coders, comparison }: OpenComparison): string {
  const both = `${coders[0].name} and ${coders[1].name}`
  if (comparison!.disagreements.length > 0) return 'No disagreement of this kind in this document.'
  return comparison!.agreed.length > 0
    ? `${both} agree on this document.`
    : `${both} have coded nothing in this document.`
}

/** Whose line this is, solid or dashed, and a menu of the others. */
function CoderChoice({ open: { coders }, side }: { open: OpenComparison; side: 0 | 1 }) {
  const all = useProject(({ project }) => project.coders)
  const [mine, other] = [coders[side], coders[1 - side]!]
  const swap = (coder: Coder) => (coder.id === other.id ? mine : other)
  const items = [...all.values()].map((coder) => ({
    label: coder.name,
    chosen: coder.id === mine.id,
    run() {
      const pair = side === 0 ? [coder.id, swap(coder).id] : [swap(coder).id, coder.id]
      choose({ coders: pair as [Coder['id'], Coder['id']] })
    },
  }))
  return (
    <span className="meta legend">
      <svg viewBox="0 0 26 4" aria-hidden="true">
        <path d="M0 2h26" strokeDasharray={side === 0 ? undefined : '5 2.5'} />
      </svg>
      <Menu
        label={mine.name}
        title={side === 0 ? 'First coder, solid line' : 'Second coder, dashed line'}
        items={items}
      />
    </span>
  )
}
