import { documentOf, endingOf, type GivenBytes, type ReadDocument, refuse } from './document.ts'
import { type Decoded, decodeBytes } from './encoding.ts'
import { depthOf, type PageNode, textOfPage } from './html-text.ts'
import { type Limits, standardLimits } from './limits.ts'

/** The article is looked for on pages of at most so many elements, so deep; to find it takes long in others. */
const forArticle = { elements: 100_000, depth: 250 }

/**
 * A web page: the text of its article, or of the whole page. Nothing in it is run and nothing it refers to is
 * fetched: it is parsed into a tree that has neither scripts nor a network.
 */
export async function readHtml(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument> {
  const { name, options } = given
  const decoded = await decodePage(given)
  const { parseHTML } = await import('linkedom')
  const page = decoded.text.replace(/^\ufeff/, '')
  const html = isXhtml(name, page) ? openedElements(page) : page
  refuseDeep(name, html, limits.depth)
  const { document } = parseHTML(completed(html))
  const whole = textOfPage(document.documentElement as unknown as PageNode)
  const title = document.querySelector('head title')?.textContent ?? undefined
  const article = options.page === 'whole' ? undefined : await articleOf(document as unknown as Document)
  const chosen = article?.text ?? whole
  const missed = options.page !== 'whole' && article === undefined
  const warnings = [
    ...decoded.warnings,
    ...(missed ? ['no article was found on the page; this is all of its text'] : []),
    ...(options.page === 'whole' ? [] : pageWarnings(chosen, whole)),
  ]
  return documentOf(given, {
    text: chosen,
    title: article?.title || title,
    encoding: decoded.encoding,
    encodingSign: decoded.sign,
    importer: 'html/1',
    warnings,
  })
}

/** A page without html or body elements is put into them, as a browser would. */
function completed(html: string): string {
  return /<body[\s>]/i.test(html) || /<frameset[\s>]/i.test(html)
    ? html
    : `<!doctype html><html><body>${html}</body></html>`
}

async function articleOf(document: Document): Promise<{ text: string; title: string } | undefined> {
  if (depthOf(document.documentElement) > forArticle.depth) return undefined
  const { Readability } = await import('@mozilla/readability')
  try {
    const found = new Readability<PageNode>(document, {
      maxElemsToParse: forArticle.elements,
      serializer: (node) => node as unknown as PageNode,
    }).parse()
    if (found?.content == null) return undefined
    const text = textOfPage(found.content)
    return text.trim() === '' ? undefined : { text, title: found.title ?? '' }
  } catch {
    // A page that the finder of articles can't cope with still has its whole text.
    return undefined
  }
}

function pageWarnings(chosen: string, whole: string): string[] {
  const letters = (text: string) => text.replace(/\s/g, '').length
  const [some, all] = [letters(chosen), letters(whole)]
  return some >= all
    ? []
    : [`this is the article alone, ${some} of the page's ${all} letters; the whole page can be had as well`]
}

/**
 * The byte order mark and valid UTF-8 come before what the page says of itself, which is often wrong; what it says
 * comes before a guess where the bytes fit it.
 */
async function decodePage({ name, bytes, options }: GivenBytes): Promise<Decoded> {
  if (options.encoding !== undefined) return decodeBytes(name, bytes, options.encoding)
  const said = declaredEncoding(bytes)
  const found = await decodeBytes(name, bytes)
  if (said === undefined || found.warnings.length === 0) return found
  const declared = await asDeclared(name, bytes, said)
  if (declared === undefined) {
    const warning = `the page says it is ${said}, which its bytes are not; it was read as ${found.encoding}`
    return { ...found, warnings: [warning, ...found.warnings.slice(1)] }
  }
  return declared
}

async function asDeclared(name: string, bytes: Uint8Array, encoding: string): Promise<Decoded | undefined> {
  try {
    return { ...(await decodeBytes(name, bytes, encoding)), sign: 'page' }
  } catch {
    return undefined
  }
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start)?.[1]?.toLowerCase()
}

/** Elements that never hold others, and so add no depth. */
const empty = new Set(
  'area base br col embed hr img input link meta source track wbr p li td th tr dt dd option'.split(' '),
)

/**
 * Refuses a page whose elements lie far deeper in one another than any editor puts them; to build its tree would take
 * long. Old pages leave elements open that don't hold what follows, so five times the depth is allowed.
 */
function refuseDeep(name: string, html: string, limit: number): void {
  let depth = 0
  for (const [, end, element = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b/gi)) {
    if (empty.has(element.toLowerCase())) continue
    depth = Math.max(0, depth + (end === '/' ? -1 : 1))
    if (depth > limit * 5) refuse(name, `its elements are nested more than ${limit} deep; it is not read`)
  }
}

/** The text of a chapter: XHTML read as HTML, where an element that closes itself would stay open. */
export async function textOfXhtml(name: string, xhtml: string, limits: Limits): Promise<string> {
  const { parseHTML } = await import('linkedom')
  const html = openedElements(xhtml)
  refuseDeep(name, html, limits.depth)
  return textOfPage(parseHTML(completed(html)).document.documentElement as unknown as PageNode)
}

/** A file that calls itself XML, by its ending or its first words; other pages are HTML, whatever they declare. */
function isXhtml(name: string, text: string): boolean {
  return endingOf(name) === 'xhtml' || /^\ufeff?\s*<\?xml/.test(text)
}

function openedElements(xhtml: string): string {
  return xhtml
    .replace(/^\ufeff?\s*<\?xml[^>]*\?>/, '')
    .replace(/<([a-z][\w:-]*)((?:\s[^<>]*?)?)\/>/gi, (whole, element: string, attributes: string) =>
      empty.has(element.toLowerCase()) ? whole : `<${element}${attributes}></${element}>`,
    )
}
