const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A GUID in lower case without braces, by which two are compared; undefined where it is none. */
export function plainGuid(written: string | undefined): string | undefined {
  const plain = written
    ?.trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
  return plain !== undefined && pattern.test(plain) ? plain : undefined
}

/**
 * The GUID of a record, the same at every export. An id that came out of a REFI-QDA file is its GUID; of any other,
 * the GUID is a hash in the form of a random one (RFC 9562, version 4). `kind` keeps apart what has the same id.
 */
export function guidOf(kind: string, id: string): string {
  if (pattern.test(id)) return id
  const text = `${kind}:${id}`
  const words = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x1b873593].map((seed) => hash32(text, seed))
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** MurmurHash3 (Appleby 2011), 32 bits, over the text's code units. */
function hash32(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    hash ^= k
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash ^= text.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
