import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const whole = z.int()
const boundsSchema = z.strictObject({ x: whole, y: whole, width: whole, height: whole })
const schema = z.strictObject({
  bounds: boundsSchema.nullable(),
  maximized: z.boolean(),
  folder: z.string().nullable(),
})

/** Of a window on the screens, in device-independent pixels. */
export type Bounds = z.infer<typeof boundsSchema>
type Content = z.infer<typeof schema>

/** Where the window stood last, and the folder a dialog showed last. Lost, the app starts as at first. */
export class Remembered {
  readonly #path: string
  #content: Content

  constructor(userData: string) {
    this.#path = join(userData, 'window.json')
    this.#content = read(this.#path)
  }

  get content(): Content {
    return this.#content
  }

  /** Writes at once; a disk that refuses costs only the memory. */
  keep(news: Partial<Content>): void {
    this.#content = { ...this.#content, ...news }
    try {
      writeFileSync(this.#path, `${JSON.stringify(this.#content)}\n`)
    } catch (error) {
      console.error(`${this.#path}: not written: ${String(error)}`)
    }
  }
}

function read(path: string): Content {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { bounds: null, maximized: false, folder: null }
  }
}

/** The bounds, if their title bar can be reached on one of the screens. */
export function onScreen(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (bounds === null) return null
  const bar = { left: bounds.x, right: bounds.x + bounds.width, top: bounds.y }
  const reachable = screens.some(({ x, y, width, height }) => {
    const seen = Math.min(bar.right, x + width) - Math.max(bar.left, x)
    return seen >= 100 && bar.top >= y && bar.top <= y + height - 40
  })
  return reachable ? bounds : null
}
