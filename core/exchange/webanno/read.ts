import { Refusal } from '../../refusal.ts'
import type { FoundCoding, FoundCodings, FoundLink, GivenFile } from '../found.ts'
import { LossCount } from '../loss.ts'
import { type FileOwner, ownerOf } from '../owner.ts'
import { textOfBytes } from '../text-bytes.ts'

/** A layer of the file: its name, and the columns of its features. */
interface Layer {
  readonly name: string
  readonly features: readonly string[]
  readonly from: number
  /** Of a layer of relations: the layer whose annotations it joins. */
  readonly joins?: string
}

/** One annotation while its rows are read. */
interface Growing {
  readonly line: number
  readonly key: string
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
  const links: FoundLink[] = []
  const codings = files
    .filter(({ path }) => path.endsWith('.tsv'))
    .flatMap(({ path, bytes }) => {
      const { coder, document } = ownerOf(path, known)
      const { text, found, joined } = readTsv(path, textOfBytes(path, bytes), losses)
      const scoped = (key: string) => `${path}#${key}`
      links.push(...joined.map(({ type, from, to }) => ({ type, from: scoped(from), to: scoped(to) })))
      return found.map(
        ({ line, key, layer, start, end, values }): FoundCoding => ({
          ...{ file: path, line, key: scoped(key), documents: [document], coder },
          ...saidBy(layer, values),
          ...{ start, end, unit: 'utf-16' as const, text },
        }),
      )
    })
  return { codings, links, losses: losses.list }
}

function readTsv(
  path: string,
  content: string,
  losses: LossCount,
): { text: string; found: Growing[]; joined: FoundLink[] } {
  const lines = content.split(/\r?\n/)
  if (!/^#FORMAT=WebAnno TSV 3/.test(lines[0] ?? '')) {
    throw new Refusal('invalid', `${path}:1: this is not WebAnno TSV 3; export it as WebAnno TSV 3.3`)
  }
  const layers = layersIn(lines, losses)
  const found: Growing[] = []
  const joined: FoundLink[] = []
  const open = new Map<string, Growing>()
  const tokens: { start: number; words: string }[] = []
  for (const [n, line] of lines.entries()) {
    const [id = '', place = '', words = '', ...cells] = line.split('\t')
    const [, start, end] = /^(\d+)-(\d+)$/.exec(place) ?? []
    if (!/^\d+-\d+(\.\d+)?$/.test(id) || start === undefined) continue
    if (!id.includes('.')) {
      const before = tokens.at(-1)
      if (Number(start) - (before?.start ?? 0) > widestGap)
        throw new Refusal(
          'invalid',
          `${path}:${n + 1}: no text is so far from the one before it; get the file anew`,
        )
      tokens.push({ start: Number(start), words })
    }
    const row = { line: n + 1, id, start: Number(start), end: Number(end) }
    for (const layer of layers) {
      if (layer.joins === undefined) takeRow(row, cells, layer, open, found)
      else joined.push(...linksIn(id, cells, layer))
    }
  }
  return { text: textOf(tokens), found, joined }
}

/** More white space than this between two tokens is no text. In UTF-16 code units. */
const widestGap = 1_000_000

function layersIn(lines: readonly string[], losses: LossCount): Layer[] {
  const layers: Layer[] = []
  let from = 0
  for (const line of lines) {
    const [, kind, declared] = /^#(T_SP|T_RL|T_CH)=(.*)$/.exec(line) ?? []
    if (declared === undefined) continue
    const [name = '', ...features] = declared.split('|')
    const base = features.find((feature) => feature.startsWith('BT_'))?.slice('BT_'.length)
    if (kind === 'T_SP') layers.push({ name, features: features.length === 0 ? [''] : features, from })
    else if (kind === 'T_RL' && base !== undefined) layers.push({ name, features, from, joins: base })
    else losses.add('layers of chains were left out')
    from += Math.max(1, features.length)
  }
  return layers
}

function takeRow(
  { id: address, ...row }: { line: number; id: string; start: number; end: number },
  cells: readonly string[],
  layer: Layer,
  open: Map<string, Growing>,
  found: Growing[],
): void {
  const columns = layer.features.map((_, n) => stackedIn(cells[layer.from + n] ?? '_'))
  const count = Math.max(...columns.map((column) => column.length))
  for (let n = 0; n < count; n++) {
    const values = columns.map((column) => column[n]?.value ?? '')
    const id = columns.find((column) => column[n]?.id !== undefined)?.[n]?.id
    const key = `${layer.name}/${id ?? `@${address}`}`
    const known = id === undefined ? undefined : open.get(key)
    if (known !== undefined) {
      known.end = Math.max(known.end, row.end)
      continue
    }
    const growing: Growing = { ...row, key, layer, values }
    found.push(growing)
    if (id !== undefined) open.set(key, growing)
  }
}

/** Relations stand in the row of their target and name the row of their source: `1-3[4_2]`, or `1-3` where both are alone. */
function linksIn(address: string, cells: readonly string[], layer: Layer): FoundLink[] {
  const named = layer.features.findIndex((feature) => !feature.startsWith('BT_'))
  const types = named < 0 ? [] : stackedIn(cells[layer.from + named] ?? '_')
  const sources = splitUnescaped(cells[layer.from + layer.features.length - 1] ?? '_')
  return sources.flatMap((source, n) => {
    const [, at, from = '0', to = '0'] = /^(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?$/.exec(source) ?? []
    if (at === undefined) return []
    const key = (id: string, row: string) => `${layer.joins}/${id === '0' ? `@${row}` : id}`
    return [{ type: types[n]?.value ?? '', from: key(from, at), to: key(to, address) }]
  })
}

/** The values of a cell, which may be stacked; `_` is none and `*` one without a value. */
function stackedIn(cell: string): { value: string; id: string | undefined }[] {
  if (cell === '_' || cell === '') return []
  return splitUnescaped(cell).map((part) => {
    const [, value = part, id] = /^((?:\\[\s\S]|[^\\[])*)\[(\d+)\]$/.exec(part) ?? []
    return { value: value === '*' ? '' : unescapeValue(value), id }
  })
}

function splitUnescaped(cell: string): string[] {
  return cell.match(/(?:\\.|[^\\|])+/gs) ?? []
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }

function unescapeValue(value: string): string {
  return value.replace(/\\(->|.)/gs, (_, sign: string) => escapes[sign] ?? sign)
}

/** The feature that names the code; the others are what is said besides. */
function saidBy({ name, features }: Layer, values: readonly string[]) {
  const has = (feature: string) => (values[features.indexOf(feature)] ?? '') !== ''
  const code =
    ['label', 'value'].find(has) ??
    features.find((feature, n) => values[n] !== '' && feature !== 'memo' && feature !== 'certainty')
  const said = features.flatMap((feature, n): [string, string][] =>
    feature === code || values[n] === '' ? [] : [[feature, values[n]!]],
  )
  const { memo = '', certainty, ...others } = Object.fromEntries(said)
  return {
    code: code === undefined ? name.replace(/^.*\./, '') : values[features.indexOf(code)]!,
    memo,
    ...(certainty === undefined ? {} : { certainty }),
    ...(Object.keys(others).length === 0 ? {} : { values: others }),
  }
}

/** Tokens at their places, spaces in between. */
function textOf(tokens: readonly { start: number; words: string }[]): string {
  const parts: string[] = []
  let length = 0
  for (const { start, words } of tokens) {
    const gap = ' '.repeat(Math.max(0, start - length))
    parts.push(gap, words)
    length += gap.length + words.length
  }
  return parts.join('')
}
