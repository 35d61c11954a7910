/** Who wants to hear of something, in the order in which they asked. */
export class Listeners<Told extends unknown[] = []> {
  private readonly all = new Set<(...told: Told) => void>()

  /** Returns how to stop. */
  add(listener: (...told: Told) => void): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }

  tell(...told: Told): void {
    for (const listener of this.all) listener(...told)
  }
}
