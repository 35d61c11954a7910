import { disagreementsOf } from '../../core/comparison.ts'
import { agreementInput } from '../agreement-input.ts'
import type { Handlers } from '../shell.ts'
import type { WindowSession } from '../window-session.ts'

/** What needs the work of several coders, and their reports. */
export function comparisonHandlers(session: WindowSession) {
  return {
    readDisagreements: async ({ coders }) => disagreementsOf(await session.comparison(), coders),
    readAgreementInput: async () => agreementInput(await session.comparison(), session.shell.version),

    saveReport: ({ suggestedName, content }) => session.save('Save the report', suggestedName, () => content),
    saveReportAsPdf: ({ suggestedName, html }) =>
      session.save('Save the report as PDF', suggestedName, () => session.shell.printPdf(html)),
  } satisfies Partial<Handlers>
}
