import { type Codebook, codesInOrder } from '../codebook.ts'
import type { Code } from '../model.ts'

/** What is written of a code, with the words for it; the key is how it is applied in our program. */
export const codeSections = [
  ['definition', 'Definition'],
  ['include', 'Include'],
  ['exclude', 'Exclude'],
  ['example', 'Example'],
  ['counterExample', 'Counter-example'],
  ['attributes', 'Attributes'],
  ['memo', 'Memo'],
] as const

/** The text of a section, '' where there is none. */
export function sectionText(code: Code, field: (typeof codeSections)[number][0]): string {
  if (field !== 'attributes') return code[field].trim()
  return code.attributes
    .map(({ name, kind, choices }) => `${name} (${[kind, choices.join(', ')].filter(Boolean).join(': ')})`)
    .join('\n')
}

/** The codebook to be read by people, a heading a code, the tree by the depth of headings. */
export function writeCodebookMarkdown(codes: Codebook): string {
  const parts = codesInOrder(codes).map(({ code, depth }) => {
    const level = '#'.repeat(Math.min(depth + 2, 6))
    const sections = codeSections.flatMap(([field, word]) =>
      sectionText(code, field) === '' ? [] : [`**${word}:** ${proseOf(sectionText(code, field))}`],
    )
    return [`${level} ${escapeMarkdown(code.name)}`, ...sections].join('\n\n')
  })
  return `${['# Codebook', ...parts].join('\n\n')}\n`
}

/** Prose as it was written: its lines stay lines, and nothing in it is a mark. */
function proseOf(text: string): string {
  return text.trim().split('\n').map(escapeMarkdown).join('  \n')
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(\s)/, '$1\\$2$3')
}
