// The worker that finds in texts, from source: what the built program has as out/main/find-worker.js.
import { register } from 'node:module'

register('./typescript-hook.mjs', import.meta.url)
await import('../main/find/worker.ts')
