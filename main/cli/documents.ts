import { textOf } from '../../core/commands/document.ts'
import { documentNamed } from '../../core/document-name.ts'
import { documentsInOrder } from '../../core/model.ts'
import { type CliCommand, exactly, printJson } from './command.ts'
import { loadProject } from './project.ts'

export const documents: CliCommand = {
  name: 'documents',
  usage: ['documents PROJECT [--json]'],
  summary: 'Lists the documents',
  options: { json: { help: 'with their hashes and variables, as JSON' } },
  async run(given, io) {
    const project = await loadProject(exactly(documents, given, 'PROJECT').PROJECT, io)
    const all = documentsInOrder(project)
    if (given.has('json')) {
      printJson(
        io,
        all.map(({ id, title, source, characters, paragraphs, sha256, language, variables }) => ({
          ...{ id, title, file: source.name, characters, paragraphs, sha256, language, variables },
        })),
      )
    } else {
      for (const { id, title, characters } of all) io.out(`${id}\t${title}\t${characters} characters\n`)
    }
    return 0
  },
}

export const text: CliCommand = {
  name: 'text',
  usage: ['text PROJECT DOCUMENT'],
  summary: 'Prints the frozen text of a document, byte for byte in UTF-8',
  notes: 'DOCUMENT is its id, its title or the name of the file it came from.',
  async run(given, io) {
    const { PROJECT, DOCUMENT } = exactly(text, given, 'PROJECT', 'DOCUMENT')
    const project = await loadProject(PROJECT, io)
    io.out(textOf(project, documentNamed(project, DOCUMENT).id))
    return 0
  },
}
