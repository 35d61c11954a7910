/**
 * A structured clone as a string, because Playwright carries one string far faster than ten thousand objects. Each
 * of the two functions runs in pages as well, so it may use nothing from outside of itself.
 */
export function encode(value: unknown): string {
  return JSON.stringify(structuredClone({ value }), function (this: Record<string, unknown>, key, shown) {
    const each = this[key]
    if (each === undefined) return { $: 'undefined' }
    if (typeof each === 'number' && !Number.isFinite(each)) return { $: 'number', of: String(each) }
    if (each instanceof Date) return { $: 'date', of: each.getTime() }
    if (each instanceof Uint8Array) {
      let binary = ''
      for (let i = 0; i < each.length; i += 0x8000) {
        binary += String.fromCharCode(...each.subarray(i, i + 0x8000))
      }
      return { $: 'bytes', of: btoa(binary) }
    }
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return shown
    const isPlain = Object.getPrototypeOf(each) === Object.prototype && !('$' in each)
    if (!isPlain) throw new Error(`The stand-in can't carry ${Object.prototype.toString.call(each)}.`)
    return shown
  })
}

export function decode(text: string): unknown {
  const revive = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each
    if (Array.isArray(each)) return each.map(revive)
    const { $, of } = each as { $?: string; of?: unknown }
    if ($ === 'undefined') return undefined
    if ($ === 'number') return Number(of)
    if ($ === 'date') return new Date(of as number)
    if ($ === 'bytes') {
      const binary = atob(of as string)
      const bytes = new Uint8Array(binary.length)
      for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
      return bytes
    }
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, revive(inner)]))
  }
  const { value } = JSON.parse(text) as { value: unknown }
  return text.includes('"$":') ? (revive({ value }) as { value: unknown }).value : value
}
