import { journalName } from './layout.ts'
import { lockName } from './lock.ts'

/** A copy that a sync program kept beside a file because two computers had changed it at once. */
export interface ConflictCopy {
  /** Name of the file it is a copy of, in the same folder. */
  readonly original: string
  /** Whose way of naming it is. */
  readonly program: string
}

export type Names = { has(name: string): boolean }

/** What each program makes of `name.json`. The stem is what stands before its mark. */
const marks: readonly (readonly [program: string, mark: RegExp])[] = [
  ['Syncthing', /^(?<stem>.+)\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]+)?$/],
  ['ownCloud', /^(?<stem>.+)_conflict-\d{8}-\d{6}$/],
  ['Intercoder', /^(?<stem>.+?) \(Intercoder's conflicted copy .*\)$/],
  ['Nextcloud or ownCloud', /^(?<stem>.+?) \(conflicted copy\b.*\)$/i],
  ['Dropbox', /^(?<stem>.+?) \(.*\bconflicted copy\b.*\)$/i],
  ['Google Drive', /^(?<stem>.+) \(\d+\)$/],
  ['iCloud Drive', /^(?<stem>.+) \d+$/],
]

/**
 * What a file's name says of it, beside the other names in its folder; undefined where it is no conflict copy.
 * OneDrive adds no more than the name of a computer, so there the original must be there too.
 */
export function conflictCopyOf(name: string, beside: Names): ConflictCopy | undefined {
  const [, body, ending] = /^(.+)(\.jsonl?)$/.exec(name) ?? []
  if (body === undefined) return undefined
  for (const [program, mark] of marks) {
    const stem = mark.exec(body)?.groups?.stem
    if (stem !== undefined) return { original: `${stem}${ending}`, program }
  }
  // Of several, the longest: ids have hyphens of their own, and a computer's name may too.
  for (let at = body.lastIndexOf('-'); at > 0; at = body.lastIndexOf('-', at - 1)) {
    const original = `${body.slice(0, at)}${ending}`
    if (beside.has(original) && /^[\w-]+$/.test(body.slice(at + 1))) return { original, program: 'OneDrive' }
  }
  return undefined
}

/** The files at the top of a project's folder of which a copy would mean something. */
const atTheTop = new Set(['project.json', 'codebook.json', journalName, lockName])

/** What to say of a name in a folder of a project ('' is the project's own), where it is a conflict copy. */
export function copyFound(
  folder: string,
  name: string,
  beside: Names,
): { readonly copyOf: string; readonly what: string } | undefined {
  const isTop = folder === ''
  const copy = conflictCopyOf(name, isTop ? atTheTop : beside)
  if (copy === undefined || (isTop && (atTheTop.has(name) || !atTheTop.has(copy.original)))) return undefined
  const copyOf = isTop ? copy.original : `${folder}/${copy.original}`
  const whose = `${copy.program} keeps this copy of ${copyOf}, which was changed in two places at once`
  const act = folder.startsWith('codings/')
    ? 'check --repair takes in the segments that are only here'
    : `keep in ${copyOf} what is right, then move the copy elsewhere`
  return { copyOf, what: `${whose}; ${act}` }
}

/** The name of the copy with what others wrote into a file that we are about to write. */
export function ourConflictCopy(file: string, now: string, number = 1): string {
  const time = `${now.slice(0, 10)} ${now.slice(11, 19).replaceAll(':', '')}`
  const several = number === 1 ? '' : ` ${number}`
  return file.replace(/(\.jsonl?)$/, ` (Intercoder's conflicted copy ${time}${several})$1`)
}
