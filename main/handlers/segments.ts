import { isDeepStrictEqual } from 'node:util'
import type { SegmentRow } from '../../core/finding-contract.ts'
import type { Segment } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import type { Query } from '../../core/query.ts'
import { Refusal } from '../../core/refusal.ts'
import { SegmentList } from '../segment-list.ts'
import type { Handlers } from '../shell.ts'
import type { WindowSession } from '../window-session.ts'

/** As much of a quote or memo as a row could show. */
const longest = 300

/** The list of segments, of which the window gets the page that it shows. */
export function segmentHandlers(session: WindowSession) {
  /** The last list that was asked for: pages are asked for one after the other. */
  let last: SegmentList | undefined

  function listOf(query: Query): SegmentList {
    const { project, coder } = session.current
    const isLast = last?.project === project && last.coder === coder && isDeepStrictEqual(last.query, query)
    if (isLast) return last!
    last?.leave()
    last = new SegmentList(project, coder, query)
    return last
  }

  return {
    async readSegments({ query, from, count, at }) {
      const list = listOf(query)
      const answer = await list.answer()
      const rows = (await list.page(answer, from, count)).map(rowOf)
      refuseOther(session, list)
      return {
        segments: answer.segments,
        documents: answer.documents,
        rows,
        at: at === null ? null : list.placeOf(answer, at),
      }
    },

    async exportSegments({ query }) {
      const { project, coder } = session.current
      // Its own, so that looking at another list meanwhile does not end it.
      const list = new SegmentList(project, coder, query)
      const name = `${slug(settingsOf(project.project).title, 'project')}-segments.csv`
      return session.save('Export the list of segments', name, async () => {
        const table = await list.table()
        refuseOther(session, list)
        return table
      })
    },
  } satisfies Partial<Handlers>
}

/** Throws a Refusal that needs no telling where the window shows another project, or somebody else codes by now. */
function refuseOther(session: WindowSession, { project, coder }: SegmentList): void {
  if (session.still(project).coder !== coder) throw new Refusal('cancelled', 'Another coder was chosen.')
}

function rowOf(segment: Segment): SegmentRow {
  const { id, document, coder, code, start, end, quote, prefix, suffix, memo, certainty } = segment
  return {
    ...{ id, document, coder, code, start, end },
    ...{ quote: cut(quote), prefix, suffix, memo: cut(memo), certainty },
  }
}

function cut(text: string): string {
  return text.slice(0, longest).toWellFormed()
}
