/**
 * How many cases a long test runs: a fixed sample with everything else, all of them where a campaign was asked for
 * (`npm run campaign`).
 */
export function cases(sample: number, whole: number): number {
  return process.env.INTERCODER_CAMPAIGN === '1' ? whole : sample
}
