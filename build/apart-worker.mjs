// The worker that reads what others made, from source: what the built program has as out/main/apart-worker.js.
// Node 20 does not read TypeScript, so our own files lose their types on the way.
import { register } from 'node:module'

register('./typescript-hook.mjs', import.meta.url)
await import('../main/apart/worker.ts')
