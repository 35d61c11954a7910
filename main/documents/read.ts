import { type GivenBytes, type ReadDocument, type ReadOptions, refuse } from './document.ts'
import { type Kind, recognise } from './kind.ts'
import { type Limits, standardLimits } from './limits.ts'

type Importer = (given: GivenBytes, limits: Limits) => Promise<ReadDocument | ReadDocument[]>

/** Each importer is loaded when a file needs it. */
const importers: Readonly<Record<Kind, () => Promise<Importer>>> = {
  text: async () => (await import('./text.ts')).readText,
  markdown: async () => (await import('./markdown.ts')).readMarkdown,
  html: async () => (await import('./html.ts')).readHtml,
  docx: async () => (await import('./docx.ts')).readDocx,
  odt: async () => (await import('./odt.ts')).readOdt,
  rtf: async () => (await import('./rtf.ts')).readRtf,
  epub: async () => (await import('./epub.ts')).readEpub,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  subtitles: async () => (await import('./subtitles.ts')).readSubtitles,
  table: async () => (await import('./table.ts')).readTable,
}

/**
 * The documents of a file of any kind, read right here: only for what may hang or fill the memory of the caller, such
 * as the worker. Throws a Refusal `NAME: why; what to do`.
 */
export async function readHere(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
  limits: Limits = standardLimits,
): Promise<ReadDocument[]> {
  const most = Math.round(limits.fileBytes / 1_000_000)
  if (bytes.length > limits.fileBytes) refuse(name, `the file is larger than ${most} MB; split it`)
  const { kind, warnings } = await recognise(name, bytes, limits)
  const importer = await importers[kind]()
  const found = [await importer({ name, bytes, options }, limits)].flat()
  const [first, ...others] = found
  if (first === undefined) return []
  return [{ ...first, warnings: [...warnings, ...first.warnings] }, ...others]
}
