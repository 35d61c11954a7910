import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { counted } from '../../core/counted.ts'
import { lineEndsChanged } from '../../core/text.ts'
import type { DoorFile } from '../import-door.ts'
import { changeFile, showFile } from '../import-door.ts'
import { useRowWindow } from '../ui/row-window.ts'

/** In rem, as in the style. */
const rowHeight = 4.25

/** All files with what they are; only those near the screen are drawn. Arrow keys walk them, Space ticks. */
export function FileList({ files, at }: { files: readonly DoorFile[]; at: number }) {
  const list = useRef<HTMLUListElement>(null)
  const { first, end, rowHeight: height } = useRowWindow(list, files.length, at, rowHeight)
  const walk = (event: KeyboardEvent) => {
    const last = files.length - 1
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 8, PageUp: at - 8 }[
      event.key
    ]
    if (to === undefined || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const next = Math.max(0, Math.min(last, to))
    showFile(next)
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-at="${next}"] button`)?.focus(),
    )
  }
  return (
    <div className="files scroll">
      <ul ref={list} aria-label="Files" onKeyDown={walk} style={{ height: files.length * height }}>
        {files.slice(first, end).map((file, n) => (
          <FileRow key={file.token} file={file} at={first + n} of={files.length} current={first + n === at} />
        ))}
      </ul>
    </div>
  )
}

function FileRow({ file, at, of, current }: { file: DoorFile; at: number; of: number; current: boolean }) {
  const { read, name, title, as } = file
  const documents = read !== null && !('error' in read) && read.as === 'documents' ? read.documents : null
  return (
    <li
      className={current ? 'current' : ''}
      data-at={at}
      aria-posinset={at + 1}
      aria-setsize={of}
      style={{ top: `${at * rowHeight}rem` }}
    >
      {as === 'documents' ? (
        <input
          type="checkbox"
          aria-label={`Import ${name}`}
          checked={file.chosen}
          disabled={documents === null || documents.duplicates === documents.count}
          tabIndex={current ? 0 : -1}
          onChange={(event) => changeFile(file.token, { chosen: event.target.checked })}
        />
      ) : (
        <span className="nocheck" />
      )}
      <button type="button" aria-current={current} tabIndex={current ? 0 : -1} onClick={() => showFile(at)}>
        <span className="t">{title}</span>
        {read !== null && 'error' in read ? (
          <Refused error={read.error} name={name} />
        ) : (
          <>
            <span className="meta">{title === name ? kindOf(file) : name}</span>
            <Status file={file} />
          </>
        )}
      </button>
    </li>
  )
}

function kindOf({ as, read }: DoorFile): string {
  if (as === 'project') return 'a project of another program'
  if (as === 'codebook') return 'a codebook'
  if (as === 'codings') return 'codings'
  if (read === null || 'error' in read || read.as !== 'documents') return 'a document'
  const { count } = read.documents
  return count === 1 ? 'a document' : `a table of ${count} documents`
}

/** Why it can't come in; its name stands above already. */
function Refused({ error, name }: { error: string; name: string }) {
  const reason = error.startsWith(`${name}: `) ? error.slice(name.length + 2) : error
  return (
    <span className="problem lines" title={reason}>
      {reason}
    </span>
  )
}

function Status({ file: { read, state } }: { file: DoorFile }) {
  if (state === 'reading') return <span className="meta">reading</span>
  if (read === null)
    return <span className="meta">{state === 'stopped' ? 'not read' : 'waits to be read'}</span>
  if ('error' in read) return null
  if (read.as === 'documents') {
    const { duplicateOf, duplicates, count, warnings, characters } = read.documents
    if (duplicates === count) return <span className="problem">has the same text as {duplicateOf}</span>
    const size = `${characters.toLocaleString('en')} characters`
    const remarkable = warnings.filter((warning) => warning !== lineEndsChanged)
    if (remarkable.length === 0) return <span className="meta">{size}</span>
    const remarks = counted(remarkable.length, 'remark')
    return (
      <span className="meta">
        {size}, <span className="warning">{remarks}</span>
      </span>
    )
  }
  if (read.as === 'codings' && read.codings.problemCount > 0)
    return <span className="warning">{read.codings.problemCount} to settle</span>
  return <span className="meta">read</span>
}
