import { readFileSync } from 'node:fs'
import { agreement, finished } from '../../../core/agreement/agreement.ts'
import type { AgreementInput, AgreementSettings } from '../../../core/agreement/input.ts'
import type { AgreementResult } from '../../../core/agreement/result.ts'
import { sha256OfText } from '../../../core/text.ts'
import { shared } from '../../shared.ts'

const articles = new URL('articles/', shared)

/** The five articles with their two coders' codings, as agreement takes them. Ids are names. */
export function articleInput(): AgreementInput {
  const rows = readFileSync(new URL('codings.csv', articles), 'utf8').trim().split('\n').slice(1)
  const segments = rows.map((row) => {
    const [document, coder, code, start, end] = row.split(',')
    return { document: document!, coder: coder!, code: code!, start: Number(start), end: Number(end) }
  })
  const coders = [...new Set(segments.map(({ coder }) => coder))].sort()
  const codes = [...new Set(segments.map(({ code }) => code))].sort()
  const files = [...new Set(segments.map(({ document }) => document))].sort()
  return {
    documents: files.map((file) => {
      const text = readFileSync(new URL(file, articles), 'utf8')
      return {
        id: file,
        title: file,
        language: 'en',
        text,
        sha256: sha256OfText(text),
        givenTo: coders,
        doneBy: coders,
      }
    }),
    codes: codes.map((name, index) => ({ id: name, name, colour: index + 1, key: name[0]! })),
    coders: coders.map((name) => ({ id: name, name })),
    segments,
    hashes: { codebook: 'c0de', codings: coders.map((coder) => ({ coder, sha256: 'f11e' })) },
    program: { name: 'intercoder', version: '0.0.0' },
  }
}

export const plain: AgreementSettings = {
  coders: ['coder-a', 'coder-b'],
  unit: 'character',
  population: 'all',
  by: ['code'],
  bootstrap: { replicates: 0, seed: 1, level: 0.95, resample: 'paragraph' },
}

/** Agreement of an input, the settings being the plain ones but for what is given. */
export function agree(input: AgreementInput, settings: Partial<AgreementSettings> = {}): AgreementResult {
  return finished(agreement(input, { ...plain, ...settings }))
}

/** A study made up for a test: texts by title, and segments as [document, coder, code, start, end]. */
export function study(
  texts: Readonly<Record<string, string>>,
  segments: readonly (readonly [string, string, string, number, number])[],
  coders: readonly string[] = ['coder-a', 'coder-b'],
  codes: readonly string[] = [...new Set(segments.map(([, , code]) => code))].sort(),
): AgreementInput {
  return {
    documents: Object.entries(texts).map(([title, text]) => ({
      id: title,
      title,
      language: 'en',
      text,
      sha256: sha256OfText(text),
      givenTo: coders,
      doneBy: coders,
    })),
    codes: codes.map((name, index) => ({ id: name, name, colour: index + 1, key: '' })),
    coders: coders.map((name) => ({ id: name, name })),
    segments: segments.map(([document, coder, code, start, end]) => ({ document, coder, code, start, end })),
    hashes: { codebook: 'c0de', codings: coders.map((coder) => ({ coder, sha256: 'f11e' })) },
    program: { name: 'intercoder', version: '0.0.0' },
  }
}
