import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { ActionButton } from './Button.tsx'
import { useFirstRow } from './first-focus.ts'
import { StateSign } from './signs.tsx'
import './closed.css'

/** What stands in the place of Compare and Agreement while coding is blind: why, who is how far, and the way in. */
export function Closed({ title }: { title: string }) {
  const first = useFirstRow<HTMLElement>()
  return (
    <main ref={first} className="pane paper scroll closedview" aria-label={title}>
      <div className="closed">
        {/* Not the button: nobody shall open it by an Enter too many. */}
        <h1 tabIndex={-1} data-first>
          Closed until the lead opens the comparison
        </h1>
        <p>
          Coding is blind: each coder sees their own segments only, so that nobody is led by what another has
          marked. Agreement means something only between people who coded on their own.
        </p>
        <p>
          The lead is whoever of you runs the study; the program does not ask who that is, so agree on it.
          Opening the comparison lets everybody see everybody’s segments: in Compare, Agreement and Segments,
          and beside the text in Code, where Reading is set to stripes by coder. Open it when all are done. It
          can be undone and closed again, but what was seen stays seen.
        </p>
        <p className="acts">
          <ActionButton look="main" action="comparison.open">
            Open the comparison
          </ActionButton>
        </p>
        <HowFar />
      </div>
    </main>
  )
}

/** Per document and coder how far they are; what they coded is not shown, not even as a number. */
function HowFar() {
  const project = useProject((open) => open.project)
  const coders = [...project.coders.values()]
  const documents = documentsInOrder(project)
  if (coders.length === 0 || documents.length === 0)
    return <p className="quiet">Nobody has coded anything yet.</p>
  const stateOf = (coder: (typeof coders)[number], document: (typeof documents)[number]) =>
    codingState(project.codings.get(codingsId(coder.id, document.id)))
  const done = (coder: (typeof coders)[number]) =>
    documents.filter((document) => stateOf(coder, document) === 'done').length
  return (
    <table className="table howfar">
      <caption>How far the coders are</caption>
      <thead>
        <tr>
          <th scope="col">document</th>
          {coders.map((coder) => (
            <th scope="col" key={coder.id}>
              {coder.name}, {done(coder)} of {documents.length} done
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document.id}>
            <th scope="row">{document.title}</th>
            {coders.map((coder) => (
              <td key={coder.id}>
                <span className="how">
                  <StateSign state={stateOf(coder, document)} />
                  <span aria-hidden="true">{stateOf(coder, document)}</span>
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
