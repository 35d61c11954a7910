import type { Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { writeBrat } from './brat/write.ts'
import { writeCodebookMarkdown } from './codebook-markdown.ts'
import { codebookWriters } from './codebook-writers.ts'
import type { Selection } from './codings-csv.ts'
import { writeConll } from './conll.ts'
import { type DataTable, datasetTable, linkTable, tableCsv, writeDatasetJson } from './dataset.ts'
import { beginning, type Exported, type ExportOptions, type Sample } from './exported.ts'
import { writeDoccano, writeLabelStudio, writeProdigy } from './jsonl.ts'
import { writeQdc } from './refi-qda/codebook.ts'
import { writeQdpx } from './refi-qda/write.ts'
import { writeCasJson, writeXmi } from './uima/write.ts'
import { unitTable } from './unit-table.ts'
import { writeW3c } from './w3c/write.ts'
import { writeWebannoTsv } from './webanno/write.ts'
import { writeXlsx } from './xlsx.ts'

/** A format that coded data goes out in. The command line and the app both choose from this one table. */
export interface ExportFormat {
  readonly id: string
  /** For a person to choose by. */
  readonly name: string
  /** What it is good for, as a sentence. */
  readonly purpose: string
  /** What of ExportOptions it heeds besides the program. */
  readonly options?: readonly ('preset' | 'unit' | 'mark')[]
  /** Of the one file, without the dot; null where the export is a folder of files. */
  readonly ending: string | null
  /** What positions in it count. */
  readonly positions: 'UTF-16 code units' | 'code points' | 'none'
  /** What a project has that the format has no place for, whatever is in it; what it meets besides is counted. */
  readonly cannotHold: readonly string[]
  /** Whether a README and a datapackage.json go with it: with datasets, not with whole projects. */
  readonly dictionary: boolean
  /** Texts and segments of the selection must be loaded. Throws a Refusal where there is nothing it could write. */
  write(project: Project, selection: Selection, options: ExportOptions): Exported
}

const projectOnly = [
  'memos of codes, documents and the project',
  'texts',
  'codes that were not used',
  'coders and documents without a segment',
]
const noProject = [
  ...['definitions of codes', 'variables of documents'],
  'memos of codes, documents and the project',
]
const unsaid = ['memos', 'attributes, certainty and links of segments']

export const formats: readonly ExportFormat[] = [
  {
    purpose: 'One row per segment, for R, Python, SPSS and spreadsheets.',
    options: ['mark'],
    ...{ id: 'csv', name: 'Table of segments (CSV)', ending: 'csv', positions: 'UTF-16 code units' },
    ...{ cannotHold: projectOnly, dictionary: true },
    write: (project, selection, { mark }) => csvFiles(project, selection, mark),
  },
  {
    purpose: 'One row per segment, for Excel; words that look like formulas stay words.',
    ...{ id: 'xlsx', name: 'Table of segments (Excel)', ending: 'xlsx', positions: 'UTF-16 code units' },
    ...{ cannotHold: projectOnly, dictionary: true },
    write: (project, selection) =>
      xlsxFile('segments.xlsx', datasetTable(project, selection), linkTable(project, selection)),
  },
  {
    purpose: 'Segments, codebook, coders and documents in one file, for programs that read JSON.',
    ...{ id: 'json', name: 'Segments and codebook (JSON)', ending: 'json', positions: 'UTF-16 code units' },
    ...{ cannotHold: ['texts', 'earlier states of the codebook'], dictionary: true },
    write: (project, selection) => oneFile('dataset.json', writeDatasetJson(project, selection)),
  },
  {
    purpose:
      'One row per unit of text and code, one column per coder with 1 or 0: what other agreement programs and R packages count.',
    options: ['unit', 'mark'],
    ...{ id: 'table', name: 'Units by coders (CSV)', ending: 'csv', positions: 'UTF-16 code units' },
    ...{
      cannotHold: [...noProject, 'texts', ...unsaid, 'borders of segments within a unit'],
      dictionary: true,
    },
    write: (project, selection, { unit, mark }) =>
      csvFile('units.csv', unitTable(project, selection, listed(unit)), mark),
  },
  {
    purpose: 'One row per unit of text and code, one column per coder with 1 or 0, for Excel.',
    options: ['unit'],
    ...{ id: 'table-xlsx', name: 'Units by coders (Excel)', ending: 'xlsx', positions: 'UTF-16 code units' },
    ...{
      cannotHold: [...noProject, 'texts', ...unsaid, 'borders of segments within a unit'],
      dictionary: true,
    },
    write: (project, selection, { unit }) =>
      xlsxFile('units.xlsx', unitTable(project, selection, listed(unit))),
  },
  {
    purpose: 'Texts, codes, coders and segments, to go on in another program for qualitative analysis.',
    options: ['preset'],
    ...{ id: 'qdpx', name: 'Project for NVivo, MAXQDA, ATLAS.ti, QualCoder (REFI-QDA)', ending: 'qdpx' },
    ...{ positions: 'code points', cannotHold: ['history', 'languages of documents'], dictionary: false },
    write: (project, selection, { preset, program }) => {
      const { bytes, losses, xml } = writeQdpx(project, selection, { program, ...(preset ? { preset } : {}) })
      return {
        files: [{ path: 'project.qdpx', content: bytes }],
        losses,
        sample: { text: beginning(xml) },
      }
    },
  },
  {
    purpose: 'The codes with their definitions, for any program that reads REFI-QDA.',
    ...{ id: 'qdc', name: 'Codebook (REFI-QDA)', ending: 'qdc', positions: 'none' },
    ...{ cannotHold: ['segments', 'documents', 'coders'], dictionary: false },
    write: ({ codes }, _, { program }) => oneFile('codebook.qdc', writeQdc(codes, program.version)),
  },
  codebookFormat(
    'csv',
    'Codebook (CSV)',
    'The codes as a table, one row per code, to edit in a spreadsheet and import again.',
  ),
  codebookFormat(
    'json',
    'Codebook (JSON)',
    'The codes with all that is known of them, to take into another project.',
  ),
  codebookFormat('md', 'Codebook (Markdown)', 'The codes with their definitions, to read or to publish.'),
  codebookFormat(
    'docx',
    'Codebook (Word)',
    'The codes with their definitions, to read, print and append to an article.',
  ),
  {
    purpose:
      'Texts with spans, a line a document and coder, to train a model with spaCy or to look at in Prodigy.',
    ...{ id: 'jsonl', name: 'JSON Lines (spaCy, Prodigy)', ending: 'jsonl', positions: 'code points' },
    ...{ cannotHold: [...noProject, ...unsaid], dictionary: true, write: writeProdigy },
  },
  {
    purpose: 'Texts with spans, a line a document and coder, to annotate on in doccano.',
    ...{ id: 'doccano', name: 'JSON Lines (doccano)', ending: 'jsonl', positions: 'code points' },
    ...{ cannotHold: [...noProject, ...unsaid], dictionary: true, write: writeDoccano },
  },
  {
    purpose: 'Texts with regions, an annotation a coder, to annotate on in Label Studio.',
    ...{ id: 'label-studio', name: 'Label Studio (JSON)', ending: 'json', positions: 'UTF-16 code units' },
    ...{ cannotHold: [...noProject, unsaid[1]!], dictionary: true, write: writeLabelStudio },
  },
  {
    purpose: 'Annotations by position and quote after the W3C standard, for archives and annotation servers.',
    ...{ id: 'w3c', name: 'W3C Web Annotation (JSON-LD)', ending: 'json', positions: 'code points' },
    ...{ cannotHold: [...noProject, 'texts'], dictionary: true, write: writeW3c },
  },
  {
    purpose:
      'Texts with their annotations beside them, a folder a coder, for brat and programs that read its files.',
    ...{ id: 'brat', name: 'brat standoff', ending: null, positions: 'code points' },
    ...{ cannotHold: noProject, dictionary: true, write: writeBrat },
  },
  {
    purpose: 'Tokens with their codes, a folder a coder, for INCEpTION and WebAnno.',
    ...{
      id: 'webanno-tsv',
      name: 'WebAnno TSV 3.3 (INCEpTION)',
      ending: null,
      positions: 'UTF-16 code units',
    },
    ...{
      cannotHold: [...noProject, 'line breaks between sentences'],
      dictionary: true,
      write: writeWebannoTsv,
    },
  },
  {
    purpose: 'Texts with annotations as UIMA keeps them, for INCEpTION and DKPro.',
    ...{ id: 'uima-xmi', name: 'UIMA CAS XMI (INCEpTION)', ending: null, positions: 'UTF-16 code units' },
    ...{ cannotHold: noProject, dictionary: true, write: writeXmi },
  },
  {
    purpose: 'The newer form of UIMA’s annotations, which INCEpTION recommends.',
    ...{ id: 'uima-json', name: 'UIMA CAS JSON (INCEpTION)', ending: null, positions: 'UTF-16 code units' },
    ...{ cannotHold: noProject, dictionary: true, write: writeCasJson },
  },
  {
    purpose: 'Tokens with one label each, to train and test programs that find names.',
    ...{ id: 'conll', name: 'CoNLL 2002, IOB2', ending: null, positions: 'none' },
    ...{
      cannotHold: [...noProject, ...unsaid, 'overlapping segments', 'borders within a token', 'white space'],
    },
    ...{ dictionary: true, write: writeConll },
  },
]

/** The format with this id. Throws a Refusal that names all of them. */
export function formatOf(id: string): ExportFormat {
  const found = formats.find((format) => format.id === id)
  if (found !== undefined) return found
  throw new Refusal(
    'invalid',
    `There is no format “${id}”; there are ${formats.map((format) => format.id).join(', ')}.`,
  )
}

function oneFile(path: string, content: string): Exported {
  return { files: [{ path, content }], losses: [] }
}

/** Excel reads a CSV file as UTF-8 only where a byte order mark says so. */
function csvFile(path: string, table: DataTable, mark = false): Exported {
  const content = `${mark ? '\ufeff' : ''}${tableCsv(table)}`
  return { ...oneFile(path, content), tables: { [path]: table.columns }, sample: firstRows(table) }
}

/** The segments, and the links between them beside them where there are any. */
function csvFiles(project: Project, selection: Selection, mark: boolean | undefined): Exported {
  const segments = csvFile('segments.csv', datasetTable(project, selection), mark)
  const links = linkTable(project, selection)
  if (links.rows.length === 0) return segments
  const others = csvFile('links.csv', links, mark)
  return {
    ...segments,
    files: [...segments.files, ...others.files],
    tables: { ...segments.tables, ...others.tables },
  }
}

function xlsxFile(path: string, table: DataTable, links?: DataTable): Exported {
  const more = links === undefined || links.rows.length === 0 ? [] : [{ name: 'Links', table: links }]
  const { bytes, losses } = writeXlsx([{ name: 'Data', table }, ...more])
  return {
    files: [{ path, content: bytes }],
    losses,
    tables: { [path]: table.columns },
    sample: firstRows(table),
  }
}

function firstRows({ columns, rows }: DataTable): Sample {
  return { rows: [columns.map(({ name }) => name), ...rows.slice(0, 20)] }
}

/** A row a character would be longer than any program opens. */
function listed(unit: ExportOptions['unit'] = 'paragraph') {
  if (unit !== 'character') return unit
  throw new Refusal(
    'invalid',
    'A table of single characters would be too long; choose token, sentence, paragraph or document.',
  )
}

function codebookFormat(ending: string, name: string, purpose: string): ExportFormat {
  return {
    ...{ id: `codebook-${ending}`, name, purpose, ending, positions: 'none' },
    ...{ cannotHold: ['segments', 'documents', 'coders'], dictionary: false },
    write(project, _, { program }) {
      const content = codebookWriters[ending]!(project, program.version)
      const sample = typeof content === 'string' ? content : writeCodebookMarkdown(project.codes)
      return {
        files: [{ path: `codebook.${ending}`, content }],
        losses: [],
        sample: { text: beginning(sample) },
      }
    },
  }
}
