/** How well typed letters find a text, and which of its letters they are. */
export interface Match {
  /** The higher the better. */
  readonly score: number
  /** Half-open spans of the text, in UTF-16 code units. */
  readonly marks: readonly (readonly [start: number, end: number])[]
}

const atStart = 400
const atWord = 300
const within = 200
const byWords = 100

/**
 * Best is a text that begins with what was typed, then one with a word that does, then one that has it anywhere,
 * then one in whose words it can be spelled by beginnings (`cs`, `caseng` for “Case when searching”). Among equals
 * the shorter text is the better. Null where nothing fits; everything fits nothing typed.
 */
export function match(text: string, typed: string): Match | null {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return { score: 0, marks: [] }
  const lower = text.toLowerCase()
  // A few letters change their length in lower case; then marks would be off, so only the text itself is searched.
  const where = lower.length === text.length ? lower : text
  return contiguous(where, wanted) ?? spelled(where, wanted)
}

function contiguous(text: string, wanted: string): Match | null {
  const at = wordStarts(text).find((start) => text.startsWith(wanted, start)) ?? text.indexOf(wanted)
  if (at === -1) return null
  const kind = at === 0 ? atStart : startsWord(text, at) ? atWord : within
  return { score: kind - shortness(text), marks: [[at, at + wanted.length]] }
}

/** Each letter continues the run before it or begins a later word. */
function spelled(text: string, wanted: string): Match | null {
  const letters = wanted.replaceAll(' ', '')
  const marks = spell(text, letters, wordStarts(text), new Set())
  return marks === null ? null : { score: byWords - shortness(text), marks }
}

/** `failed` remembers from how many words on how many letters could not be spelled, so that none is tried twice. */
function spell(
  text: string,
  letters: string,
  starts: readonly number[],
  failed: Set<string>,
): [number, number][] | null {
  if (letters === '') return []
  const state = `${starts.length} ${letters.length}`
  if (failed.has(state)) return null
  for (const [index, start] of starts.entries()) {
    for (let length = commonLength(text, start, letters); length > 0; length--) {
      const rest = spell(text, letters.slice(length), starts.slice(index + 1), failed)
      if (rest !== null) return [[start, start + length], ...rest]
    }
  }
  failed.add(state)
  return null
}

function commonLength(text: string, start: number, letters: string): number {
  let length = 0
  while (length < letters.length && text[start + length] === letters[length]) length++
  return length
}

function wordStarts(text: string): number[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ index }) => index)
}

function startsWord(text: string, at: number): boolean {
  return wordStarts(text).includes(at)
}

/** Below 1 for any text, so that it decides among equals only. */
function shortness(text: string): number {
  return text.length / (text.length + 100)
}

/** What fits, best first, at most so many; the given order decides among equals. */
export function ranked<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  typed: string,
  most: number,
): { item: T; match: Match }[] {
  return items
    .flatMap((item) => {
      const found = match(textOf(item), typed)
      return found === null ? [] : [{ item, match: found }]
    })
    .sort((a, b) => b.match.score - a.match.score)
    .slice(0, most)
}
