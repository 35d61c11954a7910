import { counted } from '../../core/counted.ts'
import { Paragraphs } from './paragraphs.ts'
import type { RtfReader } from './rtf.ts'
import {
  characterWords,
  charsetPages,
  endWords,
  pageOf,
  skipped,
  starred,
  symbolCharset,
} from './rtf-words.ts'
import { symbolLetter, symbolText } from './symbol.ts'

interface Font {
  readonly page: string | undefined
  readonly symbol: boolean
}

/** What holds inside of a group and ends with it. */
interface Group {
  /** Nothing in it is text. */
  skip: boolean
  /** It describes a shape, in which a box may hold text all the same. */
  shape: boolean
  /** What is to be done when it ends. */
  end: 'note' | 'box' | undefined
  /** It is, or is in, the list of fonts. */
  fonts: boolean
  font: number | undefined
  hidden: boolean
  deleted: boolean
  /** How many characters after a \u stand for readers that know no Unicode. */
  fallback: number
  /** No word has come yet; then the first one can say that the group is no text. */
  fresh: boolean
  star: boolean
}

/** Puts the text of a Rich Text document together from its tokens. */
export class RtfText implements RtfReader {
  private readonly paragraphs = new Paragraphs()
  private readonly groups: Group[] = []
  private readonly fonts = new Map<number, Font>()
  private page = 'windows-1252'
  private defaultFont: number | undefined
  private listedFont: number | undefined
  /** Bytes that wait to be decoded together, since a letter may take two. */
  private waiting: number[] = []
  private toSkip = 0
  private readonly left = { deleted: 0, hidden: 0, comments: 0, lists: 0 }
  private wasDeleted = false
  private wasHidden = false

  constructor(private readonly decode: (bytes: readonly number[], page: string) => string) {}

  private get group(): Group {
    return this.groups.at(-1) ?? outermost
  }

  openGroup(): void {
    this.flush()
    this.toSkip = 0
    this.groups.push({ ...this.group, fresh: true, star: false, end: undefined })
  }

  closeGroup(): void {
    this.flush()
    this.toSkip = 0
    const closed = this.groups.pop()
    if (closed?.end === 'note') this.paragraphs.endNote()
    if (closed?.end === 'box') this.paragraphs.after(this.paragraphs.takeNote())
  }

  byte(byte: number): void {
    if (this.toSkip > 0) this.toSkip--
    else if (!this.isSilent()) this.waiting.push(byte)
    this.group.fresh = false
  }

  word(word: string, value: number): void {
    if (this.toSkip > 0 && word !== 'u') {
      this.toSkip--
      return
    }
    if (word === 'u' && !Number.isNaN(value)) {
      this.unicode(value)
      return
    }
    this.flush()
    const { group } = this
    const first = group.fresh
    if (word === '*') {
      group.star = true
      return
    }
    group.fresh = false
    if (first) this.begin(word)
    this.apply(word, value)
  }

  /** The first word of a group says what the group is. */
  private begin(word: string): void {
    const { group } = this
    if (word === 'footnote' && !group.skip) this.startFlow('note')
    else if ((word === 'shptxt' || word === 'dptxbxtext') && group.shape) this.startFlow('box')
    else if (word === 'shpinst' || word === 'do') {
      group.shape = !group.skip
      group.skip = true
    } else if (word === 'ud') group.skip = this.groups.at(-3)?.skip ?? false
    else if (word === 'fonttbl') group.fonts = true
    else if (skipped.has(word) || (group.star && !starred.has(word))) this.leaveOut(word)
  }

  private leaveOut(word: string): void {
    const { group } = this
    if (!group.skip && (word === 'listtext' || word === 'pntext')) this.left.lists++
    if (!group.skip && word === 'annotation') this.left.comments++
    group.skip = true
    group.shape = false
  }

  private startFlow(end: 'note' | 'box'): void {
    Object.assign(this.group, { skip: false, shape: false, end })
    this.paragraphs.startNote()
  }

  private apply(word: string, value: number): void {
    const { group } = this
    const on = value !== 0
    if (word === 'ansicpg') this.page = pageOf(value)
    else if (word === 'mac') this.page = 'macintosh'
    else if (word === 'pc') this.page = 'cp437'
    else if (word === 'pca') this.page = 'cp850'
    else if (word === 'deff') this.defaultFont = value
    else if (word === 'f') this.setFont(value)
    else if (word === 'fcharset' && group.fonts) this.describeFont(value)
    else if (word === 'uc') group.fallback = Math.max(0, value || 0)
    else if (word === 'v') group.hidden = on
    else if (word === 'deleted') group.deleted = on
    else if (word === 'plain') Object.assign(group, { font: undefined, hidden: false, deleted: false })
    else if (endWords.has(word)) this.endParagraph()
    else this.put(characterWords[word] ?? '')
  }

  private setFont(font: number): void {
    if (this.group.fonts) this.listedFont = font
    else this.group.font = font
  }

  private describeFont(charset: number): void {
    if (this.listedFont === undefined) return
    this.fonts.set(this.listedFont, { page: charsetPages[charset], symbol: charset === symbolCharset })
  }

  private endParagraph(): void {
    if (this.group.skip || this.group.fonts || this.group.deleted) return
    if (!this.paragraphs.isOpen) this.paragraphs.open()
    this.paragraphs.close()
  }

  private unicode(value: number): void {
    if (this.waiting.length > 0) this.flush()
    this.toSkip = this.group.fallback
    this.group.fresh = false
    if (this.isSilent()) return
    const unit = String.fromCharCode(value & 0xffff)
    this.put(this.font?.symbol ? symbolText(unit) : unit)
  }

  private get font(): Font | undefined {
    const number = this.group.font ?? this.defaultFont
    return number === undefined ? undefined : this.fonts.get(number)
  }

  /** Whether what comes is no text; what is left out of the text is counted once a passage. */
  private isSilent(): boolean {
    const { skip, fonts, hidden, deleted } = this.group
    if (skip || fonts) return true
    if (deleted && !this.wasDeleted) this.left.deleted++
    if (hidden && !this.wasHidden) this.left.hidden++
    this.wasDeleted = deleted
    this.wasHidden = hidden
    return deleted || hidden
  }

  private put(text: string): void {
    if (text !== '' && !this.isSilent()) this.paragraphs.write(text)
  }

  private flush(): void {
    if (this.waiting.length === 0) return
    const { font } = this
    const bytes = this.waiting
    this.waiting = []
    const text = font?.symbol ? bytes.map(symbolLetter).join('') : this.decode(bytes, font?.page ?? this.page)
    this.paragraphs.write(text)
  }

  finish(): { text: string; notes: number; warnings: string[]; page: string } {
    this.flush()
    const { deleted, hidden, comments, lists } = this.left
    const kinds: [number, string][] = [
      [deleted, `tracked changes were taken as accepted: ${counted(deleted, 'deleted passage')} left out`],
      [hidden, `${counted(hidden, 'passage')} of hidden text left out`],
      [comments, `${counted(comments, 'comment')} in the margin left out`],
      [lists, `the numbers or bullets of ${counted(lists, 'list item')} are not part of the text`],
    ]
    return {
      text: this.paragraphs.text(),
      notes: this.paragraphs.noteCount,
      warnings: kinds.filter(([count]) => count > 0).map(([, warning]) => warning),
      page: this.page,
    }
  }
}

const outermost: Group = {
  skip: false,
  shape: false,
  end: undefined,
  fonts: false,
  font: undefined,
  hidden: false,
  deleted: false,
  fallback: 1,
  fresh: false,
  star: false,
}
