/**
 * Adobe's Symbol encoding, in which Word writes Greek and mathematical letters of the font Symbol, from 0x20 to 0xfe;
 * a blank is no character. Source: the Unicode consortium's mapping VENDORS/ADOBE/symbol.txt.
 */
const table =
  ' !∀#∃%&∋()∗+,−./0123456789:;<=>?' +
  '≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_' +
  '‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ' +
  ' '.repeat(32) +
  '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵' +
  'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓' +
  '◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ '

/** The letter that a byte means in the font Symbol, or U+FFFD; Word adds 0xf000 to such bytes. */
export function symbolLetter(code: number): string {
  const byte = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  const letter = table[byte - 0x20]
  return letter === undefined || (letter === ' ' && byte !== 0x20) ? '\ufffd' : letter
}

/** A text in the font Symbol: what lies in its private place becomes the letter that is seen. */
export function symbolText(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (one) => symbolLetter(one.charCodeAt(0)))
}

/** What Word itself writes in the font Wingdings: arrows and faces that it makes of typed signs, bullets and ticks. */
const wingdings: Readonly<Record<number, string>> = {
  ...{ 40: '☎', 42: '✉', 74: '☺', 75: '😐', 76: '☹', 108: '●', 110: '■', 111: '□', 113: '❑' },
  ...{ 118: '❖', 167: '▪', 168: '◻', 216: '➢', 223: '←', 224: '→', 225: '↑', 226: '↓', 232: '➔' },
  ...{ 240: '⇨', 251: '✗', 252: '✓', 253: '☒', 254: '☑' },
}

/** A character of a font of signs, by the font’s name; U+FFFD where it is none that is known. */
export function signOf(font: string, code: number): string {
  if (/^symbol$/i.test(font)) return symbolLetter(code)
  const byte = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (/^wingdings$/i.test(font)) return wingdings[byte] ?? '\ufffd'
  return code > 0 && !isPrivate(code) ? String.fromCodePoint(code & 0xffff) : '\ufffd'
}

function isPrivate(code: number): boolean {
  return code >= 0xe000 && code <= 0xf8ff
}
