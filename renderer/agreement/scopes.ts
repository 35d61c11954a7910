import type { AgreementResult, ScopeResult } from '../../core/agreement/result.ts'

/** The scopes over all documents in the order of the table of codes: the codes, then all of them pooled. */
export function scopesInOrder({ results }: AgreementResult): ScopeResult[] {
  const scopes = results.filter(({ scope }) => scope.document === null)
  const codes = scopes.filter(({ scope }) => scope.code !== null)
  return [...codes, ...scopes.filter(({ scope }) => scope.code === null)]
}
