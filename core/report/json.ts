import type { AgreementResult } from '../agreement/result.ts'

/** The result in the format "intercoder-agreement/1", indented, with numbers in full precision. */
export function jsonOf(result: AgreementResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
