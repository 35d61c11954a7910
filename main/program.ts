import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the program lies: the folder with package.json, above out/ when it is built and above main/ when not. */
function findRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error('package.json was not found above the program')
  }
}

const root = findRoot()

/** The folder with the sources of the sample project. */
export const seedsFolder = join(root, 'seeds', 'sample')

export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
