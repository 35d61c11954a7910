// node --import tests/stand-in/hook.mjs out/main/index.js
// runs the compiled app with the stand-in in Electron's place.
import { register } from 'node:module'

register('./resolve.mjs', import.meta.url)
