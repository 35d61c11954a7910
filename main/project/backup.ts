import { join } from 'node:path'
import type { Backup } from '../../core/project-contract.ts'
import { Refusal } from '../../core/refusal.ts'

import { atOnce } from './at-once.ts'
import { codeOf, type Disk, reasonOf, temporary } from './disk.ts'
import { examine, type Findings } from './examine.ts'
import { pathOf } from './layout.ts'
import { lockName } from './lock.ts'
import type { Progress } from './read-project.ts'

/**
 * Backups stand in the project's own folder, so that they travel with it to a stick or a synced folder and are found
 * where they are needed. Files are copied, not linked: an editor or a sync program may write into a file in place,
 * and a link would change with it.
 */
export const backupsFolder = 'backups'

/** What a backup was made before. */
export type BackupReason = Backup['reason']
const backupReasons: readonly BackupReason[] = ['merge', 'migration', 'repair', 'restore']

/** So many are kept, and besides them the newest of each reason. */
const kept = 5

/**
 * Copies everything in a project's folder into a new folder of backups/ and opens the copy to see that it is good;
 * then the oldest backups go. Nothing may be writing to the project meanwhile. The name of the backup. Throws a
 * Refusal where there could be none: what it was to go before is not to be done. `onProgress` stops it by throwing
 * one that is called cancelled.
 */
export async function backUp(
  disk: Disk,
  root: string,
  reason: BackupReason,
  now: () => string,
  onProgress: Progress = () => {},
): Promise<string> {
  const backups = pathOf(root, backupsFolder)
  const name = await newName(disk, backups, reason, now())
  // Under a name that is none until it is whole and good.
  const copy = join(backups, `.${name}${temporary}`)
  try {
    await disk.removeFolder(copy)
    await copyFiles(disk, root, copy, await projectFiles(disk, root), onProgress)
    await verify(disk, root, copy, onProgress)
    await disk.rename(copy, join(backups, name))
    await disk.syncFolder(backups)
  } catch (error) {
    await disk.removeFolder(copy).catch(() => {})
    if (error instanceof Refusal && error.code === 'cancelled') throw error
    const why = error instanceof Refusal ? error.message : reasonOf(error)
    throw new Refusal('disk', `${root}: no backup could be made before the ${reason}, so it was left: ${why}`)
  }
  await rotate(disk, root)
  return name
}

/** The project's backups, the newest first. */
export async function listBackups(disk: Disk, root: string): Promise<Backup[]> {
  const names = await disk.list(pathOf(root, backupsFolder))
  const found = names.flatMap((name) => {
    const reason = backupReasons.find((one) => backupName.exec(name)?.groups?.reason === one)
    return reason === undefined ? [] : [{ name, reason }]
  })
  return found.reverse()
}

const backupName = /^\d{4}-\d\d-\d\d-\d{6}-\d\d-(?<reason>[a-z]+)$/

/** Numbered within a second, so that names sort by age. */
async function newName(disk: Disk, backups: string, reason: BackupReason, now: string): Promise<string> {
  const time = `${now.slice(0, 10)}-${now.slice(11, 19).replaceAll(':', '')}`
  const last = (await disk.list(backups)).filter((name) => name.startsWith(time)).at(-1)
  const number = last === undefined ? 1 : Number(last.slice(time.length + 1, time.length + 3)) + 1
  return `${time}-${String(number).padStart(2, '0')}-${reason}`
}

/** Every file in the folder but the lock, backups, and what is hidden: files half written, or of other programs. */
export async function projectFiles(disk: Disk, root: string, folder = ''): Promise<string[]> {
  const files: string[] = []
  for (const name of await disk.list(pathOf(root, folder))) {
    if (name.startsWith('.') || (folder === '' && (name === lockName || name === backupsFolder))) continue
    const file = folder === '' ? name : `${folder}/${name}`
    if (await isFolder(disk, pathOf(root, file))) files.push(...(await projectFiles(disk, root, file)))
    else files.push(file)
  }
  return files
}

async function isFolder(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.readStart(path, 1)
    return false
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return true
    throw error
  }
}

async function copyFiles(
  disk: Disk,
  from: string,
  to: string,
  files: readonly string[],
  onProgress: Progress,
): Promise<void> {
  const folders = new Set(files.map((file) => file.split('/').slice(0, -1).join('/')))
  for (const folder of folders) await disk.makeFolder(pathOf(to, folder))
  let done = 0
  const copy = async (file: string) => {
    // The copy is read again when it is verified.
    onProgress(done++, 2 * files.length)
    const bytes = await disk.readBytes(pathOf(from, file))
    if (bytes !== undefined) await disk.writeNew(pathOf(to, file), bytes)
  }
  // Waiting for the disk is most of the work.
  await atOnce(files, copy)
  for (const folder of folders) await disk.syncFolder(pathOf(to, folder))
}

/** A copy is good where opening it finds nothing wrong, or just what is wrong with the project itself. */
async function verify(disk: Disk, root: string, copy: string, onProgress: Progress): Promise<void> {
  const found = await examine(disk, copy, (done, of) => onProgress(of + done, 2 * of))
  if (found.problems.length === 0) return
  const inWords = (findings: Findings, folder: string) => JSON.stringify(findings).replaceAll(folder, '')
  if (inWords(found, copy) === inWords(await examine(disk, root), root)) return
  throw new Refusal('damaged', 'the copy can’t be read back as it was written; check the disk')
}

/** Those beyond what is kept go. A backup that can't be removed is no reason to leave what it was made before. */
async function rotate(disk: Disk, root: string): Promise<void> {
  const backups = await listBackups(disk, root)
  const seen = new Set<BackupReason>()
  for (const [index, { name, reason }] of backups.entries()) {
    const newestOfReason = !seen.has(reason)
    seen.add(reason)
    if (index < kept || newestOfReason) continue
    await disk.removeFolder(join(pathOf(root, backupsFolder), name)).catch(() => {})
  }
}
