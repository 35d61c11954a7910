import { useMemo } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { CodeId } from '../../core/model.ts'
import { useProject } from '../store.ts'
import type { CountColumn } from '../ui/CodebookTree.tsx'
import { documentCounts, segmentCounts } from '../ui/code-counts.ts'

/** How much each code is used, as far as it may be seen: as columns of the tree, and in words. */
export function useCodeUse(codes: Codebook): {
  columns: readonly CountColumn[]
  inWords(code: CodeId): string
} {
  const counts = useProject((open) => open.counts)
  const codings = useProject(({ project }) => project.codings)
  return useMemo(() => {
    const documents = documentCounts(codes, counts, (id) => codings.get(id)?.document ?? id)
    const segments = segmentCounts(codes, counts)
    return {
      columns: [
        { title: 'docs', counts: documents },
        { title: 'all', counts: segments, quiet: true },
      ],
      inWords: (code) =>
        `${number(segments.get(code), 'segment')} in ${number(documents.get(code), 'document')}`,
    }
  }, [codes, counts, codings])
}

function number(count: number | undefined, what: string): string {
  return count === 1 ? `1 ${what}` : `${count ?? 0} ${what}s`
}
