import { pathOf, pathSeparator } from '../../core/codebook.ts'
import type { CodeText } from '../../core/commands/codebook.ts'
import type { Code, CodeId, Coder } from '../../core/model.ts'
import { dispatch, useProject } from '../store.ts'
import { ActionButton } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Colours } from './Colours.tsx'
import { moveCode } from './changing-codes.ts'
import { possibleParents } from './moving.ts'

/** Key, colour and place in the tree. */
export function CodeProperties({
  code,
  segments,
}: {
  code: Code
  /** How many segments each coder has with it. */
  segments: readonly { readonly coder: Coder; readonly segments: number }[]
}) {
  const change = (changes: Partial<CodeText>) => dispatch({ type: 'changeCode', code: code.id, changes })
  return (
    <>
      <div className="head">
        <h2>Properties</h2>
      </div>
      <dl className="form props">
        <dt>key</dt>
        <dd>
          <TextField
            className="key"
            aria-label="Key that applies the code"
            maxLength={2}
            // There is room for one character: who clicks means to type another.
            onClick={({ currentTarget }) => currentTarget.select()}
            value={code.key}
            onKeep={(key) => change({ key: key.trim() })}
          />
          <span className="note">one character; it applies the code while coding</span>
        </dd>
        <dt>colour</dt>
        <dd>
          <Colours chosen={code.colour} onChoose={(colour) => void change({ colour })} />
        </dd>
        <dt>under</dt>
        <dd>
          <Parent code={code} />
        </dd>
        <dt>used by</dt>
        <dd>
          <ul className="usedby">
            {segments.map(({ coder, segments: count }) => (
              <li key={coder.id}>
                {coder.name} <b className="num">{count}</b>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p className="acts">
        <ActionButton look="plain" action="code.addBelow">
          New code under it
        </ActionButton>
        <ActionButton look="plain" action="code.up">
          Move up
        </ActionButton>
        <ActionButton look="plain" action="code.down">
          Move down
        </ActionButton>
        <ActionButton look="plain" action="code.merge">
          Merge into another
        </ActionButton>
        <ActionButton look="plain" action="code.group">
          Group under a new code
        </ActionButton>
        <ActionButton look="plain" action="code.split">
          Split by its segments
        </ActionButton>
        <ActionButton look="plain" action="codebook.linkTypes">
          Types of link
        </ActionButton>
        <ActionButton look="plain" action="codebook.versions">
          Versions
        </ActionButton>
        <ActionButton look="plain" action="code.delete">
          Delete
        </ActionButton>
      </p>
    </>
  )
}

function Parent({ code }: { code: Code }) {
  const codes = useProject(({ project }) => project.codes)
  const options = possibleParents(codes, code)
    .map((other) => ({ id: other.id, path: pathOf(codes, other).join(pathSeparator) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  const move = (parent: CodeId | null) => moveCode(code, { parent, order: codes.size })
  return (
    <select
      className="field"
      aria-label="Code that it is under"
      value={code.parent ?? ''}
      onChange={({ target }) => void move(target.value === '' ? null : (target.value as CodeId))}
    >
      <option value="">top level</option>
      {options.map(({ id, path }) => (
        <option key={id} value={id}>
          {path}
        </option>
      ))}
    </select>
  )
}
