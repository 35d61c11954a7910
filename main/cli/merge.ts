import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Choices } from '../../core/merge/conflict.ts'
import { type Entry, knowledgeOf, tellsSomething } from '../../core/merge/knowledge.ts'
import { type MergePlan, merge as mergeCopies } from '../../core/merge/plan.ts'
import { planInWords } from '../../core/merge/words.ts'
import { Refusal } from '../../core/refusal.ts'
import { disk } from '../project/disk.ts'
import { readCopy } from '../project/other-copy.ts'
import { readHistory } from '../project/read-history.ts'
import { type CliCommand, exactly, type Given, type Io, printJson, UsageError } from './command.ts'
import { changeProject, loadProject } from './project.ts'

export const merge: CliCommand = {
  name: 'merge',
  usage: ['merge PROJECT OTHER [--dry-run] [--json] [--choose ID=CHOICE]…'],
  summary: 'Brings what is in OTHER, another project’s folder or a coding package, into PROJECT',
  options: {
    'dry-run': { help: 'print what would be done and write nothing' },
    choose: { value: 'ID=CHOICE', many: true, help: 'how to settle a conflict, as the plan names it' },
    json: { help: 'print the plan as JSON' },
  },
  notes: [
    'Documents match by the hash of their text, codes by id and then by path of names, coders by id. What only one',
    'copy changed is taken over; where both did, the later change is taken unless you choose. OTHER stays as it is,',
    'and merging it again changes nothing. The exit code is 1 where a package is about documents whose texts are',
    'nowhere: what is coded in them stays out.',
  ].join('\n'),
  async run(given, io) {
    const { PROJECT, OTHER } = exactly(merge, given, 'PROJECT', 'OTHER')
    const choices = readChoices(given)
    await refuseOneFolder(PROJECT, OTHER, io)
    // Planned before the project is opened for writing, so that a bad choice leaves no trace.
    const { plan, isNews, copy } = await planned(PROJECT, OTHER, choices, io)
    const { project: other, entries: theirs, missing } = copy
    const writes = !given.has('dry-run')
    if (writes && isNews) {
      await changeProject(PROJECT, io, async (open) => {
        const known = knowledgeOf(await historyIn(PROJECT, io), theirs)
        await open.dispatch({ type: 'merge', other, knowledge: known, choices }, null)
      })
    }
    tell({ ...plan, notes: [...missing, ...plan.notes] }, writes, PROJECT, given, io)
    return missing.length === 0 ? 0 : 1
  },
}

/** The plan, and the other copy; ours is read again where there is something to merge, and not kept until then. */
async function planned(project: string, name: string, choices: Choices, io: Io) {
  const mine = await loadProject(project, io)
  const copy = await readCopy(resolve(io.cwd, name), name, mine)
  const knowledge = knowledgeOf(await historyIn(project, io), copy.entries)
  const { plan, merging } = mergeCopies(mine, copy.project, knowledge, choices)
  return { plan, copy, isNews: !plan.nothingNew || tellsSomething(merging) }
}

function readChoices(given: Given): Choices {
  const pairs = given.values('choose').map((word) => {
    const at = word.indexOf('=')
    if (at <= 0) throw new UsageError('merge', `--choose is “${word}”, not like code/actor-4kq1zz=mine`)
    return [word.slice(0, at), word.slice(at + 1)] as const
  })
  return Object.fromEntries(pairs)
}

async function refuseOneFolder(project: string, other: string, io: Io): Promise<void> {
  const place = (folder: string) => realpath(resolve(io.cwd, folder)).catch(() => null)
  const [a, b] = [await place(project), await place(other)]
  if (a !== null && a === b)
    throw new Refusal('invalid', `${other}: this is ${project} itself; name another copy`)
}

async function historyIn(folder: string, io: Io): Promise<Entry[]> {
  try {
    return await readHistory(disk, resolve(io.cwd, folder))
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, join(folder, error.message))
    throw error
  }
}

function tell(plan: MergePlan, writes: boolean, folder: string, given: Given, io: Io): void {
  const merged = writes && !plan.nothingNew
  if (given.has('json')) {
    printJson(io, { ...plan, merged })
    return
  }
  const done = merged
    ? `merged with “${plan.other.title}”`
    : 'nothing was written; leave out --dry-run to merge'
  const lines = [...planInWords(plan), ...(plan.nothingNew ? [] : [`${folder}: ${done}`])]
  io.out(`${lines.join('\n')}\n`)
}
