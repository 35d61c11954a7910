import { apply, squash } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { Code, DocumentId, SegmentId } from '../model.ts'
import type { Span } from '../span.ts'
import { codebookDeciders } from './codebook.ts'
import { segmentDeciders } from './segment.ts'
import { segmentPartsDeciders } from './segment-parts.ts'

export interface NewCodeCommands {
  /** Adds a code at the top of the codebook and marks the span with it, as one step. */
  applyNewCode: { readonly document: DocumentId; readonly name: string } & Span
  /** Adds a code there and gives it to a segment, in the place of its own or, copying the segment, as a further one. */
  giveNewCode: {
    readonly document: DocumentId
    readonly segment: SegmentId
    readonly name: string
    readonly how: 'instead' | 'further'
  }
}

export const newCodeDeciders: Deciders<NewCodeCommands> = {
  applyNewCode(project, { document, name, start, end }, context) {
    const adding = codebookDeciders.addCodes(project, { parent: null, codes: [{ name }] }, context)
    const [code] = adding.change.codes!.added
    const applying = segmentDeciders.applyCode(
      apply(project, adding.change),
      { document, code: code!.id, start, end },
      context,
    )
    return {
      // A new code is seen by everybody, and so is this: while coding is blind, the words are their coder's.
      label: `code a segment as the new code ${code!.name}`,
      change: squash(adding.change, applying.change),
    }
  },

  giveNewCode(project, { document, segment, name, how }, context) {
    const adding = codebookDeciders.addCodes(project, { parent: null, codes: [{ name }] }, context)
    const [{ id: code, name: called }] = adding.change.codes!.added as readonly [Code]
    const state = apply(project, adding.change)
    const giving =
      how === 'further'
        ? segmentPartsDeciders.copySegment(state, { document, segment, code }, context)
        : segmentDeciders.changeSegment(state, { document, segment, changes: { code } }, context)
    return {
      // Without the words of the segment, for the same reason.
      label:
        how === 'further'
          ? `copy a segment to the new code ${called}`
          : `give a segment the new code ${called}`,
      change: squash(adding.change, giving.change),
    }
  },
}
