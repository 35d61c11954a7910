import { codeLabel } from '../../core/codebook.ts'
import { type Disagreement, disagreementsOf, type Side } from '../../core/comparison.ts'
import { codersInOrder } from '../../core/exchange/codings-csv.ts'
import type { Coder, Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { excerpt } from '../../core/text.ts'
import { type CliCommand, exactly, printJson } from './command.ts'
import { codersNamed, loadProject } from './project.ts'

export const disagreements: CliCommand = {
  name: 'disagreements',
  usage: ['disagreements PROJECT [--coders A,B] [--json]'],
  summary: 'Lists what two coders saw differently: missed by one, another code, or other borders',
  options: {
    coders: { value: 'A,B', many: true, help: 'which two (default: all, where there are two)' },
    json: { help: 'with both sides, as JSON' },
  },
  async run(given, io) {
    const project = await loadProject(exactly(disagreements, given, 'PROJECT').PROJECT, io)
    const [first, second] = twoCoders(project, given.values('coders'))
    const found = disagreementsOf(project, [first.id, second.id])
    if (given.has('json'))
      printJson(
        io,
        found.map((each) => record(project, each)),
      )
    else for (const each of found) io.out(line(project, each, [first, second]))
    return 0
  },
}

function twoCoders(project: Project, names: readonly string[]): [Coder, Coder] {
  const coders = names.length > 0 ? codersNamed(project, names) : codersInOrder(project)
  const [first, second] = coders
  if (coders.length !== 2 || first === undefined || second === undefined || first === second) {
    throw new Refusal('invalid', `two coders are compared, not ${coders.length}; name them with --coders A,B`)
  }
  return [first, second]
}

function record(project: Project, { document, sides, ...rest }: Disagreement) {
  const { title, source } = project.documents.get(document)!
  const side = (one: Side | null) =>
    one === null
      ? null
      : {
          ...one,
          coder: project.coders.get(one.coder)!.name,
          code: codeLabel(project.codes, project.codes.get(one.code)!),
        }
  return { ...rest, document, title, file: source.name, sides: sides.map(side), decision: null }
}

function line(project: Project, { document, kind, start, end, sides }: Disagreement, coders: [Coder, Coder]) {
  const { title } = project.documents.get(document)!
  const words = sides.map((side, n) => {
    const { name } = coders[n]!
    if (side === null) return `${name}: –`
    return `${name}: ${codeLabel(project.codes, project.codes.get(side.code)!)} ${excerpt(side.quote)}`
  })
  return `${title}\t${start}–${end}\t${kind}\t${words.join('\t')}\n`
}
