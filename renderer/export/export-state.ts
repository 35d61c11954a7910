import type { ExportChoice, ExportPreview, Progress } from '../../core/exchange-contract.ts'

/** Where an export is between being chosen and being saved: in one of these, and nothing beside it. */
export type ExportState =
  | { readonly at: 'unmade' }
  | Making
  /** It was stopped, or refused. */
  | { readonly at: 'given up' }
  | { readonly at: 'made'; readonly preview: ExportPreview }
  /** The person says where to, and it is written there. */
  | { readonly at: 'saving'; readonly preview: ExportPreview }

interface Making {
  readonly at: 'making'
  readonly choice: ExportChoice
  /** Tells this making from one before that nobody waits for any more. */
  readonly turn: symbol
  readonly progress: Progress
  /** It is saved as soon as it is made, because somebody asked for that meanwhile. */
  readonly thenSaved: boolean
}

export type ExportEvent =
  /** Something else is chosen, or what would go out is not what it was; null where nothing can. */
  | { readonly type: 'changed'; readonly choice: ExportChoice | null }
  | { readonly type: 'make'; readonly choice: ExportChoice }
  | { readonly type: 'save'; readonly choice: ExportChoice }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** How a making ended; undefined where it was stopped or refused. */
  | { readonly type: 'ended'; readonly turn: symbol; readonly preview: ExportPreview | undefined }
  /** How a saving ended: with the file, or because the person left it. */
  | { readonly type: 'saved'; readonly token: string }

export const unmade: ExportState = { at: 'unmade' }

/** What an event makes of it; the same value where it means nothing there. */
export function afterEvent(state: ExportState, event: ExportEvent): ExportState {
  switch (event.type) {
    case 'changed':
      // Who asked for it to be saved and chose nothing else gets it as it is now.
      if (state.at === 'making' && state.thenSaved && isSame(state.choice, event.choice))
        return making(state.choice, true)
      return unmade
    case 'make':
      return state.at === 'unmade' || state.at === 'given up' ? making(event.choice, false) : state
    case 'save':
      if (state.at === 'saving') return state
      if (state.at === 'made') return { at: 'saving', preview: state.preview }
      // What is being made already is not made twice.
      return state.at === 'making' ? { ...state, thenSaved: true } : making(event.choice, true)
    case 'progress':
      return state.at === 'making' ? { ...state, progress: event.progress } : state
    case 'ended':
      if (state.at !== 'making' || state.turn !== event.turn) return state
      if (event.preview === undefined) return { at: 'given up' }
      return { at: state.thenSaved ? 'saving' : 'made', preview: event.preview }
    case 'saved':
      return state.at === 'saving' && state.preview.token === event.token
        ? { at: 'made', preview: state.preview }
        : state
  }
}

function making(choice: ExportChoice, thenSaved: boolean): Making {
  const progress = { what: 'making the files', done: 0, of: 1 }
  return { at: 'making', choice, turn: Symbol('turn'), progress, thenSaved }
}

function isSame(one: ExportChoice, other: ExportChoice | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
