import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { unzipSync, zipSync } from 'fflate'
import type { MergePlan } from '../../../core/merge/plan.ts'
import { sha256OfBytes } from '../../../core/text.ts'
import { openProject } from '../../../main/project/opening.ts'
import { cli, done, hashes, newFolder } from '../cli/run-cli.ts'

/** One coder's work as a file: made in one copy, merged into another. */

const report = 'The hospital said two were hurt.\nThe ministry denied it.\n'

async function code(folder: string, project: string, coder: string, quote: string): Promise<void> {
  const start = report.indexOf(quote)
  const row = `report.txt,${coder},actor,${start},${start + quote.length},${quote}`
  writeFileSync(join(folder, 'in.csv'), `document,coder,code,start,end,quote\n${row}\n`)
  await done(folder, 'codings', project, 'import', 'in.csv')
}

/** Ana works in a, Ben (and Ana a little) in b, a copy of it; Ben's work is in ben.zip. */
async function handedOver(): Promise<string> {
  const folder = newFolder()
  await done(folder, 'create', 'a', '--name', 'Study')
  writeFileSync(join(folder, 'report.txt'), report)
  await done(folder, 'import', 'a', 'report.txt')
  cpSync(join(folder, 'a'), join(folder, 'b'), { recursive: true })
  await code(folder, 'a', 'Ana', 'two were hurt')
  await code(folder, 'b', 'Cem', 'denied it')
  await code(folder, 'b', 'Ben', 'The ministry')
  await code(folder, 'b', 'Ben', 'hospital')
  expect(await done(folder, 'package', 'b', '--coder', 'Ben', '--output', 'ben.zip')).toBe(
    'ben.zip: the work of Ben in 1 documents\n',
  )
  return folder
}

const plan = (text: string) => JSON.parse(text) as MergePlan & { merged: boolean }
const codingsOf = async (folder: string, project: string) => {
  await done(folder, 'codings', project, 'export', 'out.csv')
  return readFileSync(join(folder, 'out.csv'), 'utf8')
}
const open = (folder: string, name = 'ben.zip') => unzipSync(readFileSync(join(folder, name)))

/** The package with other files in it; the manifest tells of them unless that is left. */
function repack(folder: string, files: Record<string, Uint8Array>, manifest = true): void {
  const { 'package.json': head, ...rest } = files
  const told = JSON.parse(new TextDecoder().decode(head)) as object
  const list = Object.entries(rest).map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: sha256OfBytes(content),
  }))
  const written = manifest ? new TextEncoder().encode(JSON.stringify({ ...told, files: list })) : head!
  writeFileSync(join(folder, 'ben.zip'), zipSync({ 'package.json': written, ...rest }))
}

async function refused(folder: string): Promise<string> {
  const before = hashes(join(folder, 'a'))
  const { code: exit, out, err } = await cli(folder, 'merge', 'a', 'ben.zip')
  expect([exit, out]).toEqual([2, ''])
  expect(hashes(join(folder, 'a'))).toEqual(before)
  expect(err).toMatch(/^intercoder: ben\.zip/)
  return err
}

test('a package holds one coder’s work and the hash of every file, no text, and nothing of others', async () => {
  const folder = await handedOver()
  const files = open(folder)
  const names = Object.keys(files)
  expect(names[0]).toBe('package.json')
  expect(names.filter((name) => name.startsWith('texts/'))).toEqual([])
  expect(names.filter((name) => name.startsWith('codings/'))).toHaveLength(1)
  expect(names.filter((name) => name.startsWith('history/'))).toHaveLength(1)
  const all = Object.values(files).map((content) => new TextDecoder().decode(content))
  expect(all.join('\n')).toContain('The ministry')
  for (const foreign of ['Cem', '"quote":"denied it"', 'two were hurt"'])
    expect(all.join('\n')).not.toContain(foreign)
  const manifest = JSON.parse(all[0]!) as { package: string; coder: string; files: object[] }
  expect(manifest).toMatchObject({ package: 'intercoder-package/1', coder: 'Ben', texts: false })
  expect(manifest.files).toHaveLength(names.length - 1)
})

test('a package merged gives the coder’s work and nothing else; merged again it changes no byte', async () => {
  const folder = await handedOver()
  const before = hashes(folder)
  const dry = plan(await done(folder, 'merge', 'a', 'ben.zip', '--dry-run', '--json'))
  expect(hashes(folder)).toEqual(before)
  expect(dry).toMatchObject({
    conflicts: [],
    comesIn: { coders: [{ name: 'Ben' }], documents: [], segments: [{ coder: 'Ben', segments: 2 }] },
  })
  await done(folder, 'merge', 'a', 'ben.zip')
  const merged = await codingsOf(folder, 'a')
  expect(merged.match(/Ben|Ana|Cem/g)).toEqual(['Ana', 'Ben', 'Ben'])
  expect(await done(folder, 'check', 'a')).toContain('all is well')
  const after = hashes(join(folder, 'a'))
  expect(plan(await done(folder, 'merge', 'a', 'ben.zip', '--json'))).toMatchObject({ nothingNew: true })
  expect(hashes(join(folder, 'a'))).toEqual(after)
})

test('what the coder changed and deleted since is taken over from the next package without a question', async () => {
  const folder = await handedOver()
  await done(folder, 'merge', 'a', 'ben.zip')
  const b = await openProject(join(folder, 'b'))
  const project = await b.load()
  const ben = [...project.coders.values()].find(({ name }) => name === 'Ben')!
  const [first, second] = [...project.segments.values()]
    .flatMap((table) => [...table.values()])
    .filter(({ coder }) => coder === ben.id)
  const { document } = first!
  await b.dispatch({ type: 'deleteSegments', document, segments: [first!.id] }, ben.id)
  await b.dispatch({ type: 'changeSegment', document, segment: second!.id, changes: { memo: 'why' } }, ben.id)
  await b.close()
  await done(folder, 'package', 'b', '--coder', 'Ben', '--output', 'ben.zip')
  expect(plan(await done(folder, 'merge', 'a', 'ben.zip', '--json'))).toMatchObject({
    conflicts: [],
    comesIn: { segments: [] },
    changes: { segments: [{ coder: 'Ben', segments: 1, memos: 1 }] },
    goes: { segments: [{ coder: 'Ben', segments: 1 }] },
  })
})

test('a package about a document that is not there says which; with its text, or once it is there, it comes in', async () => {
  const folder = await handedOver()
  await done(folder, 'create', 'c', '--name', 'Other')
  const { code: exit, out } = await cli(folder, 'merge', 'c', 'ben.zip')
  expect(exit).toBe(1)
  expect(out).toContain('“report” is not in this project and its text is not in the package')
  expect(await codingsOf(folder, 'c')).not.toContain('Ben')
  await done(folder, 'import', 'c', 'report.txt')
  await done(folder, 'merge', 'c', 'ben.zip')
  expect((await codingsOf(folder, 'c')).match(/Ben/g)).toHaveLength(2)

  await done(folder, 'create', 'd', '--name', 'Other')
  await done(folder, 'package', 'b', '--coder', 'Ben', '--output', 'ben.zip', '--texts')
  await done(folder, 'merge', 'd', 'ben.zip')
  expect((await codingsOf(folder, 'd')).match(/Ben/g)).toHaveLength(2)
  expect(await done(folder, 'check', 'd')).toContain('all is well')
})

test('a file that was changed, added or renamed in a package is named, and nothing is merged', async () => {
  const folder = await handedOver()
  const files = open(folder)
  const [codings] = Object.keys(files).filter((name) => name.startsWith('codings/')) as [string]
  const text = new TextDecoder().decode(files[codings])
  const changed = new TextEncoder().encode(text.replace('The ministry', 'The hospital'))
  repack(folder, { ...files, [codings]: changed }, false)
  expect(await refused(folder)).toContain(
    `${codings} was changed since the package was made: its SHA-256 differs`,
  )
  // Whoever mends the hash too still has to quote the text.
  repack(folder, { ...files, [codings]: changed })
  expect(await refused(folder)).toContain('the text is not “The hospital”')
  repack(folder, { ...files, 'texts/more.json': changed }, false)
  expect(await refused(folder)).toContain('“texts/more.json” is not told in the manifest')
  for (const name of ['../evil.json', '/etc/passwd', 'lock.json', 'journal.json', 'texts/A.json', 'c\\d']) {
    repack(folder, { ...files, [name]: changed })
    expect(await refused(folder)).toContain('is no file of a package')
  }
  const { [codings]: gone, ...rest } = files
  repack(folder, rest, false)
  expect(await refused(folder)).toContain(`there is no ${codings} in it`)
  expect(gone).toBeDefined()
})

test('another coder’s work, a broken file, or another kind of archive in its place is refused', async () => {
  const folder = await handedOver()
  const files = open(folder)
  const [codings] = Object.keys(files).filter((name) => name.startsWith('codings/')) as [string]
  repack(folder, { ...files, [codings.replace(/ben-[a-z0-9]+/, 'ana-000000')]: files[codings]! })
  expect(await refused(folder)).toContain('there is no coder ana-000000')
  const project = new TextDecoder().decode(files['project.json'])
  const two = project.replace('"coders": [', '"coders": [\n{"id":"dan-1","name":"Dan"},')
  repack(folder, { ...files, 'project.json': new TextEncoder().encode(two) })
  expect(await refused(folder)).toContain('a package holds the work of one coder')
  repack(folder, { ...files, 'codebook.json': new Uint8Array([0x7b, 0xff]) })
  expect(await refused(folder)).toContain('codebook.json is not UTF-8')
  repack(folder, { ...files, 'codebook.json': new TextEncoder().encode('{') })
  expect(await refused(folder)).toContain('ben.zip/codebook.json:1: ')
  writeFileSync(join(folder, 'ben.zip'), zipSync({ 'word/document.xml': new Uint8Array(3) }))
  expect(await refused(folder)).toContain('this is no coding package')
  writeFileSync(join(folder, 'ben.zip'), 'PK')
  expect(await refused(folder)).toContain('not a whole ZIP file')
  expect(await refused(folder)).not.toContain('a fault in the program')
})

test('a package needs a coder who is there and a file to write', async () => {
  const folder = await handedOver()
  const said = async (...argv: string[]) => (await cli(folder, 'package', 'b', ...argv)).err
  expect(await said('--output', 'x.zip')).toContain('--coder C is missing')
  expect(await said('--coder', 'Ben')).toContain('--output FILE.zip is missing')
  expect(await said('--coder', 'Eva', '--output', 'x.zip')).toContain('there is no coder “Eva”')
  expect(await said('--coder', 'Ben', '--output', 'x.csv')).toContain('a package is a .zip file')
})
