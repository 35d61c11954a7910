import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, type Page, test } from '@playwright/test'
import fc from 'fast-check'
import { apply, type Change } from '../../core/change.ts'
import { codesInOrder } from '../../core/codebook.ts'
import type { Command } from '../../core/command.ts'
import { readReading } from '../../core/document-reading.ts'
import type { Project } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'
import type { Changed, Start } from '../../core/project-contract.ts'
import { cases } from '../campaign.ts'
import { anyCommand } from '../unit/any-command.ts'
import { addCoder, goTo, importDocuments, newProject } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const text = 'The hospital said two were hurt 👍.\nThe ministry denied it – and אמר כך.\n'

/** What comes from files, a window may not ask for; the document under test stays. */
const notOfAWindow = ['addDocuments', 'deleteDocument']

interface Listening {
  changes: Change[]
}

/** The project as the main process tells it to the window, change by change. */
async function listen(page: Page): Promise<Project> {
  const start = await page.evaluate(async () => {
    const { intercoder } = window as unknown as {
      intercoder: {
        on: { changed(listener: (changed: Changed) => void): void }
        start(): Promise<{ value: Start }>
      }
    }
    const listening = window as unknown as Listening
    listening.changes = []
    intercoder.on.changed(({ change }) => listening.changes.push(change))
    return (await intercoder.start()).value
  })
  const project = apply(emptyProject, start.open!.project)
  const [document] = [...project.documents.keys()]
  const read = await ask<string>(page, 'readDocument', { document })
  return apply(project, readReading(read.value!))
}

function ask<T>(page: Page, request: string, input?: unknown): Promise<{ ok: boolean; value?: T }> {
  return page.evaluate(
    ([name, given]) => {
      const { intercoder } = window as unknown as {
        intercoder: Record<string, (input?: unknown) => Promise<{ ok: boolean; value?: never }>>
      }
      return intercoder[name as string]!(...(given === undefined ? [] : [given]))
    },
    [request, input] as const,
  )
}

async function told(page: Page, project: Project): Promise<Project> {
  const changes = await page.evaluate(() => {
    const listening = window as unknown as Listening
    return listening.changes.splice(0)
  })
  return changes.reduce(apply, project)
}

interface View {
  readonly codes: readonly string[]
  /** The words that each segment's marks are over, by id. */
  readonly marked: Readonly<Record<string, string>>
  readonly strip: string
}

function viewOf(page: Page): Promise<View> {
  return page.evaluate(() => {
    const marked: Record<string, string> = {}
    for (const mark of document.querySelectorAll<HTMLElement>('main mark'))
      for (const id of mark.dataset.segments!.split(' ')) marked[id] = (marked[id] ?? '') + mark.textContent
    return {
      codes: [...document.querySelectorAll('[role="treeitem"]')].map((item) => item.getAttribute('data-id')!),
      marked,
      strip: document.querySelector('.strip')!.textContent!.match(/([\d,]+) segments?/)?.[1] ?? '',
    }
  })
}

/** What the view should say. */
function meant(project: Project): View {
  const segments = [...project.segments.values()].flatMap((table) => [...table.values()])
  return {
    codes: codesInOrder(project.codes).map(({ code }) => code.id),
    marked: Object.fromEntries(segments.map(({ id, quote }) => [id, quote.replaceAll('\n', '')])),
    strip: String(segments.length),
  }
}

test('after each of many random commands, undos and redos the view shows what the state says', async () => {
  test.setTimeout(cases(600_000, 5_400_000))
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-random-'))
  await mkdir(join(folder, 'study'))
  await writeFile(join(folder, 'Report.txt'), text)
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.setViewportSize({ width: 1440, height: 900 })
  await newProject(app, join(folder, 'study'), 'Random')
  await importDocuments(app, [join(folder, 'Report.txt')])
  await goTo(page, 'Code')
  await addCoder(page, 'Ana')
  await expect(page.getByRole('textbox', { name: 'Report' })).toBeVisible()

  const first = await listen(page)
  let project = first
  const agree = (step: string) => expect.poll(() => viewOf(page), step).toEqual(meant(project))
  await agree('at first')
  const picks = fc.sample(anyCommand, { numRuns: cases(160, 3_000), seed: 5 })
  let done = 0
  for (const [n, pick] of picks.entries()) {
    const command: Command | undefined = pick(project)
    if (command === undefined || notOfAWindow.includes(command.type)) continue
    const { ok } = await ask(page, 'dispatch', command)
    if (!ok) continue
    done++
    project = await told(page, project)
    // Now and then a segment is selected, so that the inspector is there to be drawn.
    if (n % 4 === 0) await page.keyboard.press('Tab')
    await agree(`${n}: ${command.type}`)
  }
  expect(done).toBeGreaterThan(picks.length / 4)
  const last = project
  let steps = 0
  while (!isDeepStrictEqual(project, first)) {
    expect((await ask<string | null>(page, 'undo')).value).not.toBeNull()
    project = await told(page, project)
    if (++steps % 10 === 0) await agree(`undo ${steps}`)
  }
  await agree('all undone')
  for (let n = 0; n < steps; n++) await ask(page, 'redo')
  project = await told(page, project)
  expect(project).toEqual(last)
  await agree('all redone')
  expect(errors).toEqual([])
  expect(await app.close()).toBe(0)
})
