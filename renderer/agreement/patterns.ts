import { listed } from '../../core/agreement/number.ts'

/** A way in which coders decided about a unit, in words. */
export interface Pattern {
  readonly pattern: string
  readonly words: string
  readonly count: number
}

/** The patterns of a table of decisions, most coders with the code first; one digit per coder, "-" not given it. */
export function patternsOf(table: Readonly<Record<string, number>>, coders: readonly string[]): Pattern[] {
  return Object.entries(table)
    .map(([pattern, count]) => ({ pattern, count, words: wordsOf(pattern, coders) }))
    .sort((a, b) => withCode(b.pattern) - withCode(a.pattern) || (a.pattern < b.pattern ? 1 : -1))
}

function withCode(pattern: string): number {
  return pattern.split('1').length - 1
}

function wordsOf(pattern: string, coders: readonly string[]): string {
  const having = coders.filter((_, coder) => pattern[coder] === '1')
  const absent = coders.filter((_, coder) => pattern[coder] === '-')
  const given = coders.length - absent.length
  const who =
    having.length === 0
      ? given === 2
        ? 'Neither'
        : 'Nobody'
      : having.length < given
        ? `Only ${listed(having)}`
        : given === 2
          ? 'Both'
          : 'All'
  return absent.length === 0 ? who : `${who} (not given to ${listed(absent)})`
}
