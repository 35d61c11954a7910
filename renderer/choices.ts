import { useSyncExternalStore } from 'react'

/** What a person chose in a view. It stays while the program runs, and whoever uses it follows it. */
export function keepChoices<Choices extends object>(usual: Choices) {
  let choices = usual
  const listeners = new Set<() => void>()
  const get = () => choices
  return {
    get,
    choose(next: Partial<Choices>): void {
      choices = { ...choices, ...next }
      for (const listener of listeners) listener()
    },
    use: () =>
      useSyncExternalStore((listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }, get),
  }
}
