import { Refusal } from '../../refusal.ts'
import type { FoundCoding, FoundCodings, GivenFile } from '../found.ts'
import { LossCount } from '../loss.ts'
import { type FileOwner, ownerOf } from '../owner.ts'
import { textOfBytes } from '../text-bytes.ts'

/** A layer of the file: its name, and the columns of its features. */
interface Layer {
  readonly name: string
  readonly features: readonly string[]
  readonly from: number
}

/** One annotation while its rows are read. */
interface Growing {
  readonly line: number
  readonly layer: Layer
  start: number
  end: number
  /** By feature, in the order of the columns. */
  readonly values: string[]
}

/**
 * WebAnno TSV 3: span layers become codings, named by the feature `label` or `value`, or else the first that says
 * something, or the layer. Positions are UTF-16 code units. The text is put together from the tokens, with spaces for
 * what lay between.
 */
export function readWebannoTsv(files: readonly GivenFile[], known: FileOwner): FoundCodings {
  const losses = new LossCount()
  const codings = files
    .filter(({ path }) => path.endsWith('.tsv'))
    .flatMap(({ path, bytes }) => {
      const { coder, document } = ownerOf(path, known)
      const { text, found } = readTsv(path, textOfBytes(path, bytes), losses)
      return found.map(
        ({ line, layer, start, end, values }): FoundCoding => ({
          ...{ file: path, line, documents: [document], coder, memo: '', code: codeOf(layer, values) },
          ...{ start, end, unit: 'utf-16' as const, text },
        }),
      )
    })
  return { codings, losses: losses.list }
}

function readTsv(path: string, content: string, losses: LossCount): { text: string; found: Growing[] } {
  const lines = content.split(/\r?\n/)
  if (!/^#FORMAT=WebAnno TSV 3/.test(lines[0] ?? '')) {
    throw new Refusal('invalid', `${path}:1: this is not WebAnno TSV 3; export it as WebAnno TSV 3.3`)
  }
  const layers = layersIn(lines, losses)
  const found: Growing[] = []
  const open = new Map<string, Growing>()
  const tokens: { start: number; words: string }[] = []
  for (const [n, line] of lines.entries()) {
    const [id = '', place = '', words = '', ...cells] = line.split('\t')
    const [, start, end] = /^(\d+)-(\d+)$/.exec(place) ?? []
    if (!/^\d+-\d+(\.\d+)?$/.test(id) || start === undefined) continue
    if (!id.includes('.')) tokens.push({ start: Number(start), words })
    takeRow({ line: n + 1, start: Number(start), end: Number(end) }, cells, layers, open, found)
  }
  return { text: textOf(tokens), found }
}

function layersIn(lines: readonly string[], losses: LossCount): Layer[] {
  const layers: Layer[] = []
  let from = 0
  for (const line of lines) {
    const [, kind, declared] = /^#(T_SP|T_RL|T_CH)=(.*)$/.exec(line) ?? []
    if (declared === undefined) continue
    const [name = '', ...features] = declared.split('|')
    if (kind === 'T_SP') layers.push({ name, features: features.length === 0 ? [''] : features, from })
    else losses.add('layers of relations or chains were left out')
    from += Math.max(1, features.length)
  }
  return layers
}

function takeRow(
  row: { line: number; start: number; end: number },
  cells: readonly string[],
  layers: readonly Layer[],
  open: Map<string, Growing>,
  found: Growing[],
): void {
  for (const layer of layers) {
    const columns = layer.features.map((_, n) => stackedIn(cells[layer.from + n] ?? '_'))
    const count = Math.max(...columns.map((column) => column.length))
    for (let n = 0; n < count; n++) {
      const values = columns.map((column) => column[n]?.value ?? '')
      const id = columns.find((column) => column[n]?.id !== undefined)?.[n]?.id
      const key = `${layer.name}/${id}`
      const known = id === undefined ? undefined : open.get(key)
      if (known !== undefined) {
        known.end = Math.max(known.end, row.end)
        continue
      }
      const growing: Growing = { ...row, layer, values }
      found.push(growing)
      if (id !== undefined) open.set(key, growing)
    }
  }
}

/** The values of a cell, which may be stacked; `_` is none and `*` one without a value. */
function stackedIn(cell: string): { value: string; id: string | undefined }[] {
  if (cell === '_' || cell === '') return []
  return splitUnescaped(cell).map((part) => {
    const [, value = part, id] = /^([\s\S]*?)(?<!\\)\[(\d+)\]$/.exec(part) ?? []
    return { value: value === '*' ? '' : unescapeValue(value), id }
  })
}

function splitUnescaped(cell: string): string[] {
  return cell.match(/(?:\\.|[^\\|])+/gs) ?? []
}

function unescapeValue(value: string): string {
  return value.replace(/\\(->|.)/gs, (_, sign: string) => (sign === 't' ? '\t' : sign === 'n' ? '\n' : sign))
}

function codeOf({ name, features }: Layer, values: readonly string[]): string {
  const named = ['label', 'value'].map((feature) => values[features.indexOf(feature)])
  const said = [...named, ...values].find((value) => value !== undefined && value !== '')
  return said ?? name.replace(/^.*\./, '')
}

/** Tokens at their places, spaces in between. */
function textOf(tokens: readonly { start: number; words: string }[]): string {
  let text = ''
  for (const { start, words } of tokens) text = text.padEnd(start, ' ') + words
  return text
}
