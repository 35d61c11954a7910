import { settingsOf } from '../../core/model.ts'
import { runAction } from '../actions.ts'
import { ask } from '../bridge.ts'
import type { ViewName } from '../store.ts'
import { attempt, go, useProject, useWorkbench } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { keysInWords } from '../ui/Keys.tsx'
import { LockSign } from '../ui/signs.tsx'
import { CoderMenu } from './CoderMenu.tsx'
import { ProjectMenu } from './ProjectMenu.tsx'
import { views } from './views.ts'

/** The window's head: the views, and on the right the project, who codes, and whether all is on disk. */
export function Bar() {
  const blind = useProject(({ project }) => settingsOf(project).blind)
  const title = useProject(({ project }) => settingsOf(project).title)
  const here = useWorkbench((state) => state.place.view)
  return (
    <header className="bar">
      <h1 className="hidden">{title}</h1>
      <nav aria-label="Views">
        {views.map(({ name, title, closedWhileBlind }, index) => (
          <Tab
            key={name}
            name={name}
            title={title}
            keys={`Ctrl+${index + 1}`}
            here={name === here}
            closed={blind && closedWhileBlind}
          />
        ))}
      </nav>
      <div className="where">
        <ProjectMenu />
        <CoderMenu />
        <Saved />
      </div>
    </header>
  )
}

function Tab(tab: { name: ViewName; title: string; keys: string; here: boolean; closed: boolean }) {
  const tooltip = tab.closed ? 'Closed until the lead opens the comparison' : keysInWords(tab.keys)
  return (
    <button
      type="button"
      aria-current={tab.here ? 'page' : undefined}
      className={tab.closed ? 'closed' : ''}
      title={tooltip}
      onClick={() => go({ view: tab.name })}
    >
      <span data-text={tab.title}>{tab.title}</span>
      {tab.closed && <LockSign />}
    </button>
  )
}

/** Whether everything is on disk, said as it is. */
function Saved() {
  const { state, at, message } = useProject((open) => open.saved)
  if (state === 'saving') return <span>saving</span>
  if (state === 'saved') return <span>{at === null ? 'saved' : `saved ${timeOf(at)}`}</span>
  const why = message?.replace(/^.*: not saved: /, '') ?? ''
  return (
    <span className="failed" role={state === 'failed' ? 'alert' : undefined}>
      <span title={message ?? undefined}>
        <b>{state === 'failed' ? 'not saved' : 'read only'}</b>
        {why === '' ? '' : `: ${why}`}
      </span>
      {state === 'failed' && (
        <Button look="plain" onClick={() => void attempt(() => ask.saveAgain())}>
          Try again
        </Button>
      )}
      <Button look="plain" onClick={() => runAction('project.save elsewhere')}>
        Save a copy elsewhere
      </Button>
    </span>
  )
}

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
