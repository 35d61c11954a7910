import { expect, test } from '@playwright/test'
import type { WebContents } from 'electron'
import { requests } from '../../../core/contract.ts'
import { Refusal } from '../../../core/refusal.ts'
import { serve } from '../../../main/ipc.ts'
import type { Handlers } from '../../../main/shell.ts'

type Listener = (event: { senderFrame: unknown }, ...input: unknown[]) => Promise<unknown>

/** What a window would ask through: its main frame, and the handlers that were given to it. */
function door(handlers: Partial<Record<keyof Handlers, (input: never) => unknown>>) {
  const listeners = new Map<string, Listener>()
  const mainFrame = { url: 'app://intercoder/index.html' }
  const ipc = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) }
  serve({ mainFrame, ipc } as unknown as WebContents, handlers as unknown as Handlers)
  return {
    names: [...listeners.keys()],
    mainFrame,
    ask: (senderFrame: unknown, name: string, ...input: unknown[]) =>
      listeners.get(name)?.({ senderFrame }, ...input),
  }
}

test('every request of the contract has its door', () => {
  expect(door({}).names).toEqual([...requests])
})

test('what a handler gives is the value of the answer', async () => {
  const { ask, mainFrame } = door({ createProject: ({ title }: { title: string }) => title })
  expect(await ask(mainFrame, 'createProject', { title: 'Mines' })).toEqual({ ok: true, value: 'Mines' })
})

test('a frame that is not the main one is refused, and so is another address', async () => {
  let asked = 0
  const { ask, mainFrame } = door({ undo: () => ++asked })
  expect(await ask({ url: mainFrame.url }, 'undo')).toMatchObject({ ok: false })
  expect(await ask(null, 'undo')).toMatchObject({ ok: false })
  for (const url of ['http://intercoder/', 'app://elsewhere/', 'about:blank', '']) {
    mainFrame.url = url
    expect(await ask(mainFrame, 'undo')).toMatchObject({ ok: false })
  }
  expect(asked).toBe(0)
})

test('input that breaks the schema never reaches the handler', async () => {
  let asked = 0
  const { ask, mainFrame } = door({
    createProject: () => ++asked,
    undo: () => ++asked,
    dispatch: () => ++asked,
  })
  const wrong: [string, ...unknown[]][] = [
    ['createProject'],
    ['createProject', { title: 7 }],
    ['createProject', { title: 'x', folder: '/etc' }],
    ['undo', 'everything'],
    ['undo', undefined, undefined],
    ['dispatch', { type: 'addDocuments', documents: [] }],
  ]
  for (const request of wrong) {
    expect(await ask(mainFrame, ...request), request.join(' ')).toMatchObject({
      ok: false,
      refusal: { code: 'invalid' },
    })
  }
  expect(asked).toBe(0)
})

test('a refusal keeps its code and its sentence', async () => {
  const { ask, mainFrame } = door({
    undo: () => {
      throw new Refusal('blind', 'Coding is blind.')
    },
  })
  const refusal = { code: 'blind', message: 'Coding is blind.' }
  expect(await ask(mainFrame, 'undo')).toEqual({ ok: false, refusal })
})

test('a defect of ours says no more than that, and is logged', async () => {
  const logged: unknown[] = []
  const { error } = console
  console.error = (...words: unknown[]) => logged.push(...words)
  const { ask, mainFrame } = door({ undo: () => Promise.reject(new TypeError('x is not a function')) })
  const answer = await ask(mainFrame, 'undo')
  console.error = error
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'internal' } })
  expect(JSON.stringify(answer)).not.toContain('not a function')
  expect(String(logged)).toContain('x is not a function')
})
