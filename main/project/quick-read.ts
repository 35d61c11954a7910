import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { setImmediate as immediate } from 'node:timers/promises'

/** How long other work may wait for files in a row, and how long a file may take on a quick disk; in milliseconds. */
const patience = 8
const quick = 3

/** When the reads in a row began, how long the last ones took on average, and until when the disk counts as slow. */
let began = 0
let usual = 0
let slowUntil = 0

/** The file, or its first bytes. */
export function readQuickly(path: string, bytes?: number): Promise<Buffer> {
  return bytes === undefined
    ? quickly(
        () => readFileSync(path),
        () => readFile(path),
      )
    : quickly(
        () => readStartNow(path, bytes),
        () => readStartLater(path, bytes),
      )
}

/**
 * Reads a file at once where the disk is quick, since asking for each of thousands of small files and waiting takes
 * many times as long as reading it; other work gets its turn in between. A disk that was slow just now, as one on a
 * network, is asked for several files at a time instead.
 */
async function quickly<T>(now: () => T, later: () => Promise<T>): Promise<T> {
  const start = performance.now()
  if (start < slowUntil) return later()
  if (start - began > patience) {
    await immediate()
    began = performance.now()
  }
  const asked = performance.now()
  try {
    return now()
  } finally {
    usual += (performance.now() - asked - usual) / 16
    if (usual > quick) {
      usual = 0
      slowUntil = performance.now() + 1000
    }
  }
}

function readStartNow(path: string, bytes: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(bytes)
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0))
  } finally {
    closeSync(file)
  }
}

async function readStartLater(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
