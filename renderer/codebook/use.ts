import { useMemo } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Code, CodeId, Coder } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { useProject } from '../store.ts'
import type { CountColumn } from '../ui/CodebookTree.tsx'
import { documentCounts, segmentCounts } from '../ui/code-counts.ts'

/** How much each code is used, as far as it may be seen: as columns of the tree, and in words. */
export function useCodeUse(codes: Codebook): {
  columns: readonly CountColumn[]
  inWords(code: CodeId): string
  /** Nobody has coded anything with it or a code below it, as far as may be seen. */
  isUnused(code: Code): boolean
  /** Segments of each coder whose work may be seen, with those of the codes below. */
  byCoder(code: CodeId): readonly { readonly coder: Coder; readonly segments: number }[]
} {
  const counts = useProject((open) => open.counts)
  const codings = useProject(({ project }) => project.codings)
  const self = useProject((open) => open.coder)
  const blind = useProject((open) => settingsOf(open.project).blind)
  const people = useProject((open) => open.project.coders)
  const coders = useMemo(
    () =>
      [...people.values()]
        .filter(({ id }) => !blind || id === self)
        .map(
          (coder) => [coder, segmentCounts(codes, counts, (id) => id.startsWith(`${coder.id}/`))] as const,
        ),
    [codes, counts, people, blind, self],
  )
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
      isUnused: ({ id }) => (segments.get(id) ?? 0) === 0,
      byCoder: (code) => coders.map(([coder, own]) => ({ coder, segments: own.get(code) ?? 0 })),
    }
  }, [codes, counts, codings, coders])
}

function number(count: number | undefined, what: string): string {
  return count === 1 ? `1 ${what}` : `${count ?? 0} ${what}s`
}
