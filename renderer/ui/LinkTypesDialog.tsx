import { useState } from 'react'
import { codesInOrder } from '../../core/codebook.ts'
import type { LinkTypeText } from '../../core/commands/link.ts'
import { linkTypesInOrder } from '../../core/links.ts'
import type { CodeId, LinkEnd, LinkType } from '../../core/model.ts'
import { dispatch, useProject } from '../store.ts'
import { Button } from './Button.tsx'
import { openWindow, useOpenWindow } from './codebook-windows.ts'
import { Dialog } from './Dialog.tsx'
import { TextField } from './TextField.tsx'

/** The types of link that the codebook declares, while they are asked for. */
export function LinkTypesDialog() {
  const shown = useOpenWindow()
  const linkTypes = useProject(({ project }) => project.linkTypes)
  const [name, setName] = useState('')
  if (shown?.what !== 'link types') return null
  const add = async () => {
    if (name.trim() === '') return
    if (await dispatch({ type: 'addLinkType', name: name.trim(), from: [], to: [] })) setName('')
  }
  return (
    <Dialog title="Types of link" className="linktypes" onClose={() => openWindow(null)}>
      <p className="note">
        A link leads from one segment to another and is read in that direction: an accusation is “made by” an
        actor. Codes that are ticked, with those below them, may stand at an end.
      </p>
      <div className="scroll">
        {linkTypesInOrder({ linkTypes }).map((linkType) => (
          <TypeFields key={linkType.id} linkType={linkType} />
        ))}
        <form
          className="newtype"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <input
            className="field"
            aria-label="Name of a new type of link"
            placeholder="New type, such as: made by"
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            Add
          </Button>
        </form>
      </div>
    </Dialog>
  )
}

function TypeFields({ linkType }: { linkType: LinkType }) {
  const change = (changes: Partial<LinkTypeText>) =>
    dispatch({ type: 'changeLinkType', linkType: linkType.id, changes })
  return (
    <fieldset>
      <legend className="hidden">{linkType.name}</legend>
      <div className="typename">
        <TextField
          aria-label={`Name of the type of link ${linkType.name}`}
          value={linkType.name}
          onKeep={(name) => change({ name })}
        />
        <Button
          look="plain"
          aria-label={`Delete the type of link ${linkType.name}`}
          title="Delete it with everybody’s links of this type; undo brings them back"
          onClick={() => void dispatch({ type: 'deleteLinkType', linkType: linkType.id })}
        >
          Delete
        </Button>
      </div>
      <div className="ends">
        <End
          title="goes out from"
          name={linkType.name}
          chosen={linkType.from}
          onChoose={(from) => change({ from })}
        />
        <End title="leads to" name={linkType.name} chosen={linkType.to} onChoose={(to) => change({ to })} />
      </div>
    </fieldset>
  )
}

function End({
  title,
  name,
  chosen,
  onChoose,
}: {
  title: string
  name: string
  chosen: LinkEnd
  onChoose(end: LinkEnd): unknown
}) {
  const codes = useProject(({ project }) => project.codes)
  const named = chosen ?? []
  const isAny = chosen?.length === 0
  // Who unticks the last code does not mean any code.
  const choose = (ids: readonly CodeId[]) => onChoose(ids.length === 0 ? null : ids)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group within a group of fields
    <div role="group" aria-label={`${name} ${title}`}>
      <p className="meta">
        {title}
        {chosen === null && ' no code'}
      </p>
      <label className="opt">
        <input type="checkbox" checked={isAny} onChange={() => onChoose(isAny ? null : [])} />
        <span>any code</span>
      </label>
      {codesInOrder(codes).map(({ code, depth }) => (
        <label key={code.id} className="opt" style={{ paddingLeft: `${depth}rem` }}>
          <input
            type="checkbox"
            checked={named.includes(code.id)}
            onChange={({ target }) =>
              choose(target.checked ? [...named, code.id] : named.filter((id) => id !== code.id))
            }
          />
          <span>{code.name}</span>
        </label>
      ))}
    </div>
  )
}
