/** Numbers as they are printed, the same on every machine: no locale is asked. */

/** A value with this many decimals and a true minus sign; "−0.00" tells that a value is below zero. */
export function decimals(value: number, digits: number): string {
  return value.toFixed(digits).replace('-', '−')
}

/** A whole number with a comma between thousands. */
export function grouped(value: number): string {
  const digits = Math.abs(Math.round(value)).toString()
  return (value < 0 ? '−' : '') + digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A share as a percentage with one decimal; never "0.0 %" or "100.0 %" for what is not quite that. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1 %'
  if (share < 1 && share > 0.9995) return 'over 99.9 %'
  return `${(share * 100).toFixed(1)} %`
}

/** "one document", "3 documents", "20,129 characters". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${grouped(count)} ${noun}s`
}

/** "Ana", "Ana and Ben", "Ana, Ben and Cy". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
