import { useSyncExternalStore } from 'react'
import type { Given, GivenAs, GivenOptions, ReadGiven } from '../core/exchange-contract.ts'
import { ask } from './bridge.ts'
import type { Dropped } from './dropped.ts'
import { filesDropped, inPortions } from './dropped.ts'
import { attempt, notify } from './store.ts'

/** A file that somebody is looking at before it comes in, with what they say about it. */
export interface DoorFile {
  readonly token: string
  readonly name: string
  /** What it is taken for: at first by its name, then as it was read. */
  readonly as: GivenAs
  readonly options: GivenOptions
  readonly state: 'waiting' | 'reading' | 'read' | 'stopped'
  readonly read: ReadGiven | null
  /** Of documents: whether they come in. */
  readonly chosen: boolean
  readonly title: string
  readonly language: string
  readonly variables: Readonly<Record<string, string>>
}

/** The one door by which anything comes in; closed while there are no files. */
export interface Door {
  readonly files: readonly DoorFile[]
  /** The file that is shown. */
  readonly at: number
  /** Whether files are being fetched or read one after the other. */
  readonly busy: boolean
  readonly stopped: boolean
}

const closed: Door = { files: [], at: 0, busy: false, stopped: false }
let door: Door = closed
const listeners = new Set<() => void>()

function set(next: Partial<Door>): void {
  door = { ...door, ...next }
  for (const listener of listeners) listener()
}

export function useDoor(): Door {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => door,
  )
}

export function getDoor(): Door {
  return door
}

export function changeFile(token: string, changes: Partial<DoorFile>): void {
  set({ files: door.files.map((file) => (file.token === token ? { ...file, ...changes } : file)) })
}

/** Asks for files, or a folder, and opens the door on them. */
export async function openDoor(
  what: 'anything' | 'folder' | 'project' | 'codebook' | 'codings',
): Promise<void> {
  const given = await attempt(() => (what === 'folder' ? ask.chooseFolder() : ask.chooseFiles({ what })))
  // Who asks for a codebook, or for codings, means what they choose to be some.
  const as = what === 'codebook' || what === 'codings' ? what : undefined
  if (given !== undefined) await take(given, as)
}

/** How many bytes of dropped files are sent at once. */
const portion = 16_000_000

export async function openDoorOn(dropped: readonly Dropped[]): Promise<void> {
  const found = await filesDropped(dropped).catch(() => null)
  if (found === null)
    return notify('What was dropped could not be read; try choosing the files instead.', 'refused')
  if (found.length === 0) return notify('There is no file in what was dropped.', 'refused')
  const given: Given[] = []
  set({ busy: true })
  for await (const files of inPortions(found, portion)) {
    const more = await attempt(() => ask.giveFiles({ files }))
    if (more === undefined) break
    given.push(...more)
  }
  set({ busy: false })
  await take(given)
}

async function take(given: readonly Given[], as?: GivenAs): Promise<void> {
  if (given.length === 0) return
  const files = given.map(({ token, name, as: taken }): DoorFile => {
    const options = as === undefined || as === taken ? {} : { as }
    return {
      ...{ token, name, as: as ?? taken, options, state: 'waiting', read: null, chosen: false },
      ...{ title: name, language: 'en', variables: {} },
    }
  })
  // Where an earlier reading is just ending, it goes on with these.
  set({ files: [...door.files, ...files], stopped: false })
  await readOn()
}

/** Reads what was not read yet, one file after the other. */
export async function readOn(): Promise<void> {
  if (door.busy) return
  set({ busy: true, stopped: false })
  for (const file of door.files) {
    if (file.state === 'stopped') changeFile(file.token, { state: 'waiting' })
  }
  for (;;) {
    const next = door.files.find(({ state }) => state === 'waiting')
    if (next === undefined || door.stopped) break
    await readFile(next.token, next.options)
  }
  set({ busy: false })
}

/** Reads a file anew as the person says now; what they wrote about it stays. */
export async function readAgain(token: string, changes: GivenOptions): Promise<void> {
  const file = door.files.find((each) => each.token === token)
  if (file === undefined) return
  await readAfresh(token, { ...file.options, ...changes })
}

/** Reads a file anew with these choices and none of those before. */
export async function readAfresh(token: string, options: GivenOptions): Promise<void> {
  changeFile(token, { options })
  await readFile(token, options)
}

async function readFile(token: string, options: GivenOptions): Promise<void> {
  changeFile(token, { state: 'reading' })
  const read = await attempt(() => ask.readGiven({ token, options }))
  const file = door.files.find((each) => each.token === token)
  // It was closed, or another choice was made meanwhile, whose reading will answer.
  if (file === undefined || file.options !== options) return
  if (read === undefined) changeFile(token, { state: 'stopped' })
  else changeFile(token, { state: 'read', read, as: read.as, ...firstWords(file, read) })
}

/** What is proposed of a file that is read for the first time, or otherwise than before. */
function firstWords(file: DoorFile, read: ReadGiven): Partial<DoorFile> {
  if ('error' in read) return { chosen: false }
  const untouched = file.read === null || 'error' in file.read || titleIn(file.read) === file.title
  const title = untouched ? { title: titleIn(read) ?? file.name } : {}
  if (read.as !== 'documents') return title
  return { ...title, chosen: read.documents.duplicates < read.documents.count }
}

function titleIn(read: ReadGiven): string | undefined {
  if ('error' in read) return undefined
  if (read.as === 'documents' && read.documents.count === 1) return read.documents.title
  return read.as === 'project' ? read.project.title : undefined
}

/** Gives up reading; what was read stays. */
export async function stopReading(): Promise<void> {
  set({ stopped: true })
  for (const { token, state } of door.files) {
    if (state === 'waiting') changeFile(token, { state: 'stopped' })
  }
  await attempt(() => ask.stopExchange())
}

/** Takes files off the door; it closes when no other is left. */
export function putAway(tokens: ReadonlySet<string>): void {
  const files = door.files.filter(({ token }) => !tokens.has(token))
  if (files.length === 0) void closeDoor()
  else set({ files, at: Math.min(door.at, files.length - 1) })
}

export function showFile(at: number): void {
  set({ at })
}

export async function closeDoor(): Promise<void> {
  set({ ...closed, stopped: true, busy: door.busy })
  await attempt(() => ask.forgetGiven())
}
