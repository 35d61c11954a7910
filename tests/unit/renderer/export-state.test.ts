import { expect, test } from '@playwright/test'
import type { ExportChoice, ExportPreview } from '../../../core/exchange-contract.ts'
import type { ExportEvent, ExportState } from '../../../renderer/export/export-state.ts'
import { afterEvent, unmade } from '../../../renderer/export/export-state.ts'

const choice: ExportChoice = { format: 'csv', coders: [], documents: [], dictionary: true }
const another: ExportChoice = { ...choice, format: 'json' }
const preview: ExportPreview = {
  ...{ token: 'first', segments: 0, positions: '', files: [], fileCount: 0, bytes: 0, losses: [] },
  sample: { text: '' },
}

const after = (...events: (ExportEvent | ((state: ExportState) => ExportEvent))[]) =>
  events.reduce(
    (state, event) => afterEvent(state, typeof event === 'function' ? event(state) : event),
    unmade,
  )
const make: ExportEvent = { type: 'make', choice }
const save: ExportEvent = { type: 'save', choice }
const changed = (to: ExportChoice | null = choice): ExportEvent => ({ type: 'changed', choice: to })
const ended = (made?: ExportPreview) => (state: ExportState) => {
  if (state.at !== 'making') throw new Error(`it is ${state.at}`)
  return { type: 'ended', turn: state.turn, preview: made } as const
}
const saved = (token = 'first'): ExportEvent => ({ type: 'saved', token })

test('an export is made, looked at, saved, and can be saved again', () => {
  expect(after(make)).toMatchObject({ at: 'making', choice, thenSaved: false })
  expect(after(make, ended(preview))).toEqual({ at: 'made', preview })
  expect(after(make, ended(preview), save)).toEqual({ at: 'saving', preview })
  expect(after(make, ended(preview), save, saved())).toEqual({ at: 'made', preview })
  expect(after(make, ended(preview), save, saved(), save)).toEqual({ at: 'saving', preview })
})

test('who saves before it is made has it made once, and saved then', () => {
  expect(after(save)).toMatchObject({ at: 'making', thenSaved: true })
  expect(after(save, ended(preview))).toEqual({ at: 'saving', preview })
  const making = after(make)
  expect(afterEvent(making, save)).toEqual({ ...making, thenSaved: true })
  const asked = after(make, save)
  expect(afterEvent(asked, make)).toBe(asked)
})

test('what is being saved is not saved a second time', () => {
  const saving = after(make, ended(preview), save)
  expect(afterEvent(saving, save)).toBe(saving)
  expect(afterEvent(saving, make)).toBe(saving)
  expect(afterEvent(saving, saved('another'))).toBe(saving)
})

test('what was stopped or refused is not saved, and can be made again', () => {
  expect(after(make, ended())).toEqual({ at: 'given up' })
  expect(after(save, ended())).toEqual({ at: 'given up' })
  expect(after(make, ended(), make)).toMatchObject({ at: 'making', thenSaved: false })
  expect(after(make, ended(), save)).toMatchObject({ at: 'making', thenSaved: true })
})

test('whoever chooses something else begins anew, wherever they were', () => {
  for (const events of [[], [make], [make, ended()], [make, ended(preview)], [make, ended(preview), save]])
    expect(after(...events, changed(another))).toEqual(unmade)
  // Somebody asked for the other one to be saved, not for this.
  expect(after(save, changed(another))).toEqual(unmade)
  expect(after(save, changed(null))).toEqual(unmade)
})

test('what is to be saved is made anew when something is coded meanwhile, and saved as it is then', () => {
  const first = after(save)
  const second = afterEvent(first, changed({ ...choice }))
  expect(second).toMatchObject({ at: 'making', thenSaved: true })
  expect(afterEvent(second, ended({ ...preview, token: 'old' })(first))).toBe(second)
  expect(afterEvent(second, ended(preview)(second))).toEqual({ at: 'saving', preview })
})

test('how far it is means something only while it is made', () => {
  const progress = { what: 'reading documents', done: 20, of: 40 }
  expect(after(make, { type: 'progress', progress })).toMatchObject({ at: 'making', progress })
  for (const state of [unmade, after(make, ended(preview)), after(make, ended())])
    expect(afterEvent(state, { type: 'progress', progress })).toBe(state)
})
