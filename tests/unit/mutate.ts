import { random } from '../../core/random.ts'

/** Bytes changed, cut out, doubled or put in, here and there; the same for the same seed. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const draw = random(seed)
  let out = Buffer.from(bytes)
  for (let n = 1 + draw.below(8); n > 0 && out.length > 0; n--) {
    const [at, length] = [draw.below(out.length), 1 + draw.below(30)]
    const [before, there, behind] = [
      out.subarray(0, at),
      out.subarray(at, at + length),
      out.subarray(at + length),
    ]
    const kind = draw.below(4)
    if (kind === 0) out[at] = draw.below(256)
    else if (kind === 1) out = Buffer.concat([before, behind])
    else if (kind === 2) out = Buffer.concat([before, there, there, behind])
    else {
      const put = Buffer.from(Array.from({ length }, () => draw.below(128)))
      out = Buffer.concat([before, put, there, behind])
    }
  }
  return new Uint8Array(out)
}
