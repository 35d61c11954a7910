// npm run bench -- NAME [--json] [its own options]: bundles tests/bench/NAME.ts as the app itself is bundled, and runs it. Figures are
// ratios to a named baseline measured in the same run wherever the baseline can be had.
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { buildWhereOld } from './built.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name = '', ...options] = process.argv.slice(2)
const source = `${root}tests/bench/${name}.ts`
if (!/^[a-z-]+$/.test(name) || !existsSync(source)) {
  console.error('bench: name one of the files in tests/bench, such as: npm run bench -- agreement --json')
  process.exit(2)
}
// What is measured is the app as it is shipped.
buildWhereOld()
await build({
  root,
  logLevel: 'warn',
  configFile: false,
  ssr: { noExternal: true, external: ['playwright', 'playwright-core', 'vite'] },
  build: { ssr: source, outDir: `${root}out/bench`, emptyOutDir: false, target: 'node20', minify: false },
})
const { bench } = await import(pathToFileURL(`${root}out/bench/${name}.js`).href)
const figures = await bench(options)
if (options.includes('--json')) console.log(JSON.stringify(figures, null, 1))
else {
  for (const { name, value, unit, baseline, ratio } of figures) {
    const against = baseline
      ? `   ${baseline.name}: ${round(baseline.value)} ${unit}, ${round(ratio)} times as fast`
      : ''
    console.log(`${name}: ${round(value)} ${unit}${against}`)
  }
}

function round(value) {
  return Number(value.toPrecision(3))
}
