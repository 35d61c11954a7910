/** Something wrong in a file, with the line it is on, from 1. */
export interface LineProblem {
  readonly line: number
  /** A clause without a full stop, to stand behind `FILE:LINE: `. */
  readonly message: string
}

/** A sentence as a clause: what a Refusal says, to stand behind a colon. */
export function clauseOf(sentence: string): string {
  const open = sentence.replace(/\.$/, '')
  return /^(A|An|The|There|This|Nobody|Nothing|No)\b/.test(open)
    ? open.charAt(0).toLowerCase() + open.slice(1)
    : open
}
