import { defineConfig } from '@playwright/test'

// One runner for everything: `unit` needs no browser, `app` drives the whole workbench.
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  use: { actionTimeout: 20_000 },
  reporter: [['list'], ['./closing-line.ts']],
  projects: [
    { name: 'unit', testMatch: 'unit/**/*.test.ts' },
    { name: 'app', testMatch: 'app/**/*.test.ts', fullyParallel: false },
  ],
})
