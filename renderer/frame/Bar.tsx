import { settingsOf } from '../../core/model.ts'
import type { ViewName } from '../store.ts'
import { go, useProject, useWorkbench } from '../store.ts'
import { useTooltip } from '../ui/Keys.tsx'
import { LockSign } from '../ui/signs.tsx'
import { CoderMenu } from './CoderMenu.tsx'
import { ProjectMenu } from './ProjectMenu.tsx'
import { Unsaved } from './Unsaved.tsx'
import { views } from './views.ts'

/** The window's head: the views, and on the right the project, who codes, and whether all is on disk. */
export function Bar() {
  const blind = useProject(({ project }) => settingsOf(project).blind)
  const title = useProject(({ project }) => settingsOf(project).title)
  const here = useWorkbench((state) => state.place.view)
  return (
    <header>
      <div className="bar">
        <h1 className="hidden">{title}</h1>
        <nav aria-label="Views">
          {views.map(({ name, title, closedWhileBlind }) => (
            <Tab
              key={name}
              name={name}
              title={title}
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
      </div>
      <Unsaved />
    </header>
  )
}

function Tab(tab: { name: ViewName; title: string; here: boolean; closed: boolean }) {
  const tooltip = useTooltip(
    `view.${tab.name}`,
    tab.closed ? 'Closed until the lead opens the comparison' : undefined,
  )
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

/** Whether everything is on disk, said as it is; why not is said below. */
function Saved() {
  const { state, at } = useProject((open) => open.saved)
  if (state === 'saving') return <span>saving</span>
  if (state === 'failed') return <b className="failed">not saved</b>
  if (state === 'readOnly') return <span>read only</span>
  return <span>{at === null ? 'saved' : `saved ${timeOf(at)}`}</span>
}

function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
