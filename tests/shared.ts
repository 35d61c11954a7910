import { existsSync } from 'node:fs'

/** The shared inputs beside the checkout: designs, oracles, samples. Read in place, never copied. */
export const shared: URL = new URL('../../shared/', import.meta.url)

if (!existsSync(shared)) {
  throw new Error(
    `The shared inputs were not found at ${shared.pathname}; put the folder "shared" beside this checkout and run the tests again.`,
  )
}
