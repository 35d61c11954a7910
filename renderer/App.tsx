import type { ComponentType, DragEvent } from 'react'
import { useMemo } from 'react'
import { settingsOf } from '../core/model.ts'
import { useActions } from './actions.ts'
import { AgreementView } from './agreement/AgreementView.tsx'
import { CodebookView } from './codebook/CodebookView.tsx'
import { CompareView } from './comparison/CompareView.tsx'
import { CodeView } from './document/CodeView.tsx'
import { findActions } from './document/find/find-actions.ts'
import { DocumentsView } from './documents/DocumentsView.tsx'
import { droppedIn } from './dropped.ts'
import { ExportView } from './export/ExportView.tsx'
import { Bar } from './frame/Bar.tsx'
import { Foot } from './frame/Foot.tsx'
import { coderActions, frameActions } from './frame/frame-actions.ts'
import { useLook } from './frame/look.ts'
import { Problems } from './frame/Problems.tsx'
import { Questions } from './frame/Questions.tsx'
import { WhoCodes } from './frame/WhoCodes.tsx'
import { ImportDialog } from './import/ImportDialog.tsx'
import { openDoorOn } from './import-door.ts'
import { Merging } from './merge/Merging.tsx'
import { Palette } from './palette/Palette.tsx'
import { SegmentsView } from './segments/SegmentsView.tsx'
import { StartView } from './start/StartView.tsx'
import type { ViewName } from './store.ts'
import { useWorkbench } from './store.ts'
import { trailActions } from './trail.ts'
import { Live } from './ui/Live.tsx'

const views: { readonly [Name in ViewName]: ComponentType } = {
  documents: DocumentsView,
  codebook: CodebookView,
  code: CodeView,
  compare: CompareView,
  agreement: AgreementView,
  export: ExportView,
  segments: SegmentsView,
}

/** The window: the start while no project is open, the workbench otherwise. */
export function App() {
  const started = useWorkbench((state) => state.started)
  const title = useWorkbench(({ open }) => (open === null ? null : settingsOf(open.project).title))
  useLook()
  useFrameActions()
  if (!started) return null
  return (
    <>
      <title>{title === null ? 'Intercoder' : `${title} · Intercoder`}</title>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop only; choosing files does the same by keyboard */}
      <div className="window" onDragOver={allowFiles} onDrop={takeFiles}>
        {title === null ? <StartView /> : <Workbench />}
        <Foot />
      </div>
      <Palette />
      <Merging />
      <Questions />
      <ImportDialog />
      <Live />
    </>
  )
}

/** Text that is dragged within the window is none of the door's. */
function allowFiles(event: DragEvent): void {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault()
}

function takeFiles(event: DragEvent): void {
  if (!event.dataTransfer.types.includes('Files')) return
  event.preventDefault()
  void openDoorOn(droppedIn(event.dataTransfer))
}

function useFrameActions(): void {
  const undoLabel = useWorkbench(({ open }) => open?.undo ?? null)
  const redoLabel = useWorkbench(({ open }) => open?.redo ?? null)
  const coders = useWorkbench(({ open }) => open?.project.coders)
  useActions(useMemo(() => frameActions(undoLabel, redoLabel), [undoLabel, redoLabel]))
  useActions(findActions)
  useActions(trailActions)
  useActions(useMemo(() => coderActions(coders?.values() ?? []), [coders]))
}

function Workbench() {
  const view = useWorkbench((state) => state.place.view)
  const nobody = useWorkbench(({ open }) => open?.coder === null)
  const View = views[view]
  return (
    <>
      <Bar />
      <Problems />
      {view === 'code' && nobody ? <WhoCodes /> : <View />}
    </>
  )
}
