/** Something in a project's folder that is not as it should be. */
export interface Problem {
  /** Relative to the project's folder, with slashes. */
  readonly file: string
  /** What is wrong, with the line where it can be told. */
  readonly what: string
  /** Whether `check --repair` can mend it; only `check` finds that out. */
  readonly repairable: boolean
  /** Of a conflict copy: the file that it is a copy of. */
  readonly copyOf?: string
}

/** What is wrong, in words. */
export type Found = string | Pick<Problem, 'what' | 'copyOf'>

/** What was found wrong in a project's folder so far. */
export class Problems {
  readonly all: Problem[] = []
  /** Files that could not be taken in. They stay as they are: nothing writes over them. */
  readonly setAside = new Set<string>()

  /** Sets a file aside and names it. */
  refuse(file: string, found: Found): void {
    this.tell(file, found)
    this.setAside.add(file)
  }

  /** Names a file with what is to be known of it. */
  tell(file: string, found: Found): void {
    this.all.push({ file, ...(typeof found === 'string' ? { what: found } : found), repairable: false })
  }

  /** Nothing is known of the file any more: it is another now. */
  forget(file: string): void {
    this.setAside.delete(file)
    this.all.splice(0, this.all.length, ...this.all.filter((problem) => problem.file !== file))
  }
}
