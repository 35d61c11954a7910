import type { ReactNode } from 'react'

/** A part that scrolls by itself: named, and reached by the keyboard. */
export function ScrollRegion(region: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <section className={`scroll ${region.className ?? ''}`} tabIndex={0} aria-label={region.label}>
      {region.children}
    </section>
  )
}
