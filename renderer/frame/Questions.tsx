import { settingsOf } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, dispatch, show, useWorkbench } from '../store.ts'
import { AskName } from '../ui/AskName.tsx'
import { openAsking, useAsking } from './asking.ts'
import { addCoder } from './coder.ts'
import { FolderDialog } from './FolderDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { ProjectMemo } from './ProjectMemo.tsx'
import { ReadingDialog } from './ReadingDialog.tsx'

/** Whichever small question of the frame is open. */
export function Questions() {
  const asking = useAsking()
  const open = useWorkbench((state) => state.open)
  const close = () => openAsking(null)
  const coder = open?.coder ? open.project.coders.get(open.coder) : undefined
  if (asking === 'new project')
    return (
      <AskName
        title="New project"
        label="Title"
        action="Choose its folder"
        note="Next you choose an empty folder. Everything of the project is kept there. Its codebook begins with actor, accusation, munition, casualty and location, to keep, change or delete."
        onName={newProject}
        onClose={close}
      />
    )
  if (asking === 'keys') return <KeysDialog onClose={close} />
  if (asking === 'reading') return <ReadingDialog onClose={close} />
  if (asking === 'folder' && open) return <FolderDialog onClose={close} />
  if (asking === 'project memo' && open) return <ProjectMemo onClose={close} />
  if (asking === 'add coder' && open)
    return <AskName title="Add a coder" label="Name" action="Add" onName={addCoder} onClose={close} />
  if (asking === 'rename coder' && coder)
    return (
      <AskName
        title={`Rename ${coder.name}`}
        label="Name"
        action="Rename"
        value={coder.name}
        onName={(name) => dispatch({ type: 'renameCoder', coder: coder.id, name })}
        onClose={close}
      />
    )
  if (asking === 'rename project' && open)
    return (
      <AskName
        title="Rename the project"
        label="Title"
        action="Rename"
        value={settingsOf(open.project).title}
        onName={(title) => dispatch({ type: 'renameProject', title })}
        onClose={close}
      />
    )
  return null
}

async function newProject(title: string): Promise<boolean> {
  const snapshot = await attempt(() => ask.createProject({ title }))
  show(snapshot)
  return snapshot !== undefined && snapshot !== null
}
