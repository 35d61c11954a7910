import { flushSync } from 'react-dom'
import { getState, prefer } from '../store.ts'

/** The ids of the fields to which keys lead from anywhere in the Code view. */
export const fields = {
  filter: 'document-filter',
  box: 'code-box',
  memo: 'segment-memo',
  values: 'segment-values',
  linkTypes: 'segment-link-types',
} as const

/** The side panes, under the names by which their widths are kept, with the widths they have at first. */
export const sides = {
  left: { name: 'code documents', width: 280 },
  right: { name: 'code codebook', width: 336 },
} as const

/** Puts the caret into a field, unfolding the pane that holds it. */
export function enterField(field: keyof typeof fields): void {
  if (focus(field)) return
  const { name, width } = field === 'filter' ? sides.left : sides.right
  // The pane is there when this returns, so that the next key goes into it.
  flushSync(() => prefer({ panes: { ...getState().preferences.panes, [name]: width } }))
  focus(field)
}

/** Where a field is a group of some, the first of them is meant. */
const within = 'input, textarea, select, button[tabindex="0"]'

function focus(field: keyof typeof fields): boolean {
  const place = document.getElementById(fields[field])
  const element = place?.matches('input, textarea, select')
    ? place
    : (place?.querySelector<HTMLElement>(within) ?? place)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
  return element !== null && element !== undefined
}
