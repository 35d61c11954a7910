import type { z } from 'zod'
import { Refusal } from '../../core/refusal.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import { pathOf } from './layout.ts'
import { overlay } from './overlay.ts'

export interface Mended {
  readonly file: string
  /** What was done, as a clause. */
  readonly what: string
}

/** A project's folder as it would be once it is mended; nothing is written. */
export class Draft {
  /** What files are to say; null: they are to go. */
  readonly rewrites = new Map<string, string | null>()
  /** Files of which something is taken away: they are to be kept as they are in another place. */
  readonly aside = new Set<string>()
  readonly done: Mended[] = []
  /** The disk as it would be. */
  readonly disk: Disk

  constructor(
    real: Disk,
    readonly root: string,
  ) {
    this.disk = overlay(real, root, this.rewrites)
  }

  /** The file's text; undefined where there is none, or none that can be read. */
  read(file: string): Promise<string | undefined> {
    return this.disk.read(pathOf(this.root, file)).catch(() => undefined)
  }

  /** The file's content where it is what it should be. */
  async parse<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const content = await this.read(file)
    return content === undefined ? undefined : parsedOrNone(file, content, schema)
  }

  async names(folder: string): Promise<string[]> {
    return this.disk.list(pathOf(this.root, folder))
  }

  put(file: string, content: string | null, what: readonly string[], lost = false): void {
    this.rewrites.set(file, content)
    if (lost) this.aside.add(file)
    for (const one of what) this.done.push({ file, what: one })
  }
}

export function parsedOrNone<T>(file: string, content: string, schema: z.ZodType<T>): T | undefined {
  try {
    return parseJson(file, content, schema)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
