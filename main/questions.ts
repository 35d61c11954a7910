import { Refusal } from '../core/refusal.ts'
import { disk } from './project/disk.ts'
import type { Held } from './project/lock.ts'
import type { OpenProject } from './project/open-project.ts'
import { openProject, openToRead } from './project/opening.ts'
import { repair } from './project/repair.ts'
import { planRepair } from './project/repair-plan.ts'
import type { Shell } from './shell.ts'

/**
 * Asks what to do about a project that somebody has open, and opens it so. Throws a Refusal that needs no telling
 * where the person leaves it.
 */
export async function openHeld(
  shell: Pick<Shell, 'choose'>,
  folder: string,
  held: Held,
): Promise<OpenProject> {
  const answer = await shell.choose({
    message: 'The project is open elsewhere.',
    detail:
      `${held.message}. To read only, you see it as it is on disk now and can change nothing. ` +
      'Take it over only where nobody works in it any more: whoever has it open can then write nothing, and what they have not saved stays with them.',
    buttons: ['Open to read only', 'Take it over', 'Cancel'],
    safe: 2,
  })
  if (answer === 0) return openToRead(folder, `open to read only, because ${held.message}`)
  if (answer === 1) return openProject(folder, { takeOver: true })
  throw new Refusal('cancelled', 'The project was not opened.')
}

/** Files without which there is no project to open. */
const heads = ['project.json', 'codebook.json', 'journal.json']

/** So many lines of what mending would do are shown. */
const longest = 8

/**
 * Asks whether to mend a project that can't be opened because a file is damaged or gone, saying what that would do,
 * and mends it. False where it can't be mended so that it opens, or the error is another. Throws a Refusal that needs
 * no telling where the person leaves it.
 */
export async function mendsToOpen(
  shell: Pick<Shell, 'choose'>,
  folder: string,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof Refusal) || !['damaged', 'missing'].includes(error.code)) return false
  const names = await disk.list(folder)
  if (!heads.slice(0, 2).some((head) => names.includes(head))) return false
  const { done, left, rewrites } = await planRepair(disk, folder)
  if (rewrites.size === 0 || left.some(({ file }) => heads.includes(file))) return false
  // What is said of work may quote it, and nobody codes yet.
  const work = done.filter(({ file }) => file.startsWith('codings/'))
  const lines = done.filter((one) => !work.includes(one)).map(({ file, what }) => `${file} ${what}`)
  const more = lines.length - longest
  const answer = await shell.choose({
    message: 'The project can’t be opened as it is, but it can be mended.',
    detail: [
      `${error.message}.`,
      'A backup of everything is made first. Then it will be said of the folder:',
      ...lines.slice(0, longest),
      ...(more > 0 ? [`and ${more} more of such`] : []),
      ...(work.length > 0 ? [`in codings: ${work.length} things were mended`] : []),
    ].join('\n'),
    buttons: ['Mend it and open it', 'Cancel'],
    safe: 1,
  })
  if (answer !== 0) throw new Refusal('cancelled', 'The project was not opened.')
  await repair(folder)
  return true
}

/** What to do about a window that is closed while something is not on disk. The safe answer is the default one. */
export async function closesUnsaved(
  shell: Pick<Shell, 'choose'>,
  reason: string,
): Promise<'keep' | 'save elsewhere' | 'lose'> {
  const answers = ['keep', 'save elsewhere', 'lose'] as const
  const answer = await shell.choose({
    message: 'Not everything could be saved.',
    detail: `${reason}. What is not written may be lost when the window closes.`,
    buttons: ['Keep the window open', 'Save a copy elsewhere', 'Close and lose it'],
    safe: 0,
  })
  return answers[answer] ?? 'keep'
}

/** So many files are named at most. */
const named = 20

/** Tells which files could not be read and are not in the copy; whether to go on there. */
export async function goesOnWithout(
  shell: Pick<Shell, 'choose'>,
  missing: readonly string[],
  from: string,
  to: string,
): Promise<boolean> {
  const files = missing.length === 1 ? 'a file' : `${missing.length} files`
  const more = missing.length > named ? ` and ${missing.length - named} more` : ''
  const answer = await shell.choose({
    message: `The copy is saved without ${files}.`,
    detail:
      `Not readable any more in ${from}: ${missing.slice(0, named).join(', ')}${more}. ` +
      `Everything else is in ${to}. Keep ${from}: what is there may be read again another time or by another computer.`,
    buttons: ['Go on in the copy', 'Stay here'],
    safe: 1,
  })
  return answer === 0
}
