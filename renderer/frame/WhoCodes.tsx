import { settingsOf } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { useFirstFocus } from '../ui/first-focus.ts'
import { openAsking } from './asking.ts'
import { codeAs } from './coder.ts'

/** Asked the first time somebody wants to code, since every segment is somebody's. */
export function WhoCodes() {
  const first = useFirstFocus<HTMLButtonElement>()
  const blind = useProject(({ project }) => settingsOf(project).blind)
  const coders = useProject(({ project }) => project.coders)
  return (
    <main className="pane paper whocodes" aria-label="Who is coding?">
      <h1>Who is coding?</h1>
      <p>
        Every segment belongs to a coder.
        {blind && ' You see your own until the lead, who runs the study, opens the comparison.'}
      </p>
      <ul>
        {[...coders.values()].map((coder, index) => (
          <li key={coder.id}>
            <Button ref={index === 0 ? first : null} onClick={() => void codeAs(coder.id)}>
              {coder.name}
            </Button>
          </li>
        ))}
        <li>
          <Button
            look={coders.size === 0 ? 'main' : 'box'}
            ref={coders.size === 0 ? first : null}
            onClick={() => openAsking('add coder')}
          >
            Add a coder
          </Button>
        </li>
      </ul>
    </main>
  )
}
