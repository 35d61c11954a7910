import { settingsOf } from '../../core/model.ts'
import { dispatch, useWorkbench } from '../store.ts'
import { AskName } from '../ui/AskName.tsx'
import { openAsking, useAsking } from './asking.ts'
import { addCoder } from './coder.ts'
import { FolderDialog } from './FolderDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { NewProject } from './NewProject.tsx'
import { ProjectMemo } from './ProjectMemo.tsx'
import { ReadingDialog } from './ReadingDialog.tsx'

/** Whichever small question of the frame is open. */
export function Questions() {
  const asking = useAsking()
  const open = useWorkbench((state) => state.open)
  const close = () => openAsking(null)
  const coder = open?.coder ? open.project.coders.get(open.coder) : undefined
  if (asking === 'new project') return <NewProject onClose={close} />
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
