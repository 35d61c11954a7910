import type { ReactNode, RefObject } from 'react'
import { useState } from 'react'
import type { Action } from '../actions.ts'
import { runAction, useActions } from '../actions.ts'
import { ask } from '../bridge.ts'
import { attempt, show, useWorkbench } from '../store.ts'
import { useFirstFocus } from '../ui/first-focus.ts'
import { ActionKeys, Keys } from '../ui/Keys.tsx'
import './start.css'

const startActions: readonly Action[] = [
  {
    id: 'start.open',
    label: 'Open a project',
    keys: ['Ctrl+O'],
    when: ({ open }) => open === null,
    run: () => void runAction('project.open'),
    unlisted: true,
  },
]

/** What is there before a project is: the sample first, then new, open and recent ones. */
export function StartView() {
  useActions(startActions)
  const first = useFirstFocus<HTMLButtonElement>()
  const [busy, setBusy] = useState(false)
  const openSample = async () => {
    setBusy(true)
    show(await attempt(() => ask.openSample()))
    setBusy(false)
  }
  return (
    <div className="begin">
      <nav className="first" aria-label="Start">
        <h1>Intercoder</h1>
        <p className="quiet">
          Code text, compare coders, report how far they agree. Nothing leaves this computer.
        </p>
        <ul>
          <Way
            name={busy ? 'Opening the sample project' : 'Open the sample project'}
            keys={<Keys keys="Enter" />}
            what="five short reports, a codebook, two coders: ready to compare"
            button={first}
            run={() => void openSample()}
          />
          <ActionWay name="New project" action="project.new" what="an empty folder becomes a project" />
          <ActionWay
            name="Open a project"
            action="start.open"
            what="the folder of a project on this computer"
          />
          <ActionWay
            name="Open another program’s project"
            action="project.from"
            what="a .qdpx of NVivo, MAXQDA, ATLAS.ti, QualCoder and others; you see what comes in first"
          />
        </ul>
      </nav>
      <main className="pane paper second" aria-label="Recent projects">
        <h2>Recent</h2>
        <Recent />
      </main>
    </div>
  )
}

function Way(way: {
  name: string
  what: string
  keys: ReactNode
  button?: RefObject<HTMLButtonElement | null>
  run(): void
}) {
  return (
    <li>
      <button ref={way.button} type="button" onClick={way.run}>
        <span>{way.name}</span>
        <span className="caps">{way.keys}</span>
        <span className="meta">{way.what}</span>
      </button>
    </li>
  )
}

function ActionWay({ action, ...way }: { name: string; what: string; action: string }) {
  return <Way {...way} keys={<ActionKeys action={action} />} run={() => runAction(action)} />
}

function Recent() {
  const recent = useWorkbench((state) => state.recent)
  if (recent.length === 0) return <p className="quiet">Projects that you open are listed here.</p>
  return (
    <table className="table recent">
      <thead>
        <tr>
          <th scope="col">project</th>
          <th scope="col">folder</th>
        </tr>
      </thead>
      <tbody>
        {recent.map(({ token, title, folder }) => (
          <tr key={token}>
            <td>
              <button
                type="button"
                onClick={async () => show(await attempt(() => ask.openRecent({ token })))}
              >
                {title}
              </button>
            </td>
            <td className="quiet">{folder}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
