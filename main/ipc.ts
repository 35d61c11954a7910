import type { WebContents, WebFrameMain } from 'electron'
import type { RequestName, Result } from '../core/contract.ts'
import { requests } from '../core/contract.ts'
import { Refusal } from '../core/refusal.ts'
import { inputs } from './inputs.ts'
import { home } from './pages.ts'
import type { Handlers } from './shell.ts'

/** The one door between a window and its handlers: who asks, whether it can be asked so, the answer as data. */
export function serve(contents: WebContents, handlers: Handlers): void {
  for (const name of requests) {
    contents.ipc.handle(name, ({ senderFrame }, ...input: unknown[]) =>
      isOurPage(contents, senderFrame)
        ? answer(name, input, handlers)
        : refused('invalid', 'Only the main page of a window of Intercoder may ask for anything.'),
    )
  }
}

function isOurPage(contents: WebContents, frame: WebFrameMain | null): boolean {
  if (frame === null || frame !== contents.mainFrame || !URL.canParse(frame.url)) return false
  const { protocol, host } = new URL(frame.url)
  return `${protocol}//${host}` === home
}

async function answer(name: RequestName, input: unknown[], handlers: Handlers): Promise<Result<unknown>> {
  const checked = inputs[name].safeParse(input[0])
  if (!checked.success || input.length > 1) {
    const [issue] = checked.error?.issues ?? []
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
    return refused(
      'invalid',
      `The request ${name} was not understood: ${where}${issue?.message ?? 'too long'}.`,
    )
  }
  try {
    const handle = handlers[name] as (input: unknown) => unknown
    return { ok: true, value: await handle(checked.data) }
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.message)
    console.error(`The request ${name} failed:`, error)
    return refused('internal', `Something in Intercoder failed (${name}); nothing that was saved is lost.`)
  }
}

function refused(code: Refusal['code'], message: string): Result<never> {
  return { ok: false, refusal: { code, message } }
}
