import type { Project } from '../model.ts'
import { type Selection, selectedSegments } from './codings-csv.ts'
import { dictionaryOf } from './dictionary.ts'
import { beginning, type Exported, type ExportedFile, type ExportOptions, type Sample } from './exported.ts'
import { formatOf } from './formats.ts'
import type { Loss } from './loss.ts'
import { presets } from './refi-qda/presets.ts'

/** What is exported, and how. */
export interface ExportWish {
  /** Id of the format. */
  readonly format: string
  readonly selection: Selection
  readonly options: ExportOptions
  /** What the one file is called; null where the files go into a folder under their own names. */
  readonly name: string | null
  /** Whether the README and the datapackage.json go along where the format has them. */
  readonly dictionary: boolean
}

/** An export whose files are yet to be written. */
export interface ReadyExport {
  /** The dataset first, then its dictionary; paths from where it is saved, with slashes. */
  readonly files: readonly ExportedFile[]
  readonly segments: number
  /** What positions in it count; '' where it has none. */
  readonly positions: string
  readonly losses: readonly Loss[]
  readonly sample: Sample
}

/** Makes the files of an export; texts and segments of the selection must be loaded. Throws a Refusal as formats do. */
export function exportOf(project: Project, wish: ExportWish): ReadyExport {
  const { selection, options, name } = wish
  const format = formatOf(wish.format)
  const exported = format.write(project, selection, options)
  const nameOf = namesFor(exported.files, name)
  const files = exported.files.map(({ path, content }) => ({ path: nameOf(path), content }))
  return {
    files:
      format.dictionary && wish.dictionary
        ? [...files, ...dictionaryFiles(project, wish, exported, nameOf)]
        : files,
    segments: selectedSegments(project, selection).length,
    positions: positionsOf(format.positions, wish),
    losses: exported.losses,
    sample: exported.sample ?? beginningOf(exported.files[0]),
  }
}

/** One file is called as it is asked for, and what goes with it, such as links, is called after it. */
function namesFor(files: readonly ExportedFile[], name: string | null): (path: string) => string {
  if (name === null) return (path) => path
  const stem = name.replace(/\.[^.]*$/, '')
  return (path) => (path === files[0]?.path ? name : `${stem}.${path}`)
}

/** A program that counts in its own way gets a file that does. */
function positionsOf(usual: string, { format, options: { preset } }: ExportWish): string {
  if (usual === 'none') return ''
  if (format !== 'qdpx' || preset === undefined) return usual
  return presets[preset].counting.unit === 'utf-16' ? 'UTF-16 code units' : usual
}

/** Beside other files, whose README this must not be taken for, the dictionary bears the name of the dataset. */
function dictionaryFiles(
  project: Project,
  { format, selection, options, name }: ExportWish,
  exported: Exported,
  nameOf: (path: string) => string,
): ExportedFile[] {
  const prefix = name === null ? '' : `${name}.`
  const given = { project, selection, options, nameOf }
  const { readme, datapackage } = dictionaryOf(formatOf(format), exported, given)
  return [
    { path: `${prefix}README.md`, content: readme },
    { path: `${prefix}datapackage.json`, content: datapackage },
  ]
}

function beginningOf(file: ExportedFile | undefined): Sample {
  return { text: typeof file?.content === 'string' ? beginning(file.content) : '' }
}
