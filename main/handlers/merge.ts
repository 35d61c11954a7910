import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Command } from '../../core/command.ts'
import { coderOf } from '../../core/commands/coder.ts'
import type { Choices } from '../../core/merge/conflict.ts'
import { mergeWithFitting } from '../../core/merge/fitting.ts'
import { knowledgeOf } from '../../core/merge/knowledge.ts'
import type { MergePlan } from '../../core/merge/plan.ts'
import type { MergePreview } from '../../core/merge-contract.ts'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import { Refusal } from '../../core/refusal.ts'
import { inSlices } from '../in-slices.ts'
import { planView } from '../merge-view.ts'
import { writePackage } from '../project/coding-package.ts'
import { disk } from '../project/disk.ts'
import { HistoryLog } from '../project/history-log.ts'
import type { OpenProject } from '../project/open-project.ts'
import { type Copy, readCopy } from '../project/other-copy.ts'
import { readHistory } from '../project/read-history.ts'
import type { Handlers } from '../shell.ts'
import { historyView, maySee } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** How often a window hears how far it is, in milliseconds. */
const interval = 60

/** The copy that is looked at, with what merging it would do. */
interface Chosen {
  readonly token: string
  readonly name: string
  readonly copy: Copy
  readonly project: OpenProject
  planned?: Planned
}

interface Planned {
  /** The choices it was planned for; those of them that fit are in the command. */
  readonly wanted: Choices
  readonly command: Extract<Command, { type: 'merge' }>
  /** What the person sees of it. */
  readonly plan: MergePlan
}

/** Merging another copy or a coding package, handing one out, and reading the history. */
export function mergeHandlers(session: WindowSession) {
  /** The copy that is looked at, and the reading or planning that goes on. */
  let chosen: Chosen | undefined
  let going = 0
  let log: { project: OpenProject; lines: HistoryLog } | undefined

  /** Tells the window how far it is; throws a Refusal once another reading or planning has begun, or it was stopped. */
  const telling = () => {
    const mine = ++going
    let told = 0
    return (what: string) => (done: number, of: number) => {
      if (mine !== going) throw new Refusal('cancelled', `${what} was stopped`)
      if (Date.now() - told < interval) return
      told = Date.now()
      session.shell.send('progress', { what, done, of })
    }
  }
  const chosenBy = (token: string): Chosen => {
    if (chosen?.token !== token || chosen.project !== session.current.project)
      throw new Refusal('missing', 'The preview is out of date; choose the other copy again.')
    return chosen
  }
  /** The merge with these choices as the project is now. */
  const plan = async (of: Chosen, wanted: Choices, tell: ReturnType<typeof telling>): Promise<Planned> => {
    const { project, copy, name } = of
    const mine = await project.load()
    await project.settled()
    const knowledge = knowledgeOf(await readHistory(disk, project.folder), copy.entries)
    const steps = mergeWithFitting(mine, copy.project, knowledge, wanted)
    const { merged, choices } = await inSlices(steps, tell(`Comparing with ${name}`))
    const { change, merging } = merged
    const planned = { mine, change, merging }
    return {
      wanted,
      command: { type: 'merge', other: copy.project, knowledge, choices, planned },
      plan: merged.plan,
    }
  }
  const preview = async (token: string, wanted: Choices, tell = telling()): Promise<MergePreview> => {
    const of = chosenBy(token)
    const planned = await plan(of, wanted, tell)
    of.planned = planned
    const { project, coder } = session.still(of.project)
    return {
      token,
      name: of.name,
      plan: planView(planned.plan, project.project, coder),
      missing: of.copy.missing,
      blind: settingsOf(project.project).blind,
    }
  }

  return {
    async chooseCopy({ what }) {
      const path = await choose(session, what)
      if (path === undefined) return null
      const { project } = session.current
      const name = basename(path)
      const own = await realpath(project.folder)
      if ((await realpath(path).catch(() => path)) === own)
        throw new Refusal('invalid', `${name}: this is the project that is open; choose another copy of it`)
      const tell = telling()
      const onProgress = tell(`Reading ${name}`)
      const copy = await readCopy(path, name, await project.load(), onProgress)
      onProgress(1, 1)
      chosen = { token: randomUUID(), name, copy, project: session.still(project).project }
      return preview(chosen.token, {}, tell)
    },
    planMerge: ({ token, choices }) => preview(token, choices),
    async mergeCopy({ token, choices: wanted }) {
      const tell = telling()
      const of = chosenBy(token)
      const { project, name, planned } = of
      // What was looked at is done as it was seen; where the project is another by now, it is planned again.
      const isSeen =
        planned?.command.planned?.mine === project.project && isDeepStrictEqual(planned.wanted, wanted)
      const { command } = isSeen ? planned : await plan(of, wanted, tell)
      const { label } = await project.dispatch(command, session.still(project).coder, {
        onProgress: tell(`Merging with ${name}`),
        onDecided: () => session.shell.send('progress', { what: 'Writing', done: 0, of: 1, final: true }),
      })
      chosen = undefined
      return label
    },
    leaveMerge() {
      going++
      chosen = undefined
    },

    async savePackage({ coder, texts }) {
      const { project, coder: own } = session.current
      const { name } = coderOf(project.project, coder)
      if (!maySee(project.project, own, coder))
        throw new Refusal(
          'blind',
          'Coding is blind: only your own work can be handed over before the comparison is opened.',
        )
      const title = slug(settingsOf(project.project).title, 'project')
      return session.save('Hand over the work', `${title}-${slug(name, 'coder')}.zip`, async () => {
        const loaded = await project.load()
        await project.settled()
        const entries = await readHistory(disk, project.folder)
        return writePackage(loaded, entries, coder, { texts, made: new Date().toISOString() })
      })
    },

    async readHistory(asked) {
      const { project } = session.current
      if (log?.project !== project) log = { project, lines: new HistoryLog(disk, project.folder) }
      // What can't be written is told elsewhere; the rest is there to be read.
      await project.settled().catch(() => {})
      const read = await log.lines.read()
      return historyView(project.project, read, asked, session.still(project).coder)
    },
  } satisfies Partial<Handlers>
}

async function choose({ shell }: WindowSession, what: 'folder' | 'package'): Promise<string | undefined> {
  if (what === 'folder')
    return shell.chooseFolder({ title: 'Another copy of the project', buttonLabel: 'Look at it' })
  const [path] = await shell.chooseFiles({ title: 'A coding package', extensions: ['zip'], many: false })
  return path
}
