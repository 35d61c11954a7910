import { useCallback, useEffect, useRef, useState } from 'react'
import type { SegmentRow } from '../../core/finding-contract.ts'
import type { Query } from '../../core/query.ts'
import { ask } from '../bridge.ts'
import { choose, getChoices } from '../segment-choices.ts'
import { attempt, useProject } from '../store.ts'

/** Rows a request. */
const pageSize = 200

export interface Pages {
  /** False until the first answer to this query is there. */
  readonly answered: boolean
  readonly segments: number
  readonly documents: number
  /** Undefined where it is still on its way. */
  row(index: number): SegmentRow | undefined
  /** Asks for the rows that are to be shown, where they are not there yet. */
  want(first: number, end: number): void
}

/** The answer to a query, of which only the pages that are looked at come into the window. */
export function usePages(query: Query): Pages {
  const project = useProject((open) => open.project)
  const counts = useProject((open) => open.counts)
  const coder = useProject((open) => open.coder)
  const pages = useRef(new Map<number, readonly SegmentRow[] | null>())
  const [answer, setAnswer] = useState({ answered: false, segments: 0, documents: 0 })
  const asked = useRef(0)

  const load = useCallback(
    async (page: number) => {
      if (pages.current.has(page)) return
      const mine = asked.current
      pages.current.set(page, null)
      const { segment } = getChoices()
      const read = () => ask.readSegments({ query, from: page * pageSize, count: pageSize, at: segment })
      const got = await attempt(read)
      if (mine !== asked.current || got === undefined) return
      pages.current.set(page, got.rows)
      setAnswer({ answered: true, segments: got.segments, documents: got.documents })
      // The row that one came from may stand elsewhere now.
      const { at } = getChoices()
      const next = got.at ?? Math.min(at, Math.max(0, got.segments - 1))
      if (segment === getChoices().segment && next !== at) choose({ at: next })
    },
    [query],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes in the project may change the answer
  useEffect(() => {
    asked.current++
    pages.current = new Map()
    setAnswer((last) => ({ ...last, answered: false }))
    void load(Math.floor(getChoices().at / pageSize))
  }, [load, project, counts, coder])

  const want = useCallback(
    (first: number, end: number) => {
      for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) void load(page)
    },
    [load],
  )
  const row = (index: number) => pages.current.get(Math.floor(index / pageSize))?.[index % pageSize]
  return { ...answer, row, want }
}
