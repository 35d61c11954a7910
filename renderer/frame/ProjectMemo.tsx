import { settingsOf } from '../../core/model.ts'
import { dispatch, useProject } from '../store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { MemoField } from '../ui/MemoField.tsx'

/** What is noted about the project as a whole. */
export function ProjectMemo({ onClose }: { onClose(): void }) {
  const memo = useProject(({ project }) => settingsOf(project).memo)
  return (
    <Dialog title="Memo on the project" onClose={onClose}>
      <div className="ask">
        <MemoField
          label="Memo on the project"
          lines={6}
          value={memo}
          onJump={onClose}
          onKeep={(text) => dispatch({ type: 'writeProjectMemo', memo: text })}
        />
        <p className="note">It is kept as it is typed. Two opening brackets link to a document or a code.</p>
      </div>
    </Dialog>
  )
}
