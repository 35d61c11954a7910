import { randomUUID } from 'node:crypto'
import type { Given, GivenAs, GivenOptions, ReadGiven } from '../../core/exchange-contract.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { Thread } from '../apart/thread.ts'
import { type KeptCodebook, readCodebookPart } from './codebook-part.ts'
import { type KeptCodings, readCodingsPart } from './codings-part.ts'
import { type KeptDocuments, readDocumentsPart } from './documents-part.ts'
import { type ChosenFile, type Group, groupsOf } from './given-files.ts'
import { type KeptProject, readProjectPart } from './project-part.ts'

/** What was made of a file when it was last read. */
export type Kept = KeptDocuments | KeptProject | KeptCodebook | KeptCodings

export interface Entry extends Group {
  readonly token: string
  kept?: Kept
}

/** What reading a file needs besides the file. */
export interface Reading {
  readonly thread: Thread
  /** As the window may see it, with all texts where they were asked for; none in the start. */
  readonly project: Project | null
  readonly options: GivenOptions
  /** All that lie on the desk, in the order in which they came. */
  readonly entries: readonly Entry[]
}

/** How the project is had, which is loaded whole for codings only. */
export interface ProjectSource {
  current(): Project | null
  whole(): Promise<Project>
}

/**
 * The files that a person is looking at before anything comes in. They are read one by one, apart, as the window asks
 * for them; what was made of each at its last reading is kept until it is taken in or forgotten.
 */
export class ImportDesk {
  private thread = new Thread()
  private readonly entries = new Map<string, Entry>()

  async add(files: readonly ChosenFile[]): Promise<Given[]> {
    const groups = await groupsOf(files)
    return groups.map((group) => {
      const token = randomUUID()
      this.entries.set(token, { ...group, token })
      return { token, name: group.name, as: group.as }
    })
  }

  /** Reads a file. What keeps it from coming in is said in the answer; only a stop is refused. */
  async read(token: string, options: GivenOptions, source: ProjectSource): Promise<ReadGiven> {
    const entry = this.entry(token)
    const as = options.as ?? entry.as
    try {
      const { kept, shown } = await this.readAs(as, entry, options, source)
      entry.kept = kept
      return shown
    } catch (error) {
      delete entry.kept
      if (!(error instanceof Refusal) || error.code === 'cancelled') throw error
      return { as, error: error.message }
    }
  }

  private async readAs(
    as: GivenAs,
    entry: Entry,
    options: GivenOptions,
    source: ProjectSource,
  ): Promise<{ kept: Kept; shown: ReadGiven }> {
    const entries = [...this.entries.values()]
    const reading = { thread: this.thread, project: source.current(), options, entries }
    switch (as) {
      case 'project':
        return readProjectPart(entry, reading)
      case 'codebook':
        return readCodebookPart(entry, reading)
      case 'codings':
        return readCodingsPart(entry, { ...reading, project: await source.whole() })
      case 'documents': {
        const read = await readDocumentsPart(entry, reading)
        // A sheet tells only once it is read that its rows are codings.
        if (read.areCodings && options.as === undefined)
          return readCodingsPart(entry, { ...reading, project: await source.whole() })
        return read
      }
    }
  }

  /** What was last made of a file. Throws a Refusal where it was read as something else, or not at all. */
  kept<As extends Kept['as']>(token: string, as: As): Extract<Kept, { as: As }> {
    const { kept, name } = this.entry(token)
    if (kept?.as !== as) throw new Refusal('missing', `${name}: it was not read; choose the file again`)
    return kept as Extract<Kept, { as: As }>
  }

  private entry(token: string): Entry {
    const entry = this.entries.get(token)
    if (entry === undefined)
      throw new Refusal('missing', 'The file is not on the desk any more; choose it again.')
    return entry
  }

  stop(): void {
    this.thread.stop()
  }

  async forget(): Promise<void> {
    this.entries.clear()
    const old = this.thread
    // What is chosen next does not wait for the end of what nobody wants any more.
    this.thread = new Thread()
    old.stop()
    await old.close()
  }
}

/** The name and the bytes of the one file that an entry is. */
export async function onlyFile({ files, name }: Entry): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = files
  if (file === undefined || files.length > 1)
    throw new Refusal('invalid', `${name}: these are several files; choose one of them`)
  return { name: file.path.slice(file.path.lastIndexOf('/') + 1), bytes: await file.load() }
}
