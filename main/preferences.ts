import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Low } from 'lowdb'
import { z } from 'zod'
import type { CoderId } from '../core/model.ts'
import { defaultPreferences, type Preferences } from '../core/preferences.ts'
import { disk } from './project/disk.ts'
import { JsonFile } from './project/json-file.ts'

const readingSchema = z.strictObject({
  font: z.enum(['serif', 'sans', 'own']),
  // It is written into a style: a name and no more.
  ownFont: z
    .string()
    .max(100)
    .regex(/^[\p{L}\p{N} ._-]*$/u),
  measure: z.number().min(30).max(120),
  leading: z.number().min(1.2).max(3),
  highlights: z.enum(['underline', 'background']),
  stripes: z.enum(['code', 'coder']),
})
const exportingSchema = z.strictObject({
  format: z.string().max(40),
  preset: z.enum(['standard', 'nvivo', 'maxqda', 'atlasti', 'qualcoder']),
  unit: z.enum(['token', 'sentence', 'paragraph', 'document']),
  mark: z.boolean(),
  dictionary: z.boolean(),
})
const count = z.int().min(0)
const spotSchema = z.strictObject({ start: count, end: count, line: count, below: z.number() })

/** What came later has a default, so that nobody loses the rest by a newer program. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'more']),
  textSize: z.number().min(10).max(48),
  panes: z.record(z.string().max(40), z.number().min(0).max(4000)),
  definition: z.boolean().default(defaultPreferences.definition),
  reading: readingSchema.default(defaultPreferences.reading),
  exporting: exportingSchema.default(defaultPreferences.exporting),
  spots: z
    .record(z.string().max(200), spotSchema)
    .refine((spots) => Object.keys(spots).length <= 1_000, 'are too many')
    .default({}),
  keys: z.record(z.string().max(200), z.array(z.string().min(1).max(40)).max(5)).default({}),
}) satisfies z.ZodType<Preferences>

const recentSchema = z.strictObject({
  folder: z.string(),
  title: z.string(),
  /** Who coded in it last, on this computer. */
  coder: z
    .string()
    .transform((id) => id as CoderId)
    .nullable()
    .default(null),
})
const deskSchema = z.strictObject({ preferences: preferencesSchema, recent: z.array(recentSchema) })
type DeskContent = z.infer<typeof deskSchema>

const recentCount = 10

/** What the app keeps of one person, outside of any project: preferences and the projects opened last. */
export class Desk {
  private writing: Promise<void> = Promise.resolve()
  private showKeys: (keys: Preferences['keys']) => void = () => {}

  private constructor(private readonly db: Low<DeskContent>) {}

  /** One for all windows. A file that can't be read is no reason not to start: it is replaced at the next change. */
  static async open(userData: string): Promise<Desk> {
    const file = new JsonFile<DeskContent>(disk, userData, join(userData, 'desk.json'), deskSchema)
    const db = new Low<DeskContent>(file, {
      preferences: preferencesSchema.parse(defaultPreferences),
      recent: [],
    })
    await db.read().catch((error: unknown) => console.error(`desk.json: not read: ${String(error)}`))
    return new Desk(db)
  }

  private get content(): DeskContent {
    return this.db.data
  }

  get preferences(): Preferences {
    return this.content.preferences
  }

  get recent(): readonly { folder: string; title: string }[] {
    return this.content.recent
  }

  /** Shows the keys that actions were given, now and whenever they change. */
  withKeys(show: (keys: Preferences['keys']) => void): void {
    this.showKeys = show
    show(this.preferences.keys)
  }

  async prefer(preferences: Preferences): Promise<void> {
    if (!isDeepStrictEqual(preferences.keys, this.preferences.keys)) this.showKeys(preferences.keys)
    await this.write({ ...this.content, preferences: preferencesSchema.parse(preferences) })
  }

  /** Who coded last in the project in this folder; null where nobody did, or the project is not remembered. */
  coderIn(folder: string): CoderId | null {
    return this.content.recent.find((recent) => recent.folder === folder)?.coder ?? null
  }

  async remember(folder: string, title: string, coder: CoderId | null): Promise<void> {
    const others = this.content.recent.filter((recent) => recent.folder !== folder)
    await this.write({ ...this.content, recent: [{ folder, title, coder }, ...others].slice(0, recentCount) })
  }

  /** One after the other, so that the last stays. A disk that refuses costs only the memory. */
  private write(content: DeskContent): Promise<void> {
    this.db.data = content
    this.writing = this.writing
      .then(() => this.db.write())
      .catch((error: unknown) => console.error(`desk.json: not written: ${String(error)}`))
    return this.writing
  }
}
