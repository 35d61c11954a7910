import type { NewCode } from '../commands/codebook.ts'
import { coderNamed } from '../commands/coder.ts'
import { spanProblem } from '../commands/segment.ts'
import type { CoderId, Document, Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import { quoteOf } from '../text.ts'
import type { CodingRow } from './codings-csv.ts'
import { coderFileNames } from './exported.ts'
import type { FoundCoding } from './found.ts'
import { clauseOf, type LineProblem } from './line-problem.ts'
import type { Loss } from './loss.ts'
import { PlacingCodes } from './place-codes.ts'
import { PlacingDocuments } from './place-documents.ts'
import { Asked, codingKey, type PlaceQuestion } from './place-question.ts'
import { PlacingSaid } from './place-said.ts'
import { QuoteFinder } from './quotes.ts'
import { inParagraph, lineFeeds, type SourceText, sameAround } from './source-text.ts'

/** What a person says of a file that does not say it itself. */
export interface PlaceOptions {
  readonly coder?: string
  readonly document?: string
  /** Codes that are not in the codebook are added at its top, rather than refused. */
  readonly addCodes?: boolean
  /** What coders of the file are called in the project. */
  readonly coders?: ReadonlyMap<string, string>
  /** Which document the first name that the file has for one means; by any name of it. */
  readonly documents?: ReadonlyMap<string, string>
  /** Which of several places is meant, by `codingKey`: its start. */
  readonly places?: ReadonlyMap<string, number>
}

/** Why a coding can't be taken in; the file only where there are several. */
export interface PlaceProblem extends LineProblem {
  readonly file: string | undefined
  /** All that a person can say about it. */
  readonly questions: readonly PlaceQuestion[]
}

/** Codings of another program with their places in the texts of the project: what addCodings takes. */
export interface PlacedCodings {
  readonly rows: readonly CodingRow[]
  /** Codes to be added first. */
  readonly newCodes: readonly NewCode[]
  /** What keeps the file from coming in, by line or record. */
  readonly problems: readonly PlaceProblem[]
  /** Codings whose words were found elsewhere than the position says, or only by their words. */
  readonly byWords: number
  /** What the codings say that the codebook has no place for. */
  readonly losses: readonly Loss[]
}

/** Looks up documents, codes and places of codings that were read; the texts must be loaded. */
export function placeCodings(
  project: Project,
  found: readonly FoundCoding[],
  options: PlaceOptions,
): PlacedCodings {
  const placing = new Placing(project, options)
  const rows: CodingRow[] = []
  const problems: PlaceProblem[] = []
  for (const coding of found) {
    if (problems.length === mostProblems) break
    const { row, wrong } = placing.row(coding)
    if (row !== undefined) rows.push(row)
    const [first] = wrong
    if (first === undefined) continue
    const questions = wrong.flatMap((each) => (each instanceof Asked ? each.question : []))
    problems.push({ file: coding.file, line: coding.line, message: clauseOf(first.message), questions })
  }
  const links = found.flatMap(({ key, links = [] }) => links.map((link) => ({ ...link, from: key ?? '' })))
  const linked = placing.said.linked(rows, links)
  const { codes, byWords, said } = placing
  return { rows: linked, problems, newCodes: codes.added, byWords, losses: said.losses.list }
}

/** A file with so many is refused as a whole, and nobody reads more of them. */
const mostProblems = 10_000

function refuse(message: string): never {
  throw new Refusal('invalid', message)
}

/** Where codings of a file are, and whose; what it names is looked up once. */
class Placing {
  readonly said: PlacingSaid
  readonly codes: PlacingCodes
  byWords = 0
  private readonly documents: PlacingDocuments
  private readonly finders = new Map<string, QuoteFinder>()
  private readonly coderFiles: ReadonlyMap<string, string>

  constructor(
    private readonly project: Project,
    private readonly options: PlaceOptions,
  ) {
    this.said = new PlacingSaid(project)
    this.codes = new PlacingCodes(project, options)
    this.documents = new PlacingDocuments(project, options)
    this.coderFiles = new Map(
      [...coderFileNames(project)].map(([id, name]) => [name, project.coders.get(id as CoderId)!.name]),
    )
  }

  /** The coding with what it names; or all that is wrong with it, what is told first being what others hang on. */
  row(coding: FoundCoding): { row?: CodingRow; wrong: readonly Refusal[] } {
    const wrong: Refusal[] = []
    const found = <T>(find: () => T): T | undefined => {
      try {
        return find()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        wrong.push(error)
        return undefined
      }
    }
    const document = found(() => this.documents.of(coding))
    const span = document && found(() => this.span(coding, document))
    const coder = found(() => this.coder(coding))
    const code = found(() => this.codes.of(coding.code))
    if (document === undefined || span === undefined || coder === undefined || code === undefined)
      return { wrong }
    const quote = this.documents.textOf(document).slice(span.start, span.end)
    const { line, memo } = coding
    const said = this.said.of(coding, code)
    return { row: { line, document: document.id, coder, code, ...span, quote, memo, ...said }, wrong }
  }

  private coder({ coder }: FoundCoding): string {
    const name = this.options.coder ?? this.options.coders?.get(coder ?? '') ?? coder
    if (name === undefined || name.trim() === '')
      throw new Asked('the file does not say who coded; name the coder with --coder', { what: 'coder' })
    return coderNamed(this.project, name) === undefined ? (this.coderFiles.get(name) ?? name) : name
  }

  /**
   * Where a coding is: at its position, where the same words stand there; else where its words stand with what is
   * around them; else where they stand if they stand once.
   */
  private span(coding: FoundCoding, document: Document): Span {
    const text = this.documents.textOf(document)
    const source = this.documents.sourceOf(coding.text ?? text)
    const own = source.file.text
    const { quote: said, hint } = this.wordsOf(coding, source)
    if (hint !== undefined && said !== undefined) {
      const there = text.slice(hint.start, hint.end)
      if (own === text ? there === said : sameAround(own, text, hint)) return hint
    }
    if (said === undefined || said.trim() === '') refuse('neither its position nor its words say where it is')
    const finder = this.finders.get(document.id) ?? new QuoteFinder(text)
    this.finders.set(document.id, finder)
    const around = coding.text === undefined || hint === undefined ? {} : quoteOf(own, hint.start, hint.end)
    const { prefix = '', suffix = '' } = { ...around, ...coding }
    const places = inParagraph(
      text,
      finder.find(said, { prefix: lineFeeds(prefix), suffix: lineFeeds(suffix), near: hint?.start }),
      coding.paragraph,
    )
    const key = codingKey(coding)
    const chosen = this.options.places?.get(key)
    const [place, another] = chosen === undefined ? places : places.filter(({ start }) => start === chosen)
    if (place === undefined) refuse(`${quoted(said)} is not in ${document.title}`)
    if (another !== undefined)
      throw new Asked(ambiguous(said, places, document), {
        what: 'place',
        key,
        document: document.id,
        places,
      })
    this.byWords++
    return place
  }

  /** The words that a coding has or that stand at its position, and where that is in the text that it counts in. */
  private wordsOf(coding: FoundCoding, source: SourceText): { quote?: string; hint?: Span } {
    const { start, end, unit = 'utf-16' } = coding
    const own = source.file.text
    const quote = coding.quote === undefined ? undefined : lineFeeds(coding.quote)
    if (start === undefined || end === undefined) return quote === undefined ? {} : { quote }
    const others = (['utf-16', 'code-points'] as const).filter((other) => other !== unit)
    const units = [unit, ...(quote === undefined ? [] : others)]
    const spans = units.flatMap((each) => source.mapOf(each).spanFromFile(start, end) ?? [])
    const hint =
      spans.find((span) => quote === undefined || own.slice(span.start, span.end) === quote) ?? spans[0]
    if (hint === undefined) {
      if (quote === undefined) refuse(`${start} to ${end} is no place in the text`)
      return { quote }
    }
    const problem = spanProblem(own, hint)
    if (problem !== undefined && quote === undefined) refuse(problem)
    return { quote: quote ?? own.slice(hint.start, hint.end), hint }
  }
}

function ambiguous(said: string, places: readonly Span[], { title }: Document): string {
  const where = places.slice(0, 5).map(({ start, end }) => `${start} to ${end}`)
  const more = places.length > 5 ? ' …' : ''
  return `${quoted(said)} stands ${places.length} times in ${title} (${where.join('; ')}${more}); say which it is`
}

function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return `“${line.length <= 60 ? line : `${line.slice(0, 60).toWellFormed()}…`}”`
}
