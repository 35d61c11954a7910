import type { CodeText } from '../../core/commands/codebook.ts'
import type { Code } from '../../core/model.ts'
import { dispatch } from '../store.ts'
import { MemoField } from '../ui/MemoField.tsx'
import { Swatch } from '../ui/signs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { AttributeTable } from './AttributeTable.tsx'
import { renameCode } from './changing-codes.ts'

/** What a coder reads to decide whether the code applies; each line is written where it stands. */
export function CodeEntry({ code, used }: { code: Code; used: string }) {
  const change = (changes: Partial<CodeText>) => dispatch({ type: 'changeCode', code: code.id, changes })
  return (
    <div className="scroll">
      <div className="entry">
        <header>
          <Swatch colour={code.colour} />
          <TextField
            className="codename"
            aria-label="Name of the code"
            value={code.name}
            onKeep={(name) => renameCode(code, name)}
            onDone={toTree}
          />
          <span className="meta">{used}</span>
        </header>
        <dl>
          {lines.map(({ field, label, hint }) => (
            <div key={field} className="line">
              <dt>{label}</dt>
              <dd>
                <TextField
                  lines={1}
                  asTyped
                  aria-label={label}
                  placeholder={hint}
                  value={code[field]}
                  onKeep={(text) => change({ [field]: text })}
                  onDone={toTree}
                />
              </dd>
            </div>
          ))}
        </dl>
        <div className="line">
          <span className="name">memo</span>
          <MemoField
            label="memo"
            lines={1}
            placeholder="What else is noted about it"
            value={code.memo}
            onKeep={(memo) => change({ memo })}
            onDone={toTree}
          />
        </div>
        <AttributeTable code={code} />
      </div>
    </div>
  )
}

const lines = [
  { field: 'definition', label: 'definition', hint: 'What this code stands for, in a sentence or two' },
  { field: 'include', label: 'include', hint: 'What belongs to it, also where it is not obvious' },
  { field: 'exclude', label: 'exclude', hint: 'What does not, and which code it has instead' },
  { field: 'example', label: 'example', hint: 'A passage that has this code' },
  {
    field: 'counterExample',
    label: 'counter-example',
    hint: 'A passage that looks like it and does not have it',
  },
] as const

/** From a field back to the row of the code, from where F2 leads to its name. */
function toTree(): void {
  document.querySelector<HTMLElement>('[role="tree"] [tabindex="0"]')?.focus()
}
