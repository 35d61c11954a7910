import { useEffect } from 'react'
import type { Reading } from '../../core/preferences.ts'
import { useWorkbench } from '../store.ts'

const rootSize = 16

/** Puts theme, contrast and how texts are shown on the document, where tokens.css reads them. */
export function useLook(): void {
  const { theme, contrast, textSize, reading } = useWorkbench((state) => state.preferences)
  useEffect(() => {
    const { dataset, style } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    if (contrast === 'system') delete dataset.contrast
    else dataset.contrast = contrast
    dataset.highlights = reading.highlights
    // In rem, so that it grows with the window's zoom and the system's text size as everything else does.
    style.setProperty('--reader-size', `${textSize / rootSize}rem`)
    style.setProperty('--reader-leading', `calc(var(--reader-size) * ${reading.leading})`)
    style.setProperty('--reader-measure', `calc(var(--reader-size) * ${reading.measure * perCharacter})`)
    style.setProperty('--reader-font', fontOf(reading))
  }, [theme, contrast, textSize, reading])
}

/** Width of a character in heights of the text, as the serif has it: 35 hold about 68. */
const perCharacter = 35 / 68

function fontOf({ font, ownFont }: Reading): string {
  if (font === 'own' && ownFont.trim() !== '') return `"${ownFont.trim()}", var(--serif)`
  return font === 'sans' ? 'var(--sans)' : 'var(--serif)'
}
