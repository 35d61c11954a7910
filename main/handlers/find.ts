import { codeOf } from '../../core/commands/codebook.ts'
import { documentOf } from '../../core/commands/document.ts'
import { hitIn } from '../../core/find.ts'
import type { CodeId, DocumentId } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Span } from '../../core/span.ts'
import { contains } from '../../core/span.ts'
import { findApart } from '../apart/find.ts'
import type { Thread } from '../apart/thread.ts'
import type { Handlers } from '../shell.ts'
import type { WindowSession } from '../window-session.ts'

/** How many hits of one document are told: more are for nobody's eyes. */
const most = 10_000

/** Finding words in texts, which are read for it and not kept. */
export function findHandlers(session: WindowSession, thread: Thread) {
  /** Which spans lie in what the window's coder has coded with the code. */
  async function codedBefore(document: DocumentId, code: CodeId): Promise<(span: Span) => boolean> {
    const { project } = session.current
    const loaded = await project.load([document])
    const { coder } = session.still(project)
    const own = coder === null ? undefined : loaded.segments.get(codingsId(coder, document))
    const coded = [...(own?.values() ?? [])].filter((segment) => segment.code === code)
    return (span) => coded.some((segment) => contains(segment, span))
  }

  return {
    async find({ document, wanted, coding }) {
      const { project } = session.current
      const { title, language } = documentOf(project.project, document)
      if (coding !== null) codeOf(project.project, coding.code)
      const text = await project.text(document)
      if (text === undefined)
        throw new Refusal(
          'damaged',
          `${title}: its text is damaged and set aside, so nothing is found in it.`,
        )
      const ground = { text, language }
      const search = { ground, wanted, unit: coding?.unit ?? 'hit', most } as const
      const { spans, more } = await findApart(thread, search)
      const isCoded =
        coding === null || spans.length === 0 ? () => false : await codedBefore(document, coding.code)
      return { hits: spans.map((span) => ({ ...hitIn(text, span), coded: isCoded(span) })), more }
    },
  } satisfies Partial<Handlers>
}
