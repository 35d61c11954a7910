import { useState } from 'react'
import { Button } from '../ui/Button.tsx'

/** As many as are read before the figures. */
const atOnce = 3

/** What to know before reading the figures; further ones on demand. */
export function Warnings({ sentences }: { sentences: readonly string[] }) {
  const [all, setAll] = useState(false)
  if (sentences.length === 0) return null
  const shown = all ? sentences : sentences.slice(0, atOnce)
  const hidden = sentences.length - shown.length
  return (
    <div className="warns" role="note">
      <svg className="warnsign" viewBox="0 0 16 16" role="img" aria-label="Read with care">
        <path d="M8 1.8 15 14H1z" />
        <path d="M8 6v4M8 11.6v1" />
      </svg>
      <div>
        {shown.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {(hidden > 0 || all) && sentences.length > atOnce && (
          <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `${hidden} more`}
          </Button>
        )}
      </div>
    </div>
  )
}
