import type { AgreementResult } from '../agreement/result.ts'
import { axisHtml, bandHeight, plotSvg, stripesSvg } from './charts.ts'
import type { Block, Cell, Column, Methods, Report, Section, Stripes, Table } from './content.ts'
import { reportOf } from './report.ts'
import { style } from './style.ts'

/** The report on a result as one HTML file that needs nothing else: no script, no network, no font. */
export function htmlOf(result: AgreementResult): string {
  return renderHtml(reportOf(result))
}

export function renderHtml({ title, summary, date, sections }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="summary">${escapeHtml(summary)}</p>
${date === undefined ? '' : `<p class="date">${escapeHtml(date)}</p>\n`}${sections.map(sectionHtml).join('\n')}
</main>
</body>
</html>
`
}

/** Text for HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function sectionHtml({ heading, blocks }: Section): string {
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`
    case 'warnings':
      return warningsHtml(block.sentences)
    case 'table':
      return tableHtml(block)
    case 'stripes':
      return stripesHtml(block)
    case 'methods':
      return methodsHtml(block)
  }
}

const sign =
  '<svg viewBox="0 0 16 16" role="img" aria-label="Read with care"><path d="M8 1.8 15 14H1z"/><path d="M8 6v4M8 11.6v1"/></svg>'

function warningsHtml(sentences: readonly string[]): string {
  const items = sentences.map((sentence) => `<li>${sign}<p>${escapeHtml(sentence)}</p></li>`)
  return `<ul class="warnings">\n${items.join('\n')}\n</ul>`
}

/** A table with more rows than these may go on over the next page. */
const LONG = 20

function tableHtml(table: Table): string {
  const head = table.columns.map((column) => headHtml(column, table)).join('')
  const rows = table.rows.map(
    (row) =>
      `<tr>${row.map((cell, column) => cellHtml(cell, table.columns[column]!, column === 0, table)).join('')}</tr>`,
  )
  const note = table.note === undefined ? '' : `\n<p class="note">${escapeHtml(table.note)}</p>`
  return `<div class="${table.rows.length > LONG ? 'wide long' : 'wide'}"><table${table.shaded ? ' class="shaded"' : ''}>
<caption>${escapeHtml(table.caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>${note}`
}

function headHtml({ name, kind }: Column, { axis }: Table): string {
  if (kind === 'plot') return `<th scope="col" class="axis">${axis ? axisHtml(axis) : ''}</th>`
  return `<th scope="col"${kind === 'number' ? ' class="num"' : ''}>${escapeHtml(name)}</th>`
}

function cellHtml(cell: Cell, column: Column, first: boolean, { axis }: Table): string {
  const plotted = column.kind === 'plot' && cell.plot && axis
  const classes = [
    plotted ? 'forest' : column.kind === 'number' ? 'num' : '',
    cell.strong ? 'strong' : '',
    cell.quiet ? 'quiet' : '',
    cell.depth ? `t${cell.depth}` : '',
    cell.framed ? 'framed' : '',
    cell.ends ? 'ends' : '',
    /^[0-9a-f]{64}$/.test(cell.text) ? 'hash' : '',
  ].filter((name) => name !== '')
  const attribute = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`
  const swatch = cell.colour === undefined ? '' : `<i class="sw c${cell.colour}"></i>`
  const content = plotted ? plotSvg(cell.plot, axis) : swatch + escapeHtml(cell.text)
  return first ? `<th scope="row"${attribute}>${content}</th>` : `<td${attribute}>${content}</td>`
}

function stripesHtml(stripes: Stripes): string {
  const { document, coders, lanes } = stripes
  const height = bandHeight(coders.length)
  const names = lanes.map(
    ({ code, colour }) =>
      `<li style="height:${height}px"><i class="sw c${colour}"></i>${escapeHtml(code)}</li>`,
  )
  const order =
    coders.length === 2 ? `${coders[0]} above, ${coders[1]} below` : `from above: ${coders.join(', ')}`
  return `<div class="striped">
<h3>${escapeHtml(document)}</h3>
<p class="quiet">${escapeHtml(`Per code, ${order}.`)}</p>
<div class="lanes"><ol>${names.join('')}</ol>${stripesSvg(stripes)}</div>
</div>`
}

function methodsHtml({ text, latex, references, bibtex }: Methods): string {
  const list = references.map((reference) => `<li>${escapeHtml(reference)}</li>`)
  return `<p class="methods">${escapeHtml(text)}</p>
<ul class="references">
${list.join('\n')}
</ul>
<details><summary>The same in LaTeX, with BibTeX</summary>
<pre>${escapeHtml(latex)}</pre>
<pre>${escapeHtml(bibtex)}</pre>
</details>`
}
