import { useEffect } from 'react'
import { useWorkbench } from '../store.ts'

const rootSize = 16

/** Puts theme, contrast and text size on the document, where tokens.css reads them. */
export function useLook(): void {
  const { theme, contrast, textSize } = useWorkbench((state) => state.preferences)
  useEffect(() => {
    const { dataset, style } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    if (contrast === 'system') delete dataset.contrast
    else dataset.contrast = contrast
    // In rem, so that it grows with the window's zoom and the system's text size as everything else does.
    style.setProperty('--reader-size', `${textSize / rootSize}rem`)
  }, [theme, contrast, textSize])
}
