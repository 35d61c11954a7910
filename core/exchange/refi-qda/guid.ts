const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A GUID in lower case without braces, by which two are compared; undefined where it is none. */
export function plainGuid(written: string | undefined): string | undefined {
  if (written === undefined || pattern.test(written)) return written
  const plain = written
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
  return pattern.test(plain) ? plain : undefined
}

/**
 * The GUID of a record, the same at every export. An id that came out of a REFI-QDA file is its GUID; of any other,
 * the GUID is a hash in the form of a random one (RFC 9562, version 4). `kind` keeps apart what has the same id.
 */
export function guidOf(kind: string, id: string): string {
  if (id.length === 36 && pattern.test(id)) return id
  hashInto(words, `${kind}:${id}`)
  for (let place = 0, digit = 0; place < 36; place++) {
    if (place === 8 || place === 13 || place === 18 || place === 23) continue
    signs[place] = digits.charCodeAt((words[digit >> 3]! >>> (28 - 4 * (digit & 7))) & 15)
    digit++
  }
  signs[14] = 0x34
  signs[19] = digits.charCodeAt(8 | ((words[2]! >>> 28) & 3))
  return String.fromCharCode.apply(null, signs)
}

/** Taken again for every GUID: one is made for every coding of a project. */
const words = new Int32Array(4)
const signs: number[] = Array(36).fill(0x2d)
const digits = '0123456789abcdef'

/** Four lanes of MurmurHash3 (Appleby 2011, 32 bits) with different seeds, over the text's code units. */
function hashInto(hash: Int32Array, text: string): void {
  let [a, b, c, d] = [0x9e3779b9 | 0, 0x243f6a88, 0xb7e15162 | 0, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    a = mixed(a ^ k)
    b = mixed(b ^ k)
    c = mixed(c ^ k)
    d = mixed(d ^ k)
  }
  hash[0] = finished(a ^ text.length)
  hash[1] = finished(b ^ text.length)
  hash[2] = finished(c ^ text.length)
  hash[3] = finished(d ^ text.length)
}

function mixed(word: number): number {
  return (Math.imul((word << 13) | (word >>> 19), 5) + 0xe6546b64) | 0
}

function finished(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}
