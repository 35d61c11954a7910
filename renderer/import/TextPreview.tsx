import { useEffect, useState } from 'react'
import { ask } from '../bridge.ts'
import { attempt } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'

/**
 * The frozen text as it will be coded, fetched when it is looked at and by portions. `read` is what was read: where
 * that is another, the text is fetched anew.
 */
export function TextPreview(preview: { token: string; language: string; characters: number; read: unknown }) {
  const { token, language, characters, read } = preview
  const [text, setText] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reading is another text under the same token
  useEffect(() => {
    let wanted = true
    void attempt(() => ask.readPreview({ token, from: 0 })).then((start) => {
      if (wanted && start !== undefined) setText(start)
    })
    return () => {
      wanted = false
    }
  }, [token, read])
  const more = async () => {
    const next = await attempt(() => ask.readPreview({ token, from: text.length }))
    if (next !== undefined) setText(text + next)
  }
  return (
    <ScrollRegion label="The text as it will be coded">
      <pre className="preview" lang={language} dir="auto">
        {text}
      </pre>
      {text.length < characters && text !== '' && (
        <p className="why">
          <Button onClick={() => void more()}>Show more</Button>{' '}
          <span className="meta">
            {text.length.toLocaleString('en')} of {characters.toLocaleString('en')} characters
          </span>
        </p>
      )}
    </ScrollRegion>
  )
}
