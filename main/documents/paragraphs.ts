import { longestText } from './document.ts'

/** One flow of text: the body of a document, or a note. */
interface Flow {
  readonly lines: string[]
  /** The paragraphs that are open: a text box lies in the paragraph that it is anchored to. */
  readonly open: OpenParagraph[]
  /** Text of a paragraph whose end was deleted: it goes on in the next one. */
  carried: string
}

interface OpenParagraph {
  text: string[]
  /** Lines of the boxes in it, which come after it. */
  readonly after: string[]
}

/** The document got too long for one that somebody codes by hand. */
export class TooLong extends Error {}

/**
 * Collects a document's paragraphs, one a line. Notes get their number in brackets where they are referred to, and
 * stand after the text under the same number, in the order of the references.
 */
export class Paragraphs {
  private readonly flows: Flow[] = [newFlow()]
  private readonly notes: string[][] = []
  private written = 0

  private get flow(): Flow {
    return this.flows.at(-1)!
  }

  get noteCount(): number {
    return this.notes.length
  }

  open(): void {
    this.flow.open.push({ text: [this.flow.carried], after: [] })
    this.flow.carried = ''
  }

  write(text: string): void {
    if (text === '') return
    this.written += text.length
    if (this.written > longestText) throw new TooLong()
    if (this.flow.open.length === 0) this.open()
    this.flow.open.at(-1)!.text.push(text)
  }

  get isOpen(): boolean {
    return this.flow.open.length > 0
  }

  /** Ends a paragraph; where its end was deleted, it goes on in the next one. */
  close(endDeleted = false): void {
    const closed = this.flow.open.pop()
    if (closed === undefined) return
    const text = closed.text.join('')
    const outer = this.flow.open.at(-1)
    if (endDeleted) this.flow.carried = text
    // A paragraph that only holds a box is not an empty line of its own.
    const own = endDeleted || (text === '' && closed.after.length > 0) ? [] : [text]
    ;(outer?.after ?? this.flow.lines).push(...own, ...closed.after)
  }

  /** Lines of a box, which come after the paragraph that is open. */
  after(lines: readonly string[]): void {
    ;(this.flow.open.at(-1)?.after ?? this.flow.lines).push(...lines)
  }

  /** The reference to a note whose text is known; gives the number. */
  refer(lines: readonly string[]): number {
    this.notes.push(numbered(this.notes.length + 1, lines))
    this.write(`[${this.notes.length}]`)
    return this.notes.length
  }

  /** A note that stands where it is referred to begins: what is written goes into it until endNote. */
  startNote(): void {
    this.flows.push(newFlow())
  }

  /** Ends it, and refers to it where it began. */
  endNote(): void {
    this.refer(this.takeNote())
  }

  /** Ends it, and gives its lines. */
  takeNote(): readonly string[] {
    const lines = this.end()
    if (this.flows.length > 1) this.flows.pop()
    return lines
  }

  /** The lines written so far, with all paragraphs closed. */
  private end(): readonly string[] {
    while (this.flow.open.length > 0) this.close()
    if (this.flow.carried !== '') this.flow.lines.push(this.flow.carried)
    this.flow.carried = ''
    return this.flow.lines
  }

  /** The whole text: the body, then the notes. */
  text(): string {
    while (this.flows.length > 1) this.endNote()
    return [...this.end(), ...this.notes.flat()].join('\n')
  }
}

function newFlow(): Flow {
  return { lines: [], open: [], carried: '' }
}

/** Word processors put a space after the number of a note, which is ours here. */
function numbered(number: number, lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '')
  return [`[${number}] ${(filled[0] ?? '').trimStart()}`, ...filled.slice(1)]
}

/** What the reader is told about notes. */
export function noteWarning(count: number): string[] {
  if (count === 0) return []
  return [
    count === 1
      ? '1 note stands at the end of the text; [1] is where it belongs'
      : `${count} notes stand at the end of the text; [1] to [${count}] are where they belong`,
  ]
}
