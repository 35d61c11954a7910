/**
 * How a report looks: ink on paper, hairlines, one axis. Light and dark follow the system; print is light.
 * The twelve hues are those of the workbench.
 */
/** Per colour slot, in a light and in a dark surrounding. */
export const hues: readonly (readonly [string, string])[] = [
  ['#1751b5', '#73b6ff'],
  ['#b23a20', '#f66d14'],
  ['#1c7f68', '#93d4a7'],
  ['#9e4a9b', '#ce7ec1'],
  ['#a57300', '#f0c03e'],
  ['#41197e', '#8d7dff'],
  ['#6a073a', '#d6747b'],
  ['#4f4a00', '#fcee8d'],
  ['#0e83b8', '#5ee2ff'],
  ['#20523b', '#bef3d7'],
  ['#522f0a', '#e09e70'],
  ['#585c64', '#aeb4bf'],
]

const codeColours = hues
  .map(([light, dark], index) => `.c${index + 1} { color: light-dark(${light}, ${dark}); }`)
  .join('\n')

export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfdfc, #1c1d1f);
  --ink: light-dark(#1b1c1e, #e5e4e0);
  --ink-2: light-dark(#4a4d51, #b4b6b8);
  --line: light-dark(#d9d9d5, #303236);
  --border: light-dark(#85888b, #74787c);
  --tint-1: light-dark(#f3f2ef, #25272a);
  --tint-2: light-dark(#e6e5e1, #2f3235);
  --tint-3: light-dark(#dfded9, #393c40);
  --warn: light-dark(#8a4b00, #f0b45a);
  --sans: Inter, "Segoe UI Variable Text", "Segoe UI", -apple-system, system-ui, Cantarell, "Noto Sans", "Liberation Sans", sans-serif;
  --serif: "Source Serif 4", Charter, "Iowan Old Style", "Noto Serif", Cambria, Georgia, "Liberation Serif", serif;
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: .8125rem/1.25rem var(--sans); padding: 2rem; }
main { max-width: 62rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 2rem; font-weight: 600; }
h2 { font-size: .9375rem; line-height: 1.5rem; font-weight: 600; padding: 2.5rem 0 .5rem; }
h3 { font-size: .8125rem; font-weight: 600; padding: 1rem 0 .25rem; }
.summary { font-size: .9375rem; line-height: 1.5rem; }
.date, .note, .quiet { color: var(--ink-2); }
.note { font-size: .75rem; line-height: 1.125rem; padding: .5rem 0 1rem; max-width: 44rem; }
section > p { max-width: 44rem; padding-bottom: .5rem; }
.warnings { list-style: none; padding: 0; max-width: 52rem; }
.warnings li { display: flex; gap: .5rem; padding: .25rem 0; }
.warnings svg { flex: none; width: 16px; height: 16px; margin-top: 2px; fill: none; stroke: var(--warn); stroke-width: 1.5; stroke-linejoin: round; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin-bottom: .75rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th { text-align: left; font-weight: 400; color: var(--ink-2); font-size: .75rem; line-height: 1rem; padding: .25rem .75rem; border-bottom: 1px solid var(--border); vertical-align: bottom; }
td { padding: .25rem .75rem; height: 1.875rem; border-bottom: 1px solid var(--line); }
tbody th { font-size: inherit; color: var(--ink); border-bottom: 1px solid var(--line); vertical-align: middle; line-height: 1.25rem; }
tr > :first-child { padding-left: 0; }
.num { text-align: right; white-space: nowrap; }
th.num { white-space: normal; }
.strong { font-weight: 600; }
.ends { white-space: nowrap; }
.sw { display: inline-block; width: 10px; height: 10px; border-radius: 2px; background: currentColor; margin-right: .5rem; }
td.forest { padding: 0; }
th.axis { position: relative; min-width: 13rem; }
.marks span { position: absolute; bottom: 4px; transform: translateX(-50%); font-size: .6875rem; }
.plot { display: block; }
.plot .grid { stroke: var(--line); fill: none; stroke-dasharray: 2 2; }
.plot .zero { stroke: var(--border); stroke-dasharray: none; }
.plot .ci { stroke: var(--ink); stroke-width: 1.5; fill: none; }
.plot circle { fill: var(--ink); }
.shaded { font-size: .75rem; }
.shaded caption { position: static; width: auto; height: auto; overflow: visible; clip-path: none; text-align: left; padding-bottom: .5rem; font-size: .8125rem; }
.shaded thead th.num { max-width: 6rem; text-align: center; padding: .25rem; overflow-wrap: anywhere; }
.shaded td { text-align: center; color: var(--ink-2); border: 1px solid var(--paper); padding: 0 .5rem; min-width: 2.5rem; height: 1.625rem; }
.t1 { background: var(--tint-1); } .t2 { background: var(--tint-2); } .t3 { background: var(--tint-3); }
.shaded .t1, .shaded .t2, .shaded .t3 { color: var(--ink); }
.framed { box-shadow: inset 0 0 0 1px var(--border); }
.lanes { display: flex; gap: .75rem; padding-bottom: .5rem; }
.lanes ol { list-style: none; padding: 0; width: 9rem; font-size: .6875rem; color: var(--ink-2); }
.lanes li { display: flex; align-items: center; white-space: nowrap; overflow: hidden; line-height: 1; }
.stripes { display: block; flex: none; }
.stripes rect { fill: currentColor; }
.stripes .rule { stroke: var(--line); fill: none; }
.methods { font: .9375rem/1.4375rem var(--serif); max-width: 44rem; }
.references { font: .8125rem/1.25rem var(--serif); list-style: none; padding: .5rem 0; max-width: 44rem; }
.references li { padding-left: 1.5rem; text-indent: -1.5rem; }
details { padding: .25rem 0; } summary { color: var(--ink-2); }
pre { font: .75rem/1.125rem ui-monospace, "Liberation Mono", monospace; white-space: pre-wrap; padding: .5rem 0; }
.hash { font: .6875rem/1rem ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; }
${codeColours}
@media (forced-colors: active) { .sw, .plot, .stripes { forced-color-adjust: none; } }
@media print {
  :root { color-scheme: light; --paper: #fff; }
  body { padding: 0; font-size: 9pt; }
  h2, h3, thead, summary { break-after: avoid; }
  tr, .wide, .striped, .warnings li { break-inside: avoid; } .wide.long { break-inside: auto; }
  .note { break-before: avoid; }
  details { display: none; } .wide { overflow: visible; } table { max-width: 100%; font-size: 8pt; }
  th, td { padding: .125rem .375rem; } td { height: 1.5rem; } thead th { font-size: 7.5pt; }
  .sw, .t1, .t2, .t3, .stripes { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 18mm; }
}
`
