/** Inches, as both Electron and Chromium count them here. */
const sizes = { A4: [8.27, 11.69], Letter: [8.5, 11] } as const

interface PrintOptions {
  pageSize?: keyof typeof sizes
  landscape?: boolean
  printBackground?: boolean
  preferCSSPageSize?: boolean
  generateTaggedPDF?: boolean
  generateDocumentOutline?: boolean
  margins?: { top?: number; bottom?: number; left?: number; right?: number }
}

/** Electron's options of printToPDF in the words of Chromium's protocol. */
export function paper({ pageSize = 'Letter', margins = {}, ...rest }: PrintOptions) {
  const [paperWidth, paperHeight] = sizes[pageSize]
  const { top = 0.4, bottom = 0.4, left = 0.4, right = 0.4 } = margins
  return {
    ...rest,
    paperWidth,
    paperHeight,
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: right,
  }
}
