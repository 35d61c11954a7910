import { useProject } from '../store.ts'
import { CodeFinder } from '../ui/CodeFinder.tsx'
import { applyCode, applyNewCode } from './coding.ts'
import { fields } from './fields.ts'
import { currentReader } from './remembered.ts'

/** The box in which a code's name is typed: it finds, applies, and makes codes that aren't there yet. */
export function CodeBox({ typed, onType }: { typed: string; onType(text: string): void }) {
  const codes = useProject(({ project }) => project.codes)
  const leave = () => {
    onType('')
    currentReader()?.focus()
  }
  return (
    <CodeFinder
      codes={codes}
      typed={typed}
      id={fields.box}
      label="Find or apply a code"
      action="code.box"
      offersNew
      onType={onType}
      onTake={(choice) => {
        leave()
        void (typeof choice === 'string' ? applyNewCode(choice) : applyCode(choice.id))
      }}
      onLeave={leave}
    />
  )
}
