import { defineConfig } from '@playwright/test'
import fc from 'fast-check'
import { cases } from './campaign.ts'

// The same random cases each time, so that whoever changes a line isn't told of another's fault; a campaign draws anew.
if (cases(1, 0) === 1) fc.configureGlobal({ seed: 20_261_127 })

// One runner for everything: `unit` needs no browser, `app` drives the whole workbench.
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Generous: two cores may be busy with something else. What takes longer on purpose says so itself.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 30_000 },
  reporter: [['list'], ['./closing-line.ts']],
  projects: [
    { name: 'unit', testMatch: 'unit/**/*.test.ts' },
    { name: 'app', testMatch: 'app/**/*.test.ts', fullyParallel: false },
  ],
})
