import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'

/**
 * How slow a machine is played, so that a test which does not wait for what it needs fails every time, here, and not
 * once in a hundred times elsewhere. INTERCODER_SLOW=200 keeps each message between a window and the main process
 * for 200 ms after the one before it; INTERCODER_SLOW_PAGE=6 lets a page have the sixth part of its processor.
 */
const slow = {
  message: Number(process.env.INTERCODER_SLOW ?? 0),
  page: Number(process.env.INTERCODER_SLOW_PAGE ?? 1),
}

/** The way from the main process to a window: what is sent first comes first. */
export class Way {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves when what is sent now arrives. */
  arrival(): Promise<unknown> {
    if (slow.message === 0) return Promise.resolve()
    this.#last = this.#last.then(() => sleep(slow.message))
    return this.#last
  }
}

export async function slowDown(page: Page): Promise<void> {
  if (slow.page === 1) return
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: slow.page })
}
