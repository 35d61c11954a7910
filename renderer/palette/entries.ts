import { codeNamed, codesInOrder, pathOf } from '../../core/codebook.ts'
import type { Code, CodingState, Document } from '../../core/model.ts'
import { codingState, codingsId, documentsInOrder } from '../../core/model.ts'
import { everySegment } from '../../core/query.ts'
import type { Action } from '../actions.ts'
import { applyActionId, isPossible, runAction } from '../actions.ts'
import { ask as askFor } from '../segment-choices.ts'
import type { State } from '../store.ts'
import { dispatch, getState, go } from '../store.ts'
import type { Match } from './rank.ts'
import { ranked } from './rank.ts'

/** A line of the palette. */
export interface Entry {
  readonly id: string
  readonly text: string
  readonly match: Match
  readonly note?: string
  readonly keys?: string
  /** What stands before it. */
  readonly sign: { readonly colour: number } | 'action' | 'document'
  readonly state?: CodingState
  run(): unknown
}

export interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

const mostOfAKind = 8

/** Everything that the typed letters find, by kind, the kind with the best first; empty ones are left out. */
export function paletteGroups(state: State, actions: readonly Action[], typed: string): Group[] {
  const groups = [
    { title: 'Codes', entries: codeEntries(state, actions, typed) },
    { title: 'Actions', entries: actionEntries(state, actions, typed) },
    { title: 'Documents', entries: documentEntries(state, typed) },
  ]
  const best = ({ entries }: Group) => entries[0]?.match.score ?? 0
  groups.sort((a, b) => best(b) - best(a))
  groups.push({ title: 'A new code', entries: newCodeEntries(state, typed) })
  return groups.filter(({ entries }) => entries.length > 0)
}

function actionEntries(state: State, actions: readonly Action[], typed: string): Entry[] {
  const possible = actions.filter((action) => action.unlisted !== true && isPossible(action, state))
  // Those of the view come first: with nothing typed they are what one would want to see.
  const ordered = [...possible].sort((a, b) => Number(b.view !== undefined) - Number(a.view !== undefined))
  const most = typed.trim() === '' ? possible.length : mostOfAKind
  return ranked(ordered, ({ label }) => label, typed, most).map(({ item, match }) => ({
    id: item.id,
    text: item.label,
    match,
    sign: 'action',
    ...(item.keys?.[0] === undefined ? {} : { keys: item.keys[0] }),
    run: () => runAction(item.id),
  }))
}

function codeEntries({ open, ...state }: State, actions: readonly Action[], typed: string): Entry[] {
  if (open === null || typed.trim() === '') return []
  const { codes } = open.project
  const path = (code: Code) => pathOf(codes, code).join(' › ')
  const rows = codesInOrder(codes).map(({ code }) => code)
  return ranked(rows, path, typed, mostOfAKind).flatMap(({ item, match }): Entry[] => {
    const apply = actions.find(({ id }) => id === applyActionId(item.id))
    const applies = apply !== undefined && isPossible(apply, { ...state, open })
    const line = { text: path(item), match, sign: { colour: item.colour } }
    return [
      {
        ...line,
        id: item.id,
        note: applies ? 'code the selection' : 'show in the codebook',
        ...(item.key === '' ? {} : { keys: item.key }),
        run: () => (applies ? runAction(apply.id) : go({ view: 'codebook', code: item.id })),
      },
      { ...line, id: `segments ${item.id}`, note: 'its segments', run: () => listSegments(item) },
    ]
  })
}

/** All segments with the code and those below it. */
function listSegments(code: Code): void {
  askFor({ ...everySegment, code: code.id })
  go({ view: 'segments' })
}

function documentEntries({ open, place }: State, typed: string): Entry[] {
  if (open === null || typed.trim() === '') return []
  const { project, coder } = open
  return ranked(documentsInOrder(project), ({ title }) => title, typed, mostOfAKind).map(
    ({ item, match }) => ({
      id: item.id,
      text: item.title,
      match,
      note: variablesOf(item),
      sign: 'document',
      ...(coder === null ? {} : { state: codingState(project.codings.get(codingsId(coder, item.id))) }),
      run: () =>
        go({
          // To read it; from Documents, to see what is known about it.
          view: place.view === 'documents' ? 'documents' : 'code',
          document: item.id,
          segment: null,
          selection: null,
        }),
    }),
  )
}

function variablesOf({ variables }: Document): string {
  return Object.values(variables)
    .filter((value) => value !== '')
    .slice(0, 2)
    .join(', ')
}

/** A name that is no code yet can become one; with a selection, the selection's. */
function newCodeEntries({ open, place }: State, typed: string): Entry[] {
  const name = typed.trim()
  if (open === null || name === '' || codeNamed(open.project.codes, name) !== undefined) return []
  const selects =
    place.view === 'code' && place.selection !== null && place.selection.start < place.selection.end
  return [
    {
      id: 'new code',
      text: selects ? `New code “${name}”, and code the selection with it` : `New code “${name}”`,
      match: { score: 0, marks: [] },
      keys: 'Shift+Enter',
      sign: 'action',
      run: () => newCode(name, selects),
    },
  ]
}

async function newCode(name: string, selects: boolean): Promise<void> {
  if (!(await dispatch({ type: 'addCodes', parent: null, codes: [{ name }] }))) return
  const { open, place } = getState()
  const code = open === null ? undefined : codeNamed(open.project.codes, name)
  if (code === undefined) return
  if (!selects) go({ view: 'codebook', code: code.id })
  else if (place.document !== null && place.selection !== null)
    await dispatch({ type: 'applyCode', document: place.document, code: code.id, ...place.selection })
}
