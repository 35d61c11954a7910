import type { KeyboardEvent } from 'react'
import { useMemo, useRef, useState } from 'react'
import { codeLabel } from '../../../core/codebook.ts'
import { counted } from '../../../core/counted.ts'
import type { HitUnit } from '../../../core/find.ts'
import type { Code } from '../../../core/model.ts'
import { dispatch, notify, useProject } from '../../store.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeFinder } from '../../ui/CodeFinder.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useRowWindow } from '../../ui/row-window.ts'
import { Swatch } from '../../ui/signs.tsx'
import { rememberCode } from '../remembered.ts'
import { HitWords, hitRow } from './FoundList.tsx'
import type { DocumentHit, Finding } from './finding.ts'
import { useSpans } from './use-spans.ts'

const units: readonly { unit: HitUnit; words: string }[] = [
  { unit: 'hit', words: 'The hits' },
  { unit: 'sentence', words: 'Their sentences' },
  { unit: 'paragraph', words: 'Their paragraphs' },
]

/** Codes all hits in one step, after a look at what would be coded, where each can be left out. */
export function CodeHits({ finding, onClose }: { finding: Finding; onClose(): void }) {
  const codes = useProject(({ project }) => project.codes)
  const [code, setCode] = useState<Code | null>(null)
  const [typed, setTyped] = useState('')
  const [unit, setUnit] = useState<HitUnit>('hit')
  const [out, setOut] = useState<ReadonlySet<number>>(new Set())
  const { spans: found, progress, problem } = useSpans(finding, code, unit, () => setOut(new Set()))
  // What would be coded comes first, before what there is nothing to do about.
  const spans = useMemo(
    () => [...found.filter(({ coded }) => !coded), ...found.filter(({ coded }) => coded)],
    [found],
  )
  const free = useMemo(() => spans.flatMap(({ coded }, n) => (coded ? [] : [n])), [spans])
  const chosen = free.filter((n) => !out.has(n))
  const apply = async () => {
    if (code === null || chosen.length === 0 || progress !== null) return
    const given = chosen.map((n) => spans[n]!).map(({ document, start, end }) => ({ document, start, end }))
    if (!(await dispatch({ type: 'applyCodeToSpans', code: code.id, spans: given }))) return
    rememberCode(code.id)
    onClose()
    notify(`${counted(given.length, 'segment')} coded as ${code.name}. Undo takes all of it back.`)
  }
  return (
    <Dialog title="Code all these hits" className="codehits" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a short way to the button, from wherever the focus is */}
      <div
        className="body"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void apply()
        }}
      >
        <div>
          <CodeFinder
            codes={codes}
            showsAll={code === null}
            typed={typed}
            label={code === null ? 'Type a code’s name, then Enter' : 'Another code, or Enter to code'}
            onType={setTyped}
            onTake={(choice) => {
              if (typeof choice === 'string') return
              setCode(choice)
              setTyped('')
            }}
            {...(code === null ? {} : { onNothing: () => void apply() })}
            onLeave={() => (typed === '' ? onClose() : setTyped(''))}
          />
        </div>
        {code !== null && (
          <p className="chosencode">
            <Swatch colour={code.colour} /> {codeLabel(codes, code)}
          </p>
        )}
        <div className="findline">
          <fieldset className="choice" aria-label="What is coded">
            {units.map((one) => (
              <button
                key={one.unit}
                type="button"
                aria-pressed={one.unit === unit}
                onClick={() => setUnit(one.unit)}
              >
                {one.words}
              </button>
            ))}
          </fieldset>
          <Button look="plain" onClick={() => setOut(new Set())}>
            Choose all
          </Button>
          <Button look="plain" onClick={() => setOut(new Set(free))}>
            Choose none
          </Button>
          <span className="meta" role="status">
            {code === null
              ? 'Choose a code first.'
              : progress !== null
                ? `looked in ${progress.done} of ${progress.of} documents`
                : free.length === 0 && spans.length > 0
                  ? 'Nothing is left to code: all are coded so already.'
                  : `${chosen.length} of ${free.length} chosen${alreadySo(spans.length - free.length)}`}
          </span>
        </div>
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <Spans
          spans={spans}
          out={out}
          onEnter={() => void apply()}
          onToggle={(n) =>
            setOut(out.has(n) ? new Set([...out].filter((one) => one !== n)) : new Set([...out, n]))
          }
        />
        {finding.more && <p className="meta">Only the hits that are listed are coded; there are more.</p>}
        <div>
          <Button
            look="main"
            title="Ctrl+Enter"
            disabled={code === null || chosen.length === 0 || progress !== null}
            onClick={() => void apply()}
          >
            Code {counted(chosen.length, 'segment')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function alreadySo(count: number): string {
  return count === 0 ? '' : `; ${count} ${count === 1 ? 'is' : 'are'} coded so already`
}

/** What would be coded; Space takes one out or in. */
function Spans({
  spans,
  out,
  onToggle,
  onEnter,
}: {
  spans: readonly DocumentHit[]
  out: ReadonlySet<number>
  onToggle(n: number): void
  onEnter(): void
}) {
  const documents = useProject(({ project }) => project.documents)
  const list = useRef<HTMLDivElement>(null)
  const [moved, setAt] = useState(0)
  // There may be fewer since, as of sentences and paragraphs.
  const at = Math.max(0, Math.min(moved, spans.length - 1))
  const { first, end, rowHeight } = useRowWindow(list, spans.length, at, hitRow)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: spans.length - 1 }[event.key]
    if (to !== undefined) setAt(Math.max(0, Math.min(to, spans.length - 1)))
    else if (event.key === ' ' && spans[at]?.coded === false) onToggle(at)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter()
    else return
    event.preventDefault()
  }
  return (
    <div className="scroll foundlist">
      <div
        ref={list}
        className="hits"
        role="listbox"
        aria-multiselectable="true"
        tabIndex={0}
        aria-label="What is coded; Space leaves one out"
        aria-activedescendant={at >= first && at < end ? `span-${at}` : undefined}
        style={{ height: spans.length * rowHeight }}
        onKeyDown={onKeyDown}
      >
        {spans.slice(first, end).map((span, n) => {
          const index = first + n
          const isIn = !span.coded && !out.has(index)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list is walked with the arrow keys
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
            <div
              key={index}
              id={`span-${index}`}
              role="option"
              className={index === at ? 'current' : ''}
              aria-selected={isIn}
              aria-disabled={span.coded}
              aria-posinset={index + 1}
              aria-setsize={spans.length}
              style={{ top: index * rowHeight }}
              onClick={() => {
                setAt(index)
                if (!span.coded) onToggle(index)
              }}
            >
              <span className="inbox" aria-hidden="true">
                {isIn ? '✓' : ''}
              </span>
              <span className="title">
                <span>{documents.get(span.document)?.title}</span>
              </span>
              <HitWords hit={span} />
              {span.coded && <span className="meta">coded already</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
