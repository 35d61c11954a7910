import type { ExportFormat } from './formats.ts'

/** Lines that load a dataset into Python (its own modules only) and R, as sections of its README. */
export function snippetsFor(format: ExportFormat, files: readonly string[]): string[] {
  const [first = ''] = files
  const python = pythonFor(format.id, first)
  const r = rFor(format.id, first)
  return [
    ...(python === undefined ? [] : [`## In Python\n\n\`\`\`python\n${python}\n\`\`\``]),
    ...(r === undefined ? [] : [`## In R\n\n\`\`\`r\n${r}\n\`\`\``]),
    ...(format.id === 'label-studio'
      ? [
          `## In Label Studio\n\nThe labelling configuration needs a Labels tag named \`label\` on a Text tag named \`text\`:\n\n\`\`\`xml\n<View><Labels name="label" toName="text"><!-- a Label a code --></Labels><Text name="text" value="$text"/></View>\n\`\`\``,
        ]
      : []),
    ...(/^(webanno|uima)/.test(format.id)
      ? [
          '## In INCEpTION\n\nAdd a span layer with the internal name `webanno.custom.Code` to the project before the files are taken in, with string features `label`, `memo`, `certainty` and one for each attribute, as they are called in the files; where there are links, a relation layer `webanno.custom.CodeLink` on it with a string feature `label`.',
        ]
      : []),
  ]
}

function pythonFor(id: string, file: string): string | undefined {
  const name = JSON.stringify(file)
  switch (id) {
    case 'csv':
    case 'table':
      return [
        'import csv',
        `with open(${name}, encoding="utf-8", newline="") as file:`,
        '    rows = list(csv.DictReader(file))',
        'print(len(rows), "rows")',
      ].join('\n')
    case 'json':
      return [
        'import json',
        `with open(${name}, encoding="utf-8") as file:`,
        '    data = json.load(file)',
        'codes = {code["id"]: " / ".join(code["path"]) for code in data["codebook"]}',
        'rows = [dict(segment, code=codes[segment["code"]]) for segment in data["segments"]]',
        'print(len(rows), "rows")',
      ].join('\n')
    case 'jsonl':
    case 'doccano':
      return [
        'import json',
        `with open(${name}, encoding="utf-8") as file:`,
        '    works = [json.loads(line) for line in file]',
        id === 'jsonl'
          ? 'rows = [(work["text"][s["start"]:s["end"]], s["label"]) for work in works for s in work["spans"]]'
          : 'rows = [(work["text"][start:end], label) for work in works for start, end, label in work["label"]]',
        'print(len(rows), "rows")',
      ].join('\n')
    case 'label-studio':
      return [
        'import json',
        `with open(${name}, encoding="utf-8") as file:`,
        '    tasks = json.load(file)',
        'rows = [region["value"] for task in tasks for work in task["annotations"] for region in work["result"]]',
        'print(len(rows), "rows")',
      ].join('\n')
    case 'w3c':
      return [
        'import json',
        `with open(${name}, encoding="utf-8") as file:`,
        '    annotations = json.load(file)',
        'rows = [(a["creator"]["name"], a["body"][1]["value"], a["target"]["selector"][1]["exact"]) for a in annotations]',
        'print(len(rows), "rows")',
      ].join('\n')
    default:
      return undefined
  }
}

function rFor(id: string, file: string): string | undefined {
  const name = JSON.stringify(file)
  switch (id) {
    case 'csv':
    case 'table':
      return `rows <- read.csv(${name}, encoding = "UTF-8", check.names = FALSE)\nnrow(rows)`
    case 'xlsx':
    case 'table-xlsx':
      return `rows <- readxl::read_excel(${name})\nnrow(rows)`
    case 'json':
      return `data <- jsonlite::fromJSON(${name})\nrows <- data$segments\nnrow(rows)`
    case 'jsonl':
    case 'doccano':
      return `works <- jsonlite::stream_in(file(${name}))\nnrow(works)`
    case 'label-studio':
    case 'w3c':
      return `rows <- jsonlite::fromJSON(${name}, simplifyVector = FALSE)\nlength(rows)`
    default:
      return undefined
  }
}
