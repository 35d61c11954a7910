import { useMemo } from 'react'
import { codeChange } from '../../core/codebook-comparison.ts'
import { codebookOf, versionIdOf } from '../../core/codebook-version.ts'
import type { Segment } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { openWindow } from '../ui/codebook-windows.ts'
import { dayInWords } from '../ui/day.ts'

/** The codebook that the segment was coded under, and whether its code means something else by now. */
export function SegmentVersion({ segment: { code, version: id } }: { segment: Segment }) {
  const versions = useProject(({ project }) => project.versions)
  const codes = useProject(({ project }) => project.codes)
  const linkTypes = useProject(({ project }) => project.linkTypes)
  const version = id === null ? undefined : versions.get(id)
  const change = useMemo(() => {
    const now = { codes, linkTypes }
    if (id === null || versionIdOf(now) === id) return undefined
    const then = codebookOf(versions, id)
    return then === undefined ? undefined : codeChange(then, now, code)
  }, [versions, id, codes, linkTypes, code])
  if (version === undefined)
    return <p className="note">It is not known under which codebook this was coded.</p>
  return (
    <p className="note">
      Coded under the codebook of {dayInWords(version.created)}
      {change !== undefined && (
        <>
          ; {changedInWords(change.map(({ field }) => field))} changed since:{' '}
          <Button
            look="plain"
            onClick={() => openWindow({ what: 'versions', from: version.id, to: null, code })}
          >
            show
          </Button>
        </>
      )}
    </p>
  )
}

function changedInWords(fields: readonly string[]): string {
  const [only] = fields
  return fields.length === 1 ? `the ${only} has` : `${fields.join(', ')} have`
}
