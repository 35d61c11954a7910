import { debuggingEndpoint } from './browser.ts'
import { answers } from './dialog.ts'
import { clickMenuItem, keyOfMenuItem } from './menu.ts'

/** What a test asks of the app that it started as a child process. */
export type Order = { number: number } & (
  | { open: string[] }
  | { save: string }
  | { choose: number }
  | { menu: string }
  | { menuKey: string }
  | { quit: true }
)

/** What the app tells the test: where its browser listens, an order carried out, a request that it refused. */
export type Report =
  | { endpoint: string }
  | { done: number; error?: string; answer?: string | undefined }
  | { request: string }

export function tellTest(report: Report): void {
  process.send?.(report)
}

/** Carries out a test's orders, where there is a test. */
export function connectToTest(quit: () => void): void {
  if (process.send === undefined) return
  process.on('message', (order: Order) => {
    try {
      tellTest({ done: order.number, answer: carryOut(order, quit) })
    } catch (error) {
      tellTest({ done: order.number, error: String(error) })
    }
  })
  process.on('disconnect', quit)
  void debuggingEndpoint().then((endpoint) => tellTest({ endpoint }))
}

function carryOut(order: Order, quit: () => void): string | undefined {
  if ('open' in order) answers.open.push(order.open)
  else if ('save' in order) answers.save.push(order.save)
  else if ('choose' in order) answers.choose.push(order.choose)
  else if ('menu' in order) clickMenuItem(order.menu)
  else if ('menuKey' in order) return keyOfMenuItem(order.menuKey)
  else setImmediate(quit)
  return undefined
}
