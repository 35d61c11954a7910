import type { Segment } from '../core/model.ts'
import type { Action } from './actions.ts'
import type { Sought } from './document/arriving.ts'
import { awaitStretch, lookAt } from './document/arriving.ts'
import { currentReader } from './document/remembered.ts'
import type { Place, State } from './store.ts'
import { getState, go, notify } from './store.ts'

/** Where the person was before they jumped, the latest last; and where they came back from. */
let behind: readonly Place[] = []
let ahead: readonly Place[] = []
const longest = 100

/** Where the latest jump led. */
let landed: Pick<Place, 'view' | 'document'> | null = null

/** Goes to a place from which there is a way back; what is sought there is brought into view. */
export function jump(to: Partial<Place>, sought?: Sought): void {
  behind = [...behind, getState().place].slice(-longest)
  ahead = []
  landed = { ...getState().place, ...to }
  arrive(to, sought)
}

/** Goes to a place. A text that is on the page already is not put there anew, so its selection is set. */
export function arrive(to: Partial<Place>, sought?: Sought): void {
  const { view, document } = getState().place
  const stays = (to.view ?? view) === view && (to.document ?? document) === document
  const reader = stays ? currentReader() : null
  if (to.selection) reader?.select(to.selection)
  go(to)
  if (sought === undefined) return
  if (reader === null) awaitStretch(sought)
  else lookAt(reader, sought)
}

/** Goes to a segment in its text: one's own is selected, another coder's is pointed at and it is said whose it is. */
export function jumpToSegment(segment: Pick<Segment, 'id' | 'document' | 'coder' | 'start' | 'end'>): void {
  const { id, document, coder, start, end } = segment
  const { open } = getState()
  const own = coder === open?.coder
  const caret = { start, end: start }
  jump(
    { view: 'code', document, segment: own ? id : null, selection: caret },
    { document, span: { start, end }, pointed: !own },
  )
  const name = open?.project.coders.get(coder)?.name ?? coder
  if (!own) notify(`This is ${name}’s segment; the marks in the text are your own.`)
}

function walk(by: 'back' | 'on'): void {
  const [from, other] = by === 'back' ? [behind, ahead] : [ahead, behind]
  // Of documents that are gone, or were another project's, nothing is left to go to.
  const left = from.filter(isThere)
  const to = left.pop()
  if (to === undefined) {
    notify(by === 'back' ? 'There is no jump to go back from.' : 'There is nothing to go forward to.')
    return
  }
  const added = [...other, getState().place]
  behind = by === 'back' ? left : added
  ahead = by === 'back' ? added : left
  arrive(to)
}

function isThere({ document }: Place): boolean {
  return document === null || getState().open?.project.documents.has(document) === true
}

/** In the document that the latest jump led to. */
function isWhereJumped({ place }: State): boolean {
  return behind.length > 0 && place.view === landed?.view && place.document === landed.document
}

const isOpen = ({ open }: { open: unknown }) => open !== null

export const trailActions: readonly Action[] = [
  {
    id: 'place.back',
    label: 'Back to where you were',
    keys: ['Ctrl+Alt+ArrowLeft', 'Alt+ArrowLeft'],
    hint: 'back',
    hintWhen: isWhereJumped,
    when: isOpen,
    run: () => walk('back'),
  },
  {
    id: 'place.on',
    label: 'Forward to where you came back from',
    keys: ['Ctrl+Alt+ArrowRight', 'Alt+ArrowRight'],
    hint: 'forward',
    hintWhen: () => ahead.length > 0,
    when: isOpen,
    run: () => walk('on'),
  },
]
