import { apply, squash } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { DocumentId } from '../model.ts'
import type { Span } from '../span.ts'
import { codebookDeciders } from './codebook.ts'
import { segmentDeciders } from './segment.ts'

export interface NewCodeCommands {
  /** Adds a code at the top of the codebook and marks the span with it, as one step. */
  applyNewCode: { readonly document: DocumentId; readonly name: string } & Span
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
}
