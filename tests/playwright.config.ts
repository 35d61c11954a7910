import { defineConfig } from '@playwright/test'

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
