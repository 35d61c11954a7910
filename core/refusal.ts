/**
 * A request that can't be met, said to the person who made it: one sentence with what happened, where, why and
 * what to do. Nothing has changed when it is thrown. Every other error is a defect of ours.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

export type RefusalCode =
  | 'invalid' // the input breaks a rule
  | 'missing' // what it names is not there
  | 'taken' // the name or file is already in use
  | 'damaged' // a file on disk can't be read as what it should be
  | 'locked' // somebody else has it open
  | 'disk' // the disk refused
  | 'cancelled' // the person changed their mind
  | 'blind' // not to be seen before the comparison is open
  | 'internal' // a defect of ours
