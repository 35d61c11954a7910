import { codeLabel } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import { getState, prefer, useProject, useWorkbench } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { ActionKeys } from '../ui/Keys.tsx'
import { Swatch } from '../ui/signs.tsx'
import { currentReader } from './remembered.ts'

/** Shows or hides what the codebook says of the code at hand, one key away while coding. */
export const definitionAction: Action = {
  id: 'code.definition',
  label: 'Show what the codebook says of the code',
  keys: ['?'],
  view: 'code',
  hint: 'definition',
  run: () => prefer({ definition: !getState().preferences.definition }),
}

/** What the codebook says of a code: definition, include, exclude, example, counter-example. */
export function Definition({ code }: { code: Code | undefined }) {
  const shown = useWorkbench(({ preferences }) => preferences.definition)
  const codes = useProject(({ project }) => project.codes)
  if (!shown) return null
  const lines = code === undefined ? [] : linesOf(code)
  return (
    <section className="split definition" aria-label="Definition" aria-live="polite">
      <div className="head">
        {code !== undefined && <Swatch colour={code.colour} />}
        <h2>{code === undefined ? 'Definition' : codeLabel(codes, code)}</h2>
        <span className="caps end">
          <ActionKeys action="code.definition" />
        </span>
        <Button look="plain" onClick={closeDefinition}>
          Close
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys */}
      <div className="scroll" tabIndex={0}>
        {lines.length === 0 ? (
          <p className="note">
            {code === undefined
              ? 'Choose a code or a segment to read what the codebook says of it.'
              : 'The codebook says nothing of this code yet.'}
          </p>
        ) : (
          <dl>
            {lines.map(({ name, text }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </section>
  )
}

function closeDefinition(): void {
  prefer({ definition: false })
  currentReader()?.focus()
}

function linesOf(code: Code): { name: string; text: string }[] {
  return [
    { name: 'definition', text: code.definition },
    { name: 'include', text: code.include },
    { name: 'exclude', text: code.exclude },
    { name: 'example', text: code.example },
    { name: 'counter-example', text: code.counterExample },
  ].filter(({ text }) => text !== '')
}
