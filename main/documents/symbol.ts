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
