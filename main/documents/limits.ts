/** What reading one untrusted file may cost. Tests shorten them. */
export interface Limits {
  /** Of the file itself, in bytes. */
  readonly fileBytes: number
  /** Of one file in an archive, unpacked, in bytes. */
  readonly entryBytes: number
  /** Of all files in an archive, unpacked, in bytes. */
  readonly totalBytes: number
  /** How many times larger than packed a file in an archive may be, where it is larger than `ratioFrom` bytes. */
  readonly ratio: number
  readonly ratioFrom: number
  readonly entries: number
  /** Of elements or groups in one another. */
  readonly depth: number
  /** Of a table. */
  readonly rows: number
  /** Until reading is given up: milliseconds, and so many more for each megabyte of the file. */
  readonly time: number
  readonly timePerMegabyte: number
  /** What the program may grow by while it reads, in bytes. */
  readonly memory: number
}

/** Small files, hostile ones among them, are done with within 10 s and 500 MB; a scanned book is given longer. */
export const standardLimits: Limits = {
  fileBytes: 200_000_000,
  entryBytes: 200_000_000,
  totalBytes: 2_000_000_000,
  ratio: 200,
  ratioFrom: 1_000_000,
  entries: 100_000,
  depth: 1000,
  rows: 20_000,
  time: 7000,
  timePerMegabyte: 500,
  memory: 450_000_000,
}
