import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

/** The tables by which PDF.js reads Chinese, Japanese and Korean letters lie beside the program. */
function characterMaps() {
  const folder = join(here, 'node_modules/pdfjs-dist/cmaps')
  return {
    name: 'character-maps',
    generateBundle(this: {
      emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string
    }) {
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.bcmap')))
        this.emitFile({ type: 'asset', fileName: `cmaps/${name}`, source: readFileSync(join(folder, name)) })
    },
  }
}

// Everything is bundled (externalizeDeps: false), so a package holds only out/, seeds/ and package.json.
export default defineConfig({
  main: {
    plugins: [characterMaps()],
    // The build of fflate for Node declares a "require" of its own, and so does the bundle: one too many.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: 'main/index.ts',
          cli: 'main/cli.ts',
          'apart-worker': 'main/apart/worker.ts',
        },
        // Side by side, so that whatever chunk it is in, the code finds the worker and the tables beside it.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    // A sandboxed preload is one plain script that requires nothing but electron.
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    // Parts of a worker that are seldom needed are loaded when they are.
    worker: { format: 'es' },
    build: {
      outDir: 'out/renderer',
      // The policy of the pages allows no font from a data: address.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
})
