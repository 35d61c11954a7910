import type { Events, Requests } from '../core/contract.ts'

/**
 * What the handlers of one window need from the outside world: Electron gives it in the app, tests give their own.
 * Paths come from these dialogs only; a window never names one.
 */
export interface Shell {
  /** Tells the window. */
  send<Name extends keyof Events>(name: Name, value: Events[Name]): void
  /** The folder the person chose, or undefined when they cancel. */
  chooseFolder(options: { title: string; buttonLabel: string }): Promise<string | undefined>
  /** None when the person cancels. Extensions without their dot. */
  chooseFiles(options: {
    title: string
    extensions: readonly string[]
    many: boolean
  }): Promise<readonly string[]>
  chooseSaveFile(options: { title: string; suggestedName: string }): Promise<string | undefined>
  /** Asks with a button for each thing that can be done; the index of the one that was pressed. */
  choose(question: Question): Promise<number>
  /** A self-contained page as a PDF. */
  printPdf(html: string): Promise<Uint8Array>
  /** The folder for what the app keeps of this person. */
  readonly userData: string
  /** The folder with the sources of the sample project. */
  readonly seeds: string
  readonly version: string
}

export interface Question {
  readonly message: string
  readonly detail: string
  /** Named by what they do. */
  readonly buttons: readonly string[]
  /** The one that changes nothing: it is the default, and the answer when the person goes away. */
  readonly safe: number
}

/** Every request, answered. A Refusal is thrown. */
export type Handlers = {
  readonly [Name in keyof Requests]: (
    ...input: Parameters<Requests[Name]>
  ) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>>
}
