import { useState } from 'react'
import { counted } from '../../core/counted.ts'
import type { GivenAs } from '../../core/exchange-contract.ts'
import type { Door, DoorFile } from '../import-door.ts'
import { closeDoor, readOn, stopReading, useDoor } from '../import-door.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { CodebookPart } from './CodebookPart.tsx'
import { CodingsPart } from './CodingsPart.tsx'
import { DocumentsPart } from './DocumentsPart.tsx'
import { FileList } from './FileList.tsx'
import { createFrom, documentsToImport, importCodebook, importCodings, importDocuments } from './importing.ts'
import { ProjectPart } from './ProjectPart.tsx'
import { RefusedPart } from './RefusedPart.tsx'
import './import.css'

/** What would come in, exactly as it would, with what is to be said about it. Open while there are files. */
export function ImportDialog() {
  const door = useDoor()
  const file = door.files[door.at]
  if (file === undefined) return null
  return (
    <Dialog title="Before they are imported" className="import" onClose={() => void closeDoor()}>
      <div className="twoparts">
        <FileList files={door.files} at={door.at} />
        <div className="one" key={file.token} aria-busy={file.state === 'reading'}>
          <Part file={file} />
        </div>
      </div>
      <div className="acts bottom">
        <Reading door={door} file={file} />
        <Button onClick={() => void closeDoor()}>Cancel</Button>
        <Take door={door} file={file} />
      </div>
    </Dialog>
  )
}

function Part({ file }: { file: DoorFile }) {
  const { read, state } = file
  if (read === null)
    return (
      <p className="empty">
        {state === 'stopped' ? 'Reading was stopped before this file.' : `Reading ${file.name}`}
      </p>
    )
  if ('error' in read) return <RefusedPart file={file} error={read.error} />
  switch (read.as) {
    case 'documents':
      return <DocumentsPart file={file} preview={read.documents} />
    case 'project':
      return <ProjectPart file={file} preview={read.project} />
    case 'codebook':
      return <CodebookPart file={file} preview={read.codebook} />
    case 'codings':
      return <CodingsPart file={file} preview={read.codings} />
  }
}

const notes: Record<GivenAs, string> = {
  documents:
    'Importing freezes the texts: from then on they never change, so that every segment stays where it was made.',
  codings: 'All of them come in or none. One undo takes all of them back.',
  codebook: 'Nothing is removed or emptied in the codebook. One undo takes all of it back.',
  project: 'It becomes a project of its own, in an empty folder that you choose.',
}

/** How far reading is, and how to stop it; else what importing means. */
function Reading({ door: { files, busy, stopped }, file }: { door: Door; file: DoorFile }) {
  const done = files.filter(({ state }) => state === 'read').length
  const waiting = files.filter(({ state }) => state === 'stopped').length
  if (busy && !stopped)
    return (
      <span className="meta reading">
        <progress aria-label="Files read" max={files.length} value={done} />
        <span>
          {done} of {files.length} read
        </span>
        <Button look="plain" onClick={() => void stopReading()}>
          Stop
        </Button>
      </span>
    )
  if (waiting > 0)
    return (
      <span className="meta reading">
        <span>
          Stopped: {waiting} of {files.length} not read.
        </span>
        <Button look="plain" onClick={() => void readOn()}>
          Read on
        </Button>
      </span>
    )
  return <span className="meta">{notes[file.as]}</span>
}

/** The one thing to do next with the file that is shown; of documents, with all that are ticked. */
function Take({ door, file }: { door: Door; file: DoorFile }) {
  const [busy, setBusy] = useState(false)
  const { label, ready, run } = nextStep(door, file)
  const take = async () => {
    setBusy(true)
    await run()
    setBusy(false)
  }
  return (
    <Button look="main" disabled={!ready || busy || file.state === 'reading'} onClick={() => void take()}>
      {busy ? 'Importing' : label}
    </Button>
  )
}

function nextStep(
  { files, busy, stopped }: Door,
  file: DoorFile,
): { label: string; ready: boolean; run(): Promise<void> } {
  const { read } = file
  const fine = read !== null && !('error' in read) ? read : null
  if (fine?.as === 'project') return { label: 'Create a project', ready: true, run: () => createFrom(file) }
  if (fine?.as === 'codebook') {
    const { codes, linkTypes } = fine.codebook
    const ready = codes.length + linkTypes.length > 0
    return { label: `Import ${counted(codes.length, 'code')}`, ready, run: () => importCodebook(file) }
  }
  if (fine?.as === 'codings') {
    const { codings, known, problemCount } = fine.codings
    const fresh = Math.max(0, codings - known)
    const ready = problemCount === 0 && fresh > 0
    return { label: `Import ${counted(fresh, 'segment')}`, ready, run: () => importCodings(file) }
  }
  if (file.as !== 'documents') return { label: 'Import', ready: false, run: async () => undefined }
  const count = documentsToImport(files)
  // A document that is still being read would be left behind.
  return {
    label: `Import ${counted(count, 'document')}`,
    ready: count > 0 && (!busy || stopped),
    run: importDocuments,
  }
}
