/** How far a computation is; `total` may grow while it runs. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** A computation that tells how far it is after each step, so that it can be shown, interrupted and abandoned. */
export type Steps<Result> = Generator<Progress, Result>

/** Runs it to the end at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}
