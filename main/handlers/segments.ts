import type { SegmentRow } from '../../core/contract.ts'
import type { CoderId, Project, Segment } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import type { Query } from '../../core/query.ts'
import { segmentsFor, writeSegmentList } from '../../core/query.ts'
import type { Handlers } from '../shell.ts'
import { projectSeenBy } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** As much of a quote or memo as a row could show. */
const longest = 300

interface Answered {
  readonly project: Project
  readonly coder: CoderId | null
  readonly query: string
  readonly segments: readonly Segment[]
  readonly documents: number
}

/** The list of segments, of which the window gets the page that it shows. */
export function segmentHandlers(session: WindowSession) {
  /** The last query and its answer: pages are asked for one after the other. */
  let last: Answered | undefined

  async function answer(query: Query): Promise<Answered> {
    const { project } = session.current
    const loaded = await project.load()
    const { coder } = session.still(project)
    const asked = JSON.stringify(query)
    if (last?.project === loaded && last.coder === coder && last.query === asked) return last
    const segments = segmentsFor(projectSeenBy(loaded, coder), query)
    const documents = new Set(segments.map(({ document }) => document)).size
    last = { project: loaded, coder, query: asked, segments, documents }
    return last
  }

  return {
    async readSegments({ query, from, count, at }) {
      const { segments, documents } = await answer(query)
      const place = at === null ? -1 : segments.findIndex(({ id }) => id === at)
      return {
        segments: segments.length,
        documents,
        rows: segments.slice(from, from + count).map(rowOf),
        at: place < 0 ? null : place,
      }
    },

    async exportSegments({ query }) {
      const { project, segments } = await answer(query)
      const name = `${slug(settingsOf(project).title, 'project')}-segments.csv`
      return session.save('Export the list of segments', name, () => writeSegmentList(project, segments))
    },
  } satisfies Partial<Handlers>
}

function rowOf({ id, document, coder, code, start, end, quote, memo, certainty }: Segment): SegmentRow {
  return { id, document, coder, code, start, end, quote: cut(quote), memo: cut(memo), certainty }
}

function cut(text: string): string {
  return text.slice(0, longest).toWellFormed()
}
