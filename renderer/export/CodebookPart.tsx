import { runAction } from '../actions.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'

/** The codebook as a file, out and in. */
export function CodebookPart() {
  const count = useProject(({ project }) => project.codes.size)
  return (
    <section aria-labelledby="codebook">
      <h2 id="codebook">Codebook</h2>
      <p className="quiet">
        Every code with its place in the tree, colour, key, definition, include, exclude, example and
        counter-example. JSON keeps the tree as a tree; CSV is a table with a row per code, which a
        spreadsheet can edit. Importing adds the codes that are not there yet.
      </p>
      <div className="acts">
        <Button disabled={count === 0} onClick={() => runAction('codebook.exportJson')}>
          Export as JSON
        </Button>
        <Button disabled={count === 0} onClick={() => runAction('codebook.exportCsv')}>
          Export as CSV
        </Button>
        <Button onClick={() => runAction('codebook.import')}>Import a codebook</Button>
      </div>
    </section>
  )
}
