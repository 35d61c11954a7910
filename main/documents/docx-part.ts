import type { Seen } from './docx.ts'
import type { Paragraphs } from './paragraphs.ts'
import { signOf, symbolText } from './symbol.ts'
import type { XmlElement, XmlReader } from './xml.ts'

/** Elements whose whole content is left out; what is counted for the person. */
const leftOut: Readonly<Record<string, 'deleted' | 'ruby' | undefined>> = {
  'w:del': 'deleted',
  'w:moveFrom': 'deleted',
  'w:rt': 'ruby',
}

/** What a run says of its letters. */
interface Run {
  hidden: boolean
  symbol: boolean
}

/** One part of a Word document: the body, or the notes, whose texts go into `notes` by kind and id. */
export class DocxPart implements XmlReader {
  private readonly path: string[] = []
  /** How deep the element lies whose content is left out; 0 while there is none. */
  private skipFrom = 0
  /** Whether the alternative that is read first gave some text, for each one that is open. */
  private readonly alternatives: { letters: number }[] = []
  private readonly endsDeleted: boolean[] = []
  private run: Run = { hidden: false, symbol: false }
  private preserve = false
  private preserveAll = false
  private letters: string | undefined
  private written = 0
  private note: string | undefined

  constructor(
    private readonly paragraphs: Paragraphs,
    private readonly notes: Map<string, readonly string[]>,
    private readonly seen: Seen,
  ) {}

  open(element: XmlElement): void {
    const { name } = element
    const parent = this.path.at(-1)
    this.path.push(name)
    if (this.skipFrom > 0) return
    if (this.isLeftOut(name, parent)) {
      this.skipFrom = this.path.length
      const kind = leftOut[name]
      if (kind !== undefined) this.seen.left[kind]++
    } else if (parent === 'w:rPr' || parent === 'w:pPr' || parent === 'w:numPr')
      this.property(element, parent)
    else this.content(element, parent)
  }

  private isLeftOut(name: string, parent: string | undefined): boolean {
    if (name === 'mc:Choice' || name === 'mc:Fallback')
      return (this.alternatives.at(-1)?.letters ?? 0) < this.written
    return name in leftOut && parent !== 'w:rPr' && parent !== 'w:trPr'
  }

  /** Properties of a run, or of a paragraph's end. */
  private property({ name, attribute }: XmlElement, parent: string): void {
    const ofEnd = parent === 'w:rPr' && this.path.at(-3) === 'w:pPr'
    const value = attribute('w:val')
    const on = value !== '0' && value !== 'false' && value !== 'off'
    if (ofEnd && (name === 'w:del' || name === 'w:moveFrom'))
      this.endsDeleted[this.endsDeleted.length - 1] = true
    else if (ofEnd) return
    else if (name === 'w:vanish') this.run.hidden = on
    else if (name === 'w:rFonts') this.run.symbol = /^symbol$/i.test(attribute('w:ascii') ?? '')
    else if (parent === 'w:numPr' && name === 'w:numId' && value !== '0') this.seen.left.lists++
  }

  private content(element: XmlElement, parent: string | undefined): void {
    const { name, attribute } = element
    switch (name) {
      case 'w:p':
        this.endsDeleted.push(false)
        this.paragraphs.open()
        return
      case 'w:r':
        this.run = { hidden: false, symbol: false }
        return
      case 'w:t':
      case 'm:t':
        this.preserve = name === 'm:t' || this.preserveAll || attribute('xml:space') === 'preserve'
        this.letters = ''
        return
      case 'mc:AlternateContent':
        this.alternatives.push({ letters: this.written })
        return
      case 'm:oMath':
        this.seen.left.equations++
        return
      case 'w:commentReference':
        this.seen.left.comments++
        return
      case 'w:document':
      case 'w:footnotes':
      case 'w:endnotes':
        this.preserveAll = attribute('xml:space') === 'preserve'
        return
      case 'w:footnote':
      case 'w:endnote':
        this.note = `${name}/${attribute('w:id')}`
        this.paragraphs.startNote()
        return
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.reference(name.replace('Reference', ''), attribute('w:id'))
        return
      default:
        if (parent === 'w:r') this.mark(element)
    }
  }

  /** A character that is written as an element. */
  private mark({ name, attribute }: XmlElement): void {
    if (name === 'w:sym') {
      this.put(signOf(attribute('w:font') ?? '', Number.parseInt(attribute('w:char') ?? '', 16)))
      return
    }
    const text = marks[name]
    if (text !== undefined) this.put(text)
  }

  private reference(kind: string, id: string | undefined): void {
    const lines = this.notes.get(`${kind}/${id}`)
    if (lines !== undefined && !this.run.hidden) this.paragraphs.refer(lines)
  }

  private put(text: string): void {
    if (this.run.hidden) this.seen.left.hidden++
    else {
      this.seen.letter(text)
      this.paragraphs.write(text)
      this.written += text.length
    }
  }

  text(text: string): void {
    if (this.letters !== undefined && this.skipFrom === 0) this.letters += text
  }

  close(name: string): void {
    const skipped = this.skipFrom > 0
    if (this.skipFrom === this.path.length) this.skipFrom = 0
    this.path.pop()
    if (skipped) return
    switch (name) {
      case 'w:p':
        this.paragraphs.close(this.endsDeleted.pop())
        return
      case 'w:t':
      case 'm:t':
        this.closeLetters()
        return
      case 'mc:AlternateContent':
        this.alternatives.pop()
        return
      case 'w:footnote':
      case 'w:endnote':
        this.closeNote()
        return
    }
  }

  private closeLetters(): void {
    const letters = this.letters ?? ''
    this.letters = undefined
    const spaced = this.preserve ? letters : letters.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
    const text = spaced.replace(/\r\n|[\r\n]/g, ' ')
    if (text !== '') this.put(this.run.symbol ? symbolText(text) : text)
  }

  private closeNote(): void {
    const lines = this.paragraphs.takeNote()
    if (this.note !== undefined) this.notes.set(this.note, lines)
    this.note = undefined
  }
}

const marks: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
  'w:softHyphen': '\u00ad',
}
