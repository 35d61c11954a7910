import type { AgreementResult } from '../agreement/result.ts'
import type { Block, Cell, Methods, Report, Table } from './content.ts'
import { reportOf } from './report.ts'

/** The report on a result in Markdown (CommonMark with tables). */
export function markdownOf(result: AgreementResult): string {
  return renderMarkdown(reportOf(result))
}

export function renderMarkdown({ title, summary, date, sections }: Report): string {
  const parts = [
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(summary),
    ...(date === undefined ? [] : [escapeMarkdown(date)]),
    ...sections.flatMap(({ heading, blocks }) => {
      const content = blocks.map(blockMarkdown).filter((block) => block !== '')
      return content.length === 0 ? [] : [`## ${escapeMarkdown(heading)}`, ...content]
    }),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Text that Markdown shows as it is, on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_[\]<>|#&~]/g, '\\$&')
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeMarkdown(block.text)
    case 'heading':
      return `### ${escapeMarkdown(block.text)}`
    case 'warnings':
      return block.sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n')
    case 'table':
      return tableMarkdown(block)
    case 'methods':
      return methodsMarkdown(block)
    case 'stripes':
      return '' // a drawing; the codings export holds the same segments
  }
}

function tableMarkdown({ caption, columns, rows, note, shaded }: Table): string {
  const shown = columns
    .map(({ kind }, index) => ({ kind, index }))
    .filter(({ kind, index }) => kind !== 'plot' || rows.some((row) => row[index]?.text))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const head = line(
    shown.map(({ index, kind }) => (kind === 'plot' ? '' : escapeMarkdown(columns[index]!.name))),
  )
  const rule = line(shown.map(({ kind }) => (kind === 'number' ? '---:' : '---')))
  const body = rows.map((row) => line(shown.map(({ index }) => cellMarkdown(row[index]))))
  // A square can't be read without knowing whose its rows are.
  const title = shaded ? [`${escapeMarkdown(caption)}.`, ''] : []
  return [...title, head, rule, ...body, ...(note === undefined ? [] : ['', escapeMarkdown(note)])].join('\n')
}

function cellMarkdown(cell: Cell | undefined): string {
  const text = escapeMarkdown(cell?.text ?? '')
  return cell?.strong && text !== '' ? `**${text}**` : text
}

function methodsMarkdown({ text, latex, references, bibtex }: Methods): string {
  const list = references.map((reference) => `- ${escapeMarkdown(reference)}`).join('\n')
  const code = (language: string, content: string) => `\`\`\`${language}\n${content}\n\`\`\``
  return [escapeMarkdown(text), list, 'In LaTeX:', code('latex', latex), code('bibtex', bibtex)]
    .filter((part) => part !== '')
    .join('\n\n')
}
