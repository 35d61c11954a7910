import type { CodingsPreview } from '../../core/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** What a codings file would bring in, or all that is wrong with it. */
export function CodingsDialog({
  preview,
  onTake,
  onClose,
}: {
  preview: CodingsPreview
  onTake(): void
  onClose(): void
}) {
  const { file, rows, known, newCoders, problems } = preview
  const fresh = rows - known
  const fine = problems.length === 0
  return (
    <Dialog title={`Codings from ${file}`} className="codings" onClose={onClose}>
      {fine ? (
        <dl className="form">
          <dt>rows</dt>
          <dd>{rows}, all of them fit the texts and the codebook</dd>
          <dt>new</dt>
          <dd>{fresh === 1 ? '1 segment' : `${fresh} segments`}</dd>
          <dt>known</dt>
          <dd>
            {known === 0
              ? 'none is in the project already'
              : `${known} are in the project already and stay as they are`}
          </dd>
          <dt>coders</dt>
          <dd>
            {newCoders.length === 0 ? 'all are in the project' : `${newCoders.join(', ')} will be added`}
          </dd>
        </dl>
      ) : (
        <>
          <p className="lead">
            Nothing can be imported while {problems.length === 1 ? 'a row does' : 'rows do'} not fit. Correct
            the file and choose it again.
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
          <ul className="problems scroll" aria-label="Problems" tabIndex={0}>
            {problems.map((problem) => (
              <li key={problem} className="problem">
                {problem}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="acts bottom">
        <span className="meta">
          {fine ? 'One undo takes all of them back.' : `${problems.length} problems`}
        </span>
        <Button onClick={onClose}>{fine ? 'Cancel' : 'Close'}</Button>
        {fine && (
          <Button look="main" disabled={fresh === 0} onClick={onTake}>
            {fresh === 1 ? 'Import 1 segment' : `Import ${fresh} segments`}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
