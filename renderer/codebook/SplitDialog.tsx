import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { listed } from '../../core/agreement/number.ts'
import { codeLabel } from '../../core/codebook.ts'
import type { SplitTarget } from '../../core/commands/code-group.ts'
import type { Counts } from '../../core/counts.ts'
import type { SegmentRow } from '../../core/finding-contract.ts'
import type { Code, CodeId, CoderId, Project, SegmentId } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { widen } from '../../core/navigation.ts'
import { everySegment } from '../../core/query.ts'
import { ask } from '../bridge.ts'
import { attempt, dispatch, notify, readDocument, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { CodeFinder } from '../ui/CodeFinder.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { SplitBegun } from './split-begun.ts'
import { begunWith, keepBegun, nothingBegun } from './split-begun.ts'

/** As many targets as there are digits to choose them by. */
const mostTargets = 9

/**
 * Walks one's own segments of a code, one after the other: a digit gives the segment another code, 0 lets it keep
 * its own. Nothing changes before all is done, as one step; what was chosen so far outlives the dialog.
 */
export function SplitDialog({ code, onClose }: { code: Code; onClose(): void }) {
  const codes = useProject(({ project }) => project.codes)
  const rows = useOwnSegments(code)
  const [split, setSplit] = useState(() => begunWith(code))
  const [typed, setTyped] = useState('')
  const walked = useRef<HTMLElement>(null)
  if (rows === undefined) return null
  const { targets } = split
  const there = new Set(rows.map(({ id }) => id))
  const chosen = new Map([...split.chosen].filter(([id]) => there.has(id)))
  const at = Math.max(0, Math.min(split.at, rows.length - 1))
  const keep = (next: SplitBegun) => {
    setSplit(next)
    keepBegun(code, next)
  }
  const row = rows[at]
  const to = row && chosen.get(row.id)
  const fate = to === undefined ? undefined : targets[to]
  const nameOf = (target: SplitTarget) =>
    'name' in target ? target.name : codeLabel(codes, codes.get(target.code)!)
  const add = (choice: Code | string) => {
    setTyped('')
    const target = typeof choice === 'string' ? { name: choice } : { code: choice.id }
    if (targets.length < mostTargets && !targets.some((one) => nameOf(one) === nameOf(target)))
      keep({ ...split, targets: [...targets, target] })
  }
  const put = (to: number | null) => {
    if (row === undefined) return
    const next = new Map(chosen)
    if (to === null) next.delete(row.id)
    else next.set(row.id, to)
    keep({ targets, chosen: next, at: Math.min(at + 1, rows.length - 1) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    const digit = /^[0-9]$/.test(event.key) ? Number(event.key) : undefined
    if (step !== undefined) keep({ ...split, at: Math.max(0, Math.min(rows.length - 1, at + step)) })
    else if (digit === 0) put(null)
    else if (digit !== undefined && digit <= targets.length) put(digit - 1)
    else return
    event.preventDefault()
  }
  const carryOut = async () => {
    const moves = rows.flatMap(({ id, document }) => {
      const to = chosen.get(id)
      return to === undefined ? [] : [{ document, segment: id, to }]
    })
    if (!(await dispatch({ type: 'splitCode', code: code.id, into: targets, moves }))) return
    keepBegun(code, nothingBegun)
    onClose()
    notify(`${moves.length} of ${rows.length} segments with ${code.name} got another code.`)
  }
  const leave = () => {
    onClose()
    if (targets.length > 0)
      notify(`What you chose for ${code.name} is kept; splitting it again goes on from here.`)
  }
  return (
    <Dialog title={`Split ${codeLabel(codes, code)}`} className="splitdialog" onClose={leave}>
      {rows.length === 0 ? (
        <WhatElse code={code} />
      ) : (
        <>
          <p className="note">
            First name the codes that {code.name} is split into, one after the other. Then press Enter in the
            empty box: your {segmentsInWords(rows.length)} come one by one, and a digit says which code each
            gets. Other coders’ segments stay as they are.
          </p>
          <CodeFinder
            codes={codes}
            isChoice={({ id }) => id !== code.id}
            typed={typed}
            label="Name of a code, new or from the codebook"
            offersNew
            onType={setTyped}
            onTake={add}
            onNothing={() => targets.length > 0 && walked.current?.focus()}
            onLeave={() => (typed === '' ? leave() : setTyped(''))}
          />
          <ol className="targets" aria-label="Codes to split into">
            {targets.map((target, index) => (
              <li key={nameOf(target)}>
                <Button look="plain" onClick={() => put(index)}>
                  <kbd>{index + 1}</kbd> {nameOf(target)}
                </Button>{' '}
                <span className="meta num">{countOf(chosen, index)}</span>
              </li>
            ))}
            <li>
              <Button look="plain" onClick={() => put(null)}>
                <kbd>0</kbd> stays {code.name}
              </Button>{' '}
              <span className="meta num">{rows.length - chosen.size}</span>
            </li>
          </ol>
          {row !== undefined && (
            <section
              ref={walked}
              className="walked"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: who walks by keys stands here
              tabIndex={0}
              aria-label="The segment at hand: digits give it a code, arrow keys walk"
              onKeyDown={onKeyDown}
            >
              <p className="meta">
                {at + 1} of {rows.length}, <Title row={row} />
              </p>
              <Sentence row={row} />
              {row.memo !== '' && <p className="note">{row.memo}</p>}
              <p>{fate === undefined ? `stays ${code.name}` : `becomes ${nameOf(fate)}`}</p>
            </section>
          )}
          <div className="acts">
            <Button look="main" disabled={chosen.size === 0} onClick={() => void carryOut()}>
              Split
            </Button>
            <Button disabled={targets.length === 0} onClick={() => keep(nothingBegun)}>
              Start over
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

/** Where one has no segments of one's own to walk: who has, and what can be done. */
function WhatElse({ code }: { code: Code }) {
  const { project, counts } = useProject((open) => open)
  if (settingsOf(project).blind)
    return (
      <p className="note">
        You have no segments with {code.name}, and a code is split by walking one’s own. While coding is blind
        others’ are not shown; each coder splits theirs.
      </p>
    )
  const theirs = [...project.coders.values()]
    .map(({ id, name }) => ({ name, count: segmentsWith(counts, project.codings, code.id, id) }))
    .filter(({ count }) => count > 0)
  if (theirs.length === 0 && [...project.codings.keys()].some((id) => !counts.has(id)))
    return <p className="note">You have no segments with {code.name}. Others’ are still being counted.</p>
  if (theirs.length === 0)
    return (
      <p className="note">
        Nobody has a segment with {code.name} yet, so there is nothing to split. A new code is made in the
        codebook itself.
      </p>
    )
  return (
    <p className="note">
      You have no segments with {code.name}, and a code is split by walking one’s own.{' '}
      {listed(theirs.map(({ name, count }) => `${name} has ${count}`))}: each of them can split theirs, once
      they are chosen at the top right as who codes in this window.
    </p>
  )
}

function segmentsWith(counts: Counts, codings: Project['codings'], code: CodeId, coder: CoderId): number {
  let sum = 0
  for (const [id, table] of counts) if (codings.get(id)?.coder === coder) sum += table[code] ?? 0
  return sum
}

/** The segment in its sentence; in the words next to it, until the text is read. */
function Sentence({ row }: { row: SegmentRow }) {
  const document = useProject(({ project }) => project.documents.get(row.document))
  const text = useProject(({ project }) => project.texts.get(row.document)?.text)
  useEffect(() => void readDocument(row.document), [row.document])
  const around =
    text === undefined || document === undefined
      ? { before: `…${row.prefix}`, after: `${row.suffix}…` }
      : inSentence(text, document.language, row)
  return (
    <blockquote dir="auto" aria-live="polite">
      <span className="around">{around.before}</span>
      <b>{row.quote}</b>
      <span className="around">{around.after}</span>
    </blockquote>
  )
}

function inSentence(text: string, language: string, { start, end }: SegmentRow) {
  const sentence = widen({ text, language }, { start, end }, 'sentence')
  return { before: text.slice(sentence.start, start), after: text.slice(end, sentence.end) }
}

function segmentsInWords(count: number): string {
  return count === 1 ? '1 segment' : `${count} segments`
}

function Title({ row }: { row: SegmentRow }) {
  return useProject(({ project }) => project.documents.get(row.document)?.title ?? row.document)
}

function countOf(chosen: ReadonlyMap<SegmentId, number>, target: number): number {
  return [...chosen.values()].filter((to) => to === target).length
}

/** Segments a request. */
const page = 1_000

/** One's own segments with the code itself, of all documents; undefined until they are there. */
function useOwnSegments(code: Code): readonly SegmentRow[] | undefined {
  const coder = useProject((open) => open.coder)
  const [rows, setRows] = useState<readonly SegmentRow[]>()
  useEffect(() => {
    let gone = false
    const read = async () => {
      const query = { ...everySegment, code: code.id, coder }
      const all: SegmentRow[] = []
      for (let total = 1; all.length < total && coder !== null; ) {
        const next = await ask.readSegments({ query, from: all.length, count: page, at: null })
        if (next.rows.length === 0) break
        all.push(...next.rows)
        total = next.segments
      }
      if (!gone) setRows(all.filter((row) => row.code === code.id))
    }
    void attempt(read)
    return () => {
      gone = true
    }
  }, [code.id, coder])
  return rows
}
