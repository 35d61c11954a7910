import type { FullResult, Reporter, Suite } from '@playwright/test/reporter'

/** Closes the run with `N passed, N failed, N skipped` alone on a line, for machines that read it. */
export default class ClosingLine implements Reporter {
  private suite: Suite | undefined

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite
  }

  printsToStdio() {
    return true
  }

  onEnd(_result: FullResult) {
    const count = { passed: 0, failed: 0, skipped: 0 }
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'skipped') count.skipped++
      else if (outcome === 'unexpected') count.failed++
      else count.passed++
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  }
}
