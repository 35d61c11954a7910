import { expect, test } from '@playwright/test'
import { inputs } from '../../../main/inputs.ts'

test('what a command leaves out may be left out, and may not be there as nothing', () => {
  const change = (changes: object) =>
    inputs.dispatch.safeParse({ type: 'changeCode', code: 'actor-1', changes }).success
  expect(change({})).toBe(true)
  expect(change({ definition: 'Who acts.' })).toBe(true)
  expect(change({ definition: undefined })).toBe(false)
  const describe = { type: 'describeDocument', document: 'one' }
  expect(inputs.dispatch.safeParse(describe).success).toBe(true)
  expect(inputs.dispatch.safeParse({ ...describe, title: undefined }).success).toBe(false)
})

test('a window sends no texts, no rows and no key that is not known', () => {
  expect(inputs.dispatch.safeParse({ type: 'addDocuments', documents: [] }).success).toBe(false)
  expect(inputs.dispatch.safeParse({ type: 'deleteDocument', document: '../x' }).success).toBe(false)
  expect(inputs.dispatch.safeParse({ type: 'openComparison', coder: 'ana' }).success).toBe(false)
})
