import { loadavg } from 'node:os'
import { findBrowser } from '../stand-in/find-browser.ts'
import { type Figure, figure } from './figure.ts'
import { measureOurs } from './reader/ours.ts'
import { measureRecogito } from './reader/recogito.ts'
import { median, quantile, worst } from './reader/stopwatch.ts'

/**
 * A text of a million characters in the whole app, against `@recogito/text-annotator` on the same text and spans in
 * the same browser. Opening goes from data in the window to everything visible painted, coding from key press to
 * painted mark; waiting for the next frame is in it, up to 16.7 ms. Other work on the machine shows: run it alone, and
 * look at the load average (of a minute; its own two processes and the browser are in it). `--codings=20` codes fewer
 * times than the hundred that the figures are meant for.
 */
export async function bench(options: readonly string[] = []): Promise<Figure[]> {
  const given = options.find((option) => option.startsWith('--codings='))
  const codings =
    given === undefined ? 100 : Math.max(1, Number.parseInt(given.slice('--codings='.length), 10))
  const before = loadavg()[0]!
  const theirs = await measured('the baseline', () => measureRecogito(findBrowser(), 10_000, codings))
  const ours = await measured('10,000 segments', () => measureOurs(10_000, codings))
  const many = await measured('50,000 segments', () => measureOurs(50_000, codings))
  const name = '@recogito/text-annotator 4.1.1'
  const against = (value: number) => ({ name, value })
  return [
    figure('reader.open', ours.open, 'ms', against(theirs.open)),
    figure('reader.open-again', median(ours.openAgain), 'ms', against(theirs.open)),
    figure('reader.apply-code', median(ours.applyCode), 'ms', against(median(theirs.applyCode))),
    figure('reader.apply-code-worst', worst(ours.applyCode), 'ms', against(worst(theirs.applyCode))),
    figure('reader.scroll', median(ours.scroll), 'ms', against(median(theirs.scroll))),
    figure('reader.scroll-99th', quantile(ours.scroll, 0.99), 'ms', against(quantile(theirs.scroll, 0.99))),
    figure('reader.scroll-worst', worst(ours.scroll), 'ms', against(worst(theirs.scroll))),
    figure('reader.open-50000', many.open, 'ms'),
    figure('reader.open-again-50000', median(many.openAgain), 'ms'),
    figure('reader.apply-code-50000', median(many.applyCode), 'ms'),
    figure('reader.apply-code-worst-50000', worst(many.applyCode), 'ms'),
    figure('reader.scroll-50000', median(many.scroll), 'ms'),
    figure('reader.scroll-worst-50000', worst(many.scroll), 'ms'),
    figure('machine.load-before', before, 'processes'),
    figure('machine.load-after', loadavg()[0]!, 'processes'),
  ]
}

/** Says how far it is, on the error output: the figures alone are the output. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const times = await work()
  console.error(`${what}: measured in ${Math.round((performance.now() - start) / 1000)} s`)
  return times
}
