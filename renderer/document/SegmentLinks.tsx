import { linksAt, possibleLinks } from '../../core/links.ts'
import type { Code, Segment } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import { dispatch, useProject, useWorkbench } from '../store.ts'
import { ActionButton, Button } from '../ui/Button.tsx'
import { openWindow } from '../ui/codebook-windows.ts'
import { Swatch } from '../ui/signs.tsx'
import { ownSegments } from './desk.ts'
import { fields } from './fields.ts'
import { makeLink, otherEnd, stopLink, whyNone } from './linking.ts'
import { begunWith, useMode } from './modes.ts'
import { chooseSegment } from './selecting.ts'

/** The segment's links in both directions, to go to the other end or to remove them. */
export function SegmentLinks({ segment }: { segment: Segment }) {
  const open = useProject((whole) => whole)
  const document = open.project.documents.get(segment.document)
  if (document === undefined) return null
  const links = linksAt(open.project, ownSegments(open, document), segment)
  return (
    <ul className="seglinks" aria-label="Links">
      {links.map(({ linkType, other, direction, problem }) => {
        const [from, to] = direction === 'out' ? [segment, other] : [other, segment]
        const quote = excerpt(other.quote, 60)
        return (
          <li key={`${direction} ${linkType.id} ${other.id}`}>
            <span className="meta">{direction === 'out' ? `${linkType.name} →` : `← ${linkType.name}`}</span>
            <button type="button" className="link here" onClick={() => chooseSegment(other)}>
              <Swatch colour={open.project.codes.get(other.code)?.colour ?? 12} />
              <span>{quote}</span>
            </button>
            <Button
              look="plain"
              aria-label={`Remove the link ${linkType.name} with ${quote}`}
              title="Remove the link"
              onClick={() =>
                void dispatch({
                  type: 'unlinkSegments',
                  document: segment.document,
                  linkType: linkType.id,
                  from: from.id,
                  to: to.id,
                })
              }
            >
              ×
            </Button>
            {problem !== undefined && <p className="note">{problem}</p>}
          </li>
        )
      })}
      <li>
        <ActionButton look="plain" action="segment.link">
          Add a link
        </ActionButton>
      </li>
    </ul>
  )
}

/** While a link is being made: where it goes out from, what it would lead to, and as what. */
export function LinkChoice() {
  useMode()
  const from = useWorkbench((state) => begunWith('link', state))
  const other = useWorkbench(otherEnd)
  const project = useProject((open) => open.project)
  if (from === undefined) return null
  const possible = other === undefined ? [] : possibleLinks(project, from, other)
  const named = (segment: Segment) => <Named segment={segment} code={project.codes.get(segment.code)} />
  return (
    <section
      className="split linkchoice"
      aria-label="New link"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        stopLink()
      }}
    >
      <div className="head">
        <h2>New link</h2>
        <Button look="plain" className="end" onClick={stopLink}>
          Stop
        </Button>
      </div>
      <div className="linkends">
        {named(from)}
        {other === undefined ? (
          <p className="note">
            Choose the other segment with Tab, the arrow keys or a click; Enter then leads to the types of
            link.
          </p>
        ) : (
          named(other)
        )}
      </div>
      {other !== undefined && possible.length === 0 && <NoneFits from={from} other={other} />}
      {other !== undefined && possible.length > 0 && (
        <div className="acts" id={fields.linkTypes}>
          {possible.map((link) => (
            <Button key={`${link.linkType.id} ${link.from.id}`} onClick={() => void makeLink(link)}>
              {link.from.id === from.id ? `${link.linkType.name} →` : `← ${link.linkType.name}`}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

/** Why the two can't be linked, which types of link there are, and the way to change them. */
function NoneFits({ from, other }: { from: Segment; other: Segment }) {
  const { why, types } = whyNone(
    useProject(({ project }) => project),
    from,
    other,
  )
  return (
    <>
      <div className="linkends">
        <p className="note">{why}</p>
        <ul className="note">
          {types.map((type) => (
            <li key={type}>{type}</li>
          ))}
        </ul>
      </div>
      <div className="acts">
        <Button look="plain" onClick={() => openWindow({ what: 'link types' })}>
          Types of link
        </Button>
      </div>
    </>
  )
}

function Named({ segment, code }: { segment: Segment; code: Code | undefined }) {
  return (
    <p>
      <Swatch colour={code?.colour ?? 12} />
      <span>
        {code?.name}, {excerpt(segment.quote, 60)}
      </span>
    </p>
  )
}
