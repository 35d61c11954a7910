import { counted } from '../../core/counted.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import type { ExportPreview, FormatChoice, Progress } from '../../core/exchange-contract.ts'
import { Button } from '../ui/Button.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { holdsNoSegments } from './holds.ts'
import type { Export } from './use-export.ts'

/** The export before it is saved: how it begins, its files, and what it can't hold. */
export function ExportPreviewPart({ format, made }: { format: FormatChoice; made: Export }) {
  const { state, make, stop } = made
  return (
    <section aria-label="Preview" className="sample" aria-busy={state.at === 'making'}>
      {state.at === 'making' && <Making progress={state.progress} onStop={stop} />}
      {(state.at === 'unmade' || state.at === 'given up') && (
        <p className="making">
          <span className="meta">{state.at === 'unmade' ? 'Nothing is made yet.' : 'It was not made.'}</span>
          <Button look="plain" onClick={make}>
            Make the preview
          </Button>
        </p>
      )}
      {(state.at === 'made' || state.at === 'saving') && <Made format={format} preview={state.preview} />}
    </section>
  )
}

function Making({ progress: { what, done, of }, onStop }: { progress: Progress; onStop(): void }) {
  return (
    <p className="making">
      <progress aria-label="Making the preview" max={of} {...(of > 1 ? { value: done } : {})} />
      <span className="meta">
        {what}
        {of > 1 ? `, ${done} of ${of}` : ''}
      </span>
      <Button look="plain" onClick={onStop}>
        Stop
      </Button>
    </p>
  )
}

function Made({ format, preview }: { format: FormatChoice; preview: ExportPreview }) {
  const { segments, positions, files, fileCount, bytes, losses, sample } = preview
  return (
    <>
      <h3>How it begins</h3>
      <Sample sample={sample} />
      <h3>What it holds</h3>
      <p>
        {holdsNoSegments(format) ? 'The codebook' : counted(segments, 'segment')} in{' '}
        {counted(fileCount, 'file')}, {size(bytes)}:{' '}
        {files
          .slice(0, 6)
          .map(({ path }) => path)
          .join(', ')}
        {fileCount > 6 ? ` and ${fileCount - 6} more` : ''}.{' '}
        {positions === '' ? '' : `Positions count ${positions}, the end is not part of the segment.`}
      </p>
      <h3>What it can’t hold</h3>
      {format.cannotHold.length > 0 && <p>The format has no place for {inWords(format.cannotHold)}.</p>}
      {losses.length > 0 ? (
        <ul aria-label="Losses">
          {losses.map((loss) => (
            <li key={loss.what} className="warning">
              {lossLine(loss)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{format.cannotHold.length > 0 ? 'Besides, nothing is lost.' : 'Nothing is lost.'}</p>
      )}
    </>
  )
}

function Sample({ sample }: Pick<ExportPreview, 'sample'>) {
  if ('text' in sample)
    return (
      <ScrollRegion label="How it begins" className="begins">
        <pre>{sample.text}</pre>
      </ScrollRegion>
    )
  const [head = [], ...rows] = sample.rows
  return (
    <ScrollRegion label="How it begins" className="begins">
      <table className="table">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and stay in their order
            <tr key={n}>
              {row.map((cell, column) => (
                <td key={head[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function inWords(things: readonly string[]): string {
  return things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
