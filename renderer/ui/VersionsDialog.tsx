import { useId, useMemo } from 'react'
import { counted } from '../../core/agreement/number.ts'
import { pathOf, pathSeparator } from '../../core/codebook.ts'
import type { FieldChange } from '../../core/codebook-comparison.ts'
import { compareCodebooks } from '../../core/codebook-comparison.ts'
import type { CodebookState } from '../../core/codebook-version.ts'
import { codebookOf, versionIdOf, versionsInOrder } from '../../core/codebook-version.ts'
import type { Code, VersionId } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { openWindow, useOpenWindow } from './codebook-windows.ts'
import { Dialog } from './Dialog.tsx'
import { dayInWords } from './day.ts'
import { FieldChanges } from './FieldChanges.tsx'
import { Swatch } from './signs.tsx'

/** The codebooks under which something was coded, and what differs between two of them, while it is asked for. */
export function VersionsDialog() {
  const shown = useOpenWindow()
  const versions = useProject(({ project }) => project.versions)
  const codes = useProject(({ project }) => project.codes)
  const linkTypes = useProject(({ project }) => project.linkTypes)
  const list = useMemo(() => versionsInOrder({ versions }), [versions])
  if (shown?.what !== 'versions') return null
  const now: CodebookState = { codes, linkTypes }
  const current = versionIdOf(now)
  const from = shown.from ?? list.findLast(({ id }) => id !== current)?.id ?? list.at(-1)?.id
  const state = (id: VersionId | null) => (id === null ? now : codebookOf(versions, id))
  const [before, after] = [from === undefined ? undefined : state(from), state(shown.to)]
  return (
    <Dialog title="Versions of the codebook" className="versions" onClose={() => openWindow(null)}>
      {from === undefined ? (
        <p className="note">Nothing was coded yet. The codebook is kept as it stands when something is.</p>
      ) : (
        <>
          <div className="picks">
            <Pick
              label="from"
              chosen={from}
              list={list}
              current={current}
              onPick={(id) => id && openWindow({ ...shown, from: id })}
            />
            <Pick
              label="to"
              chosen={shown.to}
              list={list}
              current={current}
              now
              onPick={(to) => openWindow({ ...shown, to })}
            />
          </div>
          {before === undefined || after === undefined ? (
            <p className="note">
              This version can’t be shown: one that it builds on is missing from the project’s folder.
            </p>
          ) : (
            <Differences before={before} after={after} first={shown.code} />
          )}
        </>
      )}
    </Dialog>
  )
}

function Pick({
  label,
  chosen,
  list,
  current,
  now = false,
  onPick,
}: {
  label: string
  chosen: VersionId | null
  list: ReturnType<typeof versionsInOrder>
  current: VersionId
  now?: boolean
  onPick(id: VersionId | null): void
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={chosen ?? ''}
        onChange={({ target }) => onPick(target.value === '' ? null : (target.value as VersionId))}
      >
        {list.map((version, index) => (
          <option key={version.id} value={version.id}>
            {index + 1}: {dayInWords(version.created)}, {version.created.slice(11, 16)} UTC
            {version.id === current ? ' (as now)' : ''}
          </option>
        ))}
        {now && <option value="">as it is now</option>}
      </select>
    </>
  )
}

function Differences({
  before,
  after,
  first,
}: {
  before: CodebookState
  after: CodebookState
  first: Code['id'] | null
}) {
  const { added, removed, changed, addedLinkTypes, removedLinkTypes, changedLinkTypes } = useMemo(
    () => compareCodebooks(before, after),
    [before, after],
  )
  const parts = [
    ...changed
      .toSorted((a, b) => Number(b.code.id === first) - Number(a.code.id === first))
      .map(({ code, fields }) => (
        <Part key={code.id} name={code.name} colour={code.colour} fields={fields} />
      )),
    ...added.map((code) => <Whole key={code.id} code={code} state={after} word="added" />),
    ...removed.map((code) => <Whole key={code.id} code={code} state={before} word="removed" />),
    ...changedLinkTypes.map(({ linkType, fields }) => (
      <Part key={linkType.id} name={`type of link ${linkType.name}`} fields={fields} />
    )),
    ...addedLinkTypes.map(({ id, name }) => <li key={id}>type of link {name}: added</li>),
    ...removedLinkTypes.map(({ id, name }) => <li key={id}>type of link {name}: removed</li>),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <section className="scroll" tabIndex={0} aria-label="What differs">
      <p className="note">
        {parts.length === 0
          ? 'Nothing that a code means differs.'
          : `${counted(parts.length, 'difference')} in what codes and types of link mean.`}
      </p>
      <ul className="differences">{parts}</ul>
    </section>
  )
}

function Whole({ code, state, word }: { code: Code; state: CodebookState; word: string }) {
  return (
    <li>
      <Swatch colour={code.colour} /> <b>{pathOf(state.codes, code).join(pathSeparator)}</b>: {word}
      {code.definition !== '' && <p dir="auto">{code.definition}</p>}
    </li>
  )
}

function Part({ name, colour, fields }: { name: string; colour?: number; fields: readonly FieldChange[] }) {
  return (
    <li>
      {colour !== undefined && <Swatch colour={colour} />} <b>{name}</b>
      <FieldChanges fields={fields} />
    </li>
  )
}
