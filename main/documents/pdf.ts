import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { counted } from '../../core/counted.ts'
import { documentOf, type GivenBytes, longestText, type ReadDocument, refuse } from './document.ts'
import { inReadingOrder } from './pdf-order.ts'
import { type Line, linesOf, paragraphsOf, withoutRunningHeads } from './pdf-paragraphs.ts'
import { type Piece, runsOf } from './pdf-runs.ts'

type PdfModule = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
type PdfDocument = Awaited<ReturnType<PdfModule['getDocument']>['promise']>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/**
 * The text of a PDF in the order of reading: lines are put together to paragraphs, columns follow one another, words
 * divided at line ends are whole again, running heads and page numbers are left out. Nothing in it is run or fetched.
 */
export async function readPdf(given: GivenBytes): Promise<ReadDocument> {
  const { name } = given
  const pdfjs = await loadPdfjs()
  const pdf = await open(pdfjs, given)
  const pages: Line[][] = []
  const empty: number[] = []
  let length = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const lines = await readPage(number)
    if (lines.length === 0) empty.push(number)
    length += lines.reduce((sum, { text }) => sum + text.length, 0)
    if (length > longestText) refuse(name, 'there are more than 20 million characters in it; split it')
    pages.push(lines)
  }
  if (length === 0)
    refuse(name, 'there is no text layer in it, so its pages are images; recognise the text (OCR) first')
  const body = withoutRunningHeads(pages)
  const { text, joined } = paragraphsOf(body.pages.flat())
  const warnings = [
    ...emptyPages(empty, pages.length),
    ...pageWarnings(body.removed, joined),
    ...unreadable(text),
  ]
  await pdf.loadingTask.destroy()
  return documentOf(given, { text, encoding: '', importer: 'pdf/1', warnings })

  async function readPage(number: number): Promise<Line[]> {
    try {
      return await pageLines(pdfjs, pdf, number)
    } catch (error) {
      const why = error instanceof Error ? error.message || error.name : String(error)
      return refuse(name, `page ${number} of the PDF is damaged (${why}); get it anew`)
    }
  }
}

/**
 * PDF.js without its own worker (this is one already) and without a canvas: only text is asked of it, but loading it
 * looks for the matrices of a canvas.
 */
async function loadPdfjs(): Promise<PdfModule> {
  const scope = globalThis as unknown as Record<string, unknown>
  scope.DOMMatrix ??= class {}
  scope.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

/** Tables of Chinese, Japanese and Korean letters: beside the built program, else where the package has them. */
function characterMaps(): string {
  const beside = fileURLToPath(new URL('cmaps/', import.meta.url))
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url))
}

async function open(pdfjs: PdfModule, { name, bytes }: GivenBytes): Promise<PdfDocument> {
  try {
    return await pdfjs.getDocument({
      data: new Uint8Array(bytes),
      verbosity: pdfjs.VerbosityLevel.ERRORS,
      cMapUrl: characterMaps(),
      cMapPacked: true,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      isOffscreenCanvasSupported: false,
    }).promise
  } catch (error) {
    const kind = error instanceof Error ? error.name : ''
    if (kind === 'PasswordException') refuse(name, 'the PDF is protected by a password; save it without one')
    const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    return refuse(name, `the PDF is damaged or was cut off (${why}); get it anew`)
  }
}

/** The lines of a page; what is set at an angle comes after what is upright. */
async function pageLines(pdfjs: PdfModule, pdf: PdfDocument, number: number): Promise<Line[]> {
  const page = await pdf.getPage(number)
  const { upright, turned } = await piecesOf(pdfjs, page)
  page.cleanup()
  const runs = [...inReadingOrder(runsOf(upright)), ...runsOf(turned)]
  return linesOf(runs, number)
}

async function piecesOf(pdfjs: PdfModule, page: PdfPage): Promise<{ upright: Piece[]; turned: Piece[] }> {
  const { transform } = page.getViewport({ scale: 1 })
  // Letters are normalised below: PDF.js does it before it turns Arabic round, which breaks ligatures apart wrongly.
  const { items } = await page.getTextContent({ disableNormalization: true })
  const upright: Piece[] = []
  const turned: Piece[] = []
  for (const item of items) {
    if (!('str' in item)) continue
    const [a, b, c, d, x, y] = pdfjs.Util.transform(transform, item.transform) as number[]
    const size = Math.hypot(c!, d!) || Math.hypot(a!, b!)
    if (![x, y, size, item.width].every(Number.isFinite) || size === 0) continue
    const piece = { text: letters(item.str), x: x!, y: y!, width: item.width, size }
    // A turned text is laid along its own direction.
    if (Math.abs(b!) <= Math.abs(a!) * 0.2 && a! >= 0) upright.push(piece)
    else turned.push({ ...piece, x: along(x!, y!, a!, b!), y: across(x!, y!, a!, b!) })
  }
  return { upright, turned }
}

const along = (x: number, y: number, a: number, b: number) => (x * a + y * b) / Math.hypot(a, b)
const across = (x: number, y: number, a: number, b: number) => (y * a - x * b) / Math.hypot(a, b)

/** Ligatures and the forms that Arabic letters have by their place become the letters themselves. */
function letters(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]+/g, (forms) => forms.normalize('NFKC'))
    .replaceAll('\0', '')
}

function emptyPages(pages: readonly number[], all: number): string[] {
  if (pages.length === 0) return []
  const [shown, more] = [pages.slice(0, 20).join(', '), pages.length > 20 ? ' and others' : '']
  return [
    pages.length === 1
      ? `page ${shown} of ${all} holds no text; if it is an image, recognise its text (OCR) first`
      : `pages ${shown}${more} of ${all} hold no text; if they are images, recognise their text (OCR) first`,
  ]
}

function pageWarnings(removed: number, joined: number): string[] {
  return [
    ...(removed > 0
      ? [`${counted(removed, 'running head or page number', 'running heads and page numbers')} left out`]
      : []),
    ...(joined > 0 ? [`${counted(joined, 'word')} divided at line ends put together`] : []),
  ]
}

/** Fonts without a table of letters give signs that mean nothing. */
function unreadable(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const strange = text.match(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f\ufffd\p{Co}\p{Cn}]/gu)?.length ?? 0
  const written = text.replace(/\s/g, '').length
  return strange > 3 && strange > written * 0.05
    ? [
        `${Math.round((strange / written) * 100)} % of its characters can't be read as letters: the fonts don't say which they are; recognise the text (OCR) instead`,
      ]
    : []
}
