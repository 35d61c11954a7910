import type { Change } from '../change.ts'
import { diffOf } from '../change.ts'
import type { Deciders } from '../decision.ts'
import type { Document, DocumentId, Project, Source } from '../model.ts'
import { codingsId, documentsInOrder } from '../model.ts'
import { nameFor, slug } from '../name.ts'
import { Refusal } from '../refusal.ts'
import { paragraphCount, sha256OfText } from '../text.ts'
import { coderOf } from './coder.ts'

export interface NewDocument {
  readonly title: string
  readonly language: string
  readonly variables: Readonly<Record<string, string>>
  readonly source: Source
  /** Frozen already (text.ts). */
  readonly text: string
}

export interface DocumentCommands {
  /** Texts enter a project by this only; one that is there already, by its hash, is refused. */
  addDocuments: { readonly documents: readonly NewDocument[] }
  describeDocument: {
    readonly document: DocumentId
    readonly title?: string
    readonly language?: string
    /** All of them: a variable that is not named any more is gone. */
    readonly variables?: Readonly<Record<string, string>>
    readonly memo?: string
  }
  /** With everybody's segments in it. */
  deleteDocument: { readonly document: DocumentId }
  /** Whether the coder has finished with a document, which may well hold no segment. */
  markDone: { readonly document: DocumentId; readonly done: boolean }
}

export const documentDeciders: Deciders<DocumentCommands> = {
  addDocuments(project, { documents }, context) {
    const change = addAll(project, documents, context.now)
    const [only] = documents
    const what = documents.length === 1 && only ? only.title : `${documents.length} documents`
    return { label: `import ${what}`, change }
  },

  describeDocument(project, { document, title, language, variables, memo }) {
    const before = documentOf(project, document)
    const after: Document = {
      ...before,
      ...(title === undefined ? {} : { title: nameFor('document', title) }),
      ...(language === undefined ? {} : { language: languageTag(language) }),
      ...(variables === undefined ? {} : { variables: tidyVariables(variables) }),
      ...(memo === undefined ? {} : { memo: memo.toWellFormed() }),
    }
    return {
      label: `describe ${after.title}`,
      change: { documents: diffOf({ updated: [[before, after]] }) },
      joins: `describe ${document}`,
    }
  },

  deleteDocument(project, { document }) {
    const removed = documentOf(project, document)
    const text = project.texts.get(document)
    const codings = [...project.codings.values()].filter((work) => work.document === document)
    const segments = codings.flatMap((work) => [...(project.segments.get(work.id)?.values() ?? [])])
    return {
      label: `delete ${removed.title}`,
      change: {
        documents: diffOf({ removed: [removed] }),
        texts: diffOf({ removed: text === undefined ? [] : [text] }),
        codings: diffOf({ removed: codings }),
        segments: diffOf({ removed: segments }),
      },
    }
  },

  markDone(project, { document, done }, context) {
    const coder = coderOf(project, context.coder)
    const { title } = documentOf(project, document)
    const id = codingsId(coder.id, document)
    const before = project.codings.get(id)
    const after = { id, coder: coder.id, document, done }
    return {
      label: done ? `mark ${title} as done` : `mark ${title} as not done`,
      change: { codings: before ? diffOf({ updated: [[before, after]] }) : diffOf({ added: [after] }) },
    }
  },
}

function addAll(project: Project, documents: readonly NewDocument[], now: string): Change {
  const known = new Map([...project.documents.values()].map((document) => [document.sha256, document.title]))
  const ids = new Set<string>(project.documents.keys())
  let order = (documentsInOrder(project).at(-1)?.order ?? -1) + 1
  const added: Document[] = []
  const texts: { id: DocumentId; text: string }[] = []
  for (const { text, ...given } of documents) {
    const sha256 = sha256OfText(text)
    const twin = known.get(sha256)
    if (twin !== undefined)
      throw new Refusal('taken', `${given.title} has the same text as ${twin}, which is in the project.`)
    known.set(sha256, given.title)
    const id = freeId(ids, `${slug(given.title, 'document')}-${sha256.slice(0, 8)}`)
    added.push({
      ...given,
      source: { ...given.source, name: given.source.name.toWellFormed() },
      id,
      title: nameFor('document', given.title),
      language: languageTag(given.language),
      variables: tidyVariables(given.variables),
      memo: '',
      order: order++,
      sha256,
      characters: text.length,
      paragraphs: paragraphCount(text),
      imported: now,
    })
    texts.push({ id, text })
  }
  return { documents: diffOf({ added }), texts: diffOf({ added: texts }) }
}

function freeId(ids: Set<string>, wanted: string): DocumentId {
  let id = wanted
  for (let n = 2; ids.has(id); n++) id = `${wanted}-${n}`
  ids.add(id)
  return id as DocumentId
}

export function documentOf(project: Project, id: DocumentId): Document {
  const document = project.documents.get(id)
  if (document === undefined) throw new Refusal('missing', `There is no document ${id} in this project.`)
  return document
}

/** The frozen text of a document, which whoever carries out a command has loaded. */
export function textOf(project: Project, id: DocumentId): string {
  const text = project.texts.get(id)
  if (text === undefined) {
    const { title } = documentOf(project, id)
    throw new Refusal('damaged', `The text of ${title} can't be read; check the project.`)
  }
  return text.text
}

/** A BCP 47 tag in its canonical form. */
export function languageTag(language: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(language)
    if (tag !== undefined) return tag
  } catch {
    // Refused below, in our own words.
  }
  throw new Refusal('invalid', `${language} is not a language tag; write it like en, az or zh-Hant.`)
}

function tidyVariables(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [variableName(name), value.trim().toWellFormed()]),
  )
}

function variableName(wanted: string): string {
  const name = nameFor('variable', wanted)
  // In JSON it is a key like any other; programs that read it lose it, ours too.
  if (name === '__proto__') throw new Refusal('invalid', 'A variable can’t be called __proto__; rename it.')
  return name
}
