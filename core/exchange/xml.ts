import { SaxesParser } from 'saxes'
import { Refusal } from '../refusal.ts'

/** An element by its local name; namespaces and prefixes differ between programs and say nothing. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** All text directly inside. */
  readonly text: string
}

/** More than this is no file that a person made. */
const limits = { depth: 100, elements: 1_500_000 }

/** A code point that XML 1.0 can't hold, written as it is or as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const forbiddenReference =
  /&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]));/g

/**
 * A file's XML as a tree. Refuses a document type, of which entities and files from elsewhere could come, and more
 * depth or elements than any program writes. What XML may not hold is left out. Throws a Refusal with the line.
 */
export function readXml(file: string, bytes: Uint8Array): XmlElement {
  const content = withoutForbidden(decodeXml(file, bytes))
  const parser = new SaxesParser({ xmlns: false })
  const refuse = (why: string): never => {
    throw new Refusal('invalid', `${file}:${parser.line}: ${why}`)
  }
  const top: Growing = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let elements = 0
  parser.on('doctype', () =>
    refuse('there is a document type (DOCTYPE), which no such file needs; it was not read'),
  )
  parser.on('error', (error) =>
    refuse(`this is not XML: ${error.message.replace(/^\d+:\d+: /, '')}; get the file again`),
  )
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > limits.depth)
      refuse(`the elements are nested deeper than ${limits.depth}; the file is not sound`)
    if (++elements > limits.elements)
      refuse(`there are more than ${limits.elements} elements; split the file`)
    const element: Growing = { name: localName(name), attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  const addText = (text: string) => {
    open.at(-1)!.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => open.pop())
  parser.write(content).close()
  return top.children[0] ?? refuse('there is no XML in the file')
}

interface Growing extends XmlElement {
  children: Growing[]
  text: string
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decodeXml(file: string, bytes: Uint8Array): string {
  const [first, second] = bytes
  const wide =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const named = /^\s*<\?xml[^>]*\sencoding=["']([\w.-]+)["']/.exec(head)?.[1]
  const label = wide ?? (named === undefined || /^utf-?16/i.test(named) ? 'utf-8' : named)
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid', `${file}: the bytes are not ${label.toUpperCase()}; get the file again`)
  }
}

function withoutForbidden(content: string): string {
  const bare = content.replace(forbidden, '')
  return bare.includes('&#') ? bare.replace(forbiddenReference, '') : bare
}

/** The elements of this name directly inside. */
export function childrenNamed(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return element?.children.filter(({ name }) => names.includes(name)) ?? []
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** Text for XML: what it may not hold is left out, and line ends survive. `place` says where it will stand. */
export function escapeXml(text: string, place: 'attribute' | 'content'): string {
  if (!special.test(text)) return text
  const plain = keepable(text).replace(/[&<>"\r]/g, (sign) => references[sign]!)
  return place === 'content' ? plain : plain.replace(/[\t\n]/g, (sign) => (sign === '\t' ? '&#9;' : '&#10;'))
}

/** Anything that does not stand in XML as it is, or may not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const special = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** The text without characters that XML 1.0 can't hold; half surrogate pairs become U+FFFD. */
export function keepable(text: string): string {
  return text.toWellFormed().replace(forbidden, '')
}

/** An element with its attributes (those that are undefined are left out) and what stands inside, already XML. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inside = '',
): string {
  let open = `<${name}`
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined)
      open += ` ${key}="${typeof value === 'number' ? value : escapeXml(value, 'attribute')}"`
  }
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`
}

/** An element with text in it, or nothing where the text is empty. */
export function textElement(name: string, text: string): string {
  return text === '' ? '' : element(name, {}, escapeXml(text, 'content'))
}

/** An element with something inside; none where there is nothing, which the schema does not allow. */
export function wrapped(name: string, inside: string): string {
  return inside === '' ? '' : element(name, {}, inside)
}
