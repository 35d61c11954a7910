import { codingsId, settingsOf } from '../../core/model.ts'
import { useProject } from '../store.ts'

/** How many documents each coder has done, and why no more than that is shown. */
export function DoneLine() {
  const { documents, coders, codings } = useProject(({ project }) => project)
  const blind = useProject(({ project }) => settingsOf(project).blind)
  const done = [...coders.values()].map(({ id, name }) => {
    const count = [...documents.keys()].filter(
      (document) => codings.get(codingsId(id, document))?.done,
    ).length
    return `${name} ${count} of ${documents.size} done`
  })
  return (
    <div className="sum">
      <span className="meta">
        {blind
          ? 'Coding is blind until the lead, who runs the study, opens the comparison: progress is shown, segments are not.'
          : 'The comparison is open: others’ segments show in Compare, and in Code as stripes by coder (Reading).'}
      </span>
      <span className="end">{coders.size === 0 ? 'No coder yet' : done.join(', ')}</span>
    </div>
  )
}
