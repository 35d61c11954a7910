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
  const [a, b, c, d] = hash128(`${kind}:${id}`).map((word) =>
    (word >>> 0).toString(16).padStart(8, '0'),
  ) as Words<string>
  const variant = '89ab'[Number.parseInt(c[0]!, 16) & 3]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`
}

type Words<T> = [T, T, T, T]

/** Four lanes of MurmurHash3 (Appleby 2011, 32 bits) with different seeds, over the text's code units. */
function hash128(text: string): Words<number> {
  const hash: Words<number> = [0x9e3779b9 | 0, 0x243f6a88, 0xb7e15162 | 0, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    for (let lane = 0; lane < 4; lane++) {
      const mixed = hash[lane]! ^ k
      hash[lane] = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
    }
  }
  return hash.map((word) => finished(word ^ text.length)) as Words<number>
}

function finished(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}
