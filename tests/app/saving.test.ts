import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { check } from '../../main/project/check.ts'
import { study } from '../unit/project/damaged-study.ts'
import { problems } from './axe.ts'
import { dialogGone } from './steps.ts'
import { launchWorkbench, type Workbench } from './workbench.ts'

/** A picture in both looks, and nothing in it that axe finds wrong. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `out/views/saving-${name}-${colorScheme}.png`, animations: 'disabled' })
    expect.soft(await problems(page), `${name} ${colorScheme}`).toEqual([])
  }
}

/** Opens the project in the folder, and where the person is asked, presses the button of this index. */
async function openIn(app: Workbench, page: Page, root: string, button?: number): Promise<void> {
  await app.answerOpen([root])
  if (button !== undefined) await app.answerMessage(button)
  await expect(bar(page).or(page.getByText('Open the sample project')).first()).toBeVisible()
  await page.keyboard.press('Control+Shift+O')
}

/** A new coder, from the menu of the window in front. */
async function addCoder(app: Workbench, page: Page, name: string): Promise<void> {
  await askForCoder(app, page, name)
  await dialogGone(page)
}

async function askForCoder(app: Workbench, page: Page, name: string): Promise<void> {
  await app.menu('coder.add')
  await page.getByRole('dialog', { name: 'Add a coder' }).getByRole('textbox').fill(name)
  await page.keyboard.press('Enter')
}

/** Where it is asked who codes, with everybody's name. */
async function whoCodes(page: Page): Promise<void> {
  await expect(bar(page)).toContainText('nobody codes yet')
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('main', { name: 'Who is coding?' })).toBeVisible()
}

const bar = (page: Page) => page.getByRole('banner')
const coder = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })

async function codersIn(folder: string): Promise<string[]> {
  const { coders } = JSON.parse(await readFile(join(folder, 'project.json'), 'utf8'))
  return coders.map(({ name }: { name: string }) => name)
}

test('two windows share a project; another program reads, is refused, takes it over; whoever lost it says so, writes nothing and goes on elsewhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intercoder-saving-'))
  const [root, elsewhere] = [join(folder, 'study'), join(folder, 'elsewhere')]
  await study(root)
  const [one, two] = await Promise.all(
    ['one', 'two'].map((user) => launchWorkbench({ userData: join(folder, user) })),
  )
  const first = one!.page
  const reader = two!.page

  await test.step('two windows of one program have the project together', async () => {
    await openIn(one!, first, root)
    await whoCodes(first)
  })
  await one!.menu('window.new')
  await expect.poll(() => one!.pages().length).toBe(2)
  const second = one!.pages().find((page) => page !== first)!
  await openIn(one!, second, root)
  await whoCodes(second)
  await addCoder(one!, second, 'Cem')
  await expect(coder(first, 'Cem')).toBeVisible()

  await test.step('another program is asked, and may read', async () => {
    await openIn(two!, reader, root, 0)
    await whoCodes(reader)
    await expect(bar(reader)).toContainText(/Read only: .* has had the project open on this computer/)
    await look(reader, 'read-only')
    await askForCoder(two!, reader, 'Zoe')
    await expect(reader.getByText(/open to read only, because/).last()).toBeVisible()
    expect(await codersIn(root)).toEqual(['Ana', 'Ben', 'Cem'])
    await reader.keyboard.press('Escape')
    await dialogGone(reader)
  })

  await test.step('the window that is left keeps the project', async () => {
    await first.close()
    await openIn(two!, reader, root, 2)
    await addCoder(one!, second, 'Dora')
    await expect.poll(() => codersIn(root)).toEqual(['Ana', 'Ben', 'Cem', 'Dora'])
    await expect(bar(reader)).toContainText('read only')
  })

  await test.step('it is taken over, and who lost it says so and writes nothing', async () => {
    await openIn(two!, reader, root, 1)
    await expect(bar(reader)).not.toContainText('read only')
    await whoCodes(reader)
    await expect(bar(reader)).toContainText('saved')
    await expect(coder(reader, 'Dora')).toBeVisible()
    await addCoder(one!, second, 'Eva')
    await expect(second.getByRole('alert').first()).toContainText(
      /took the project over, and nothing is written from here any more/,
    )
    await expect(second.getByRole('button', { name: 'Try again' })).toBeHidden()
    await look(second, 'lost')
    await addCoder(two!, reader, 'Fay')
    await expect.poll(() => codersIn(root)).toEqual(['Ana', 'Ben', 'Cem', 'Dora', 'Fay'])
  })

  await test.step('what could not be written is saved elsewhere, and the person goes on there', async () => {
    await one!.answerOpen([elsewhere])
    await bar(second).getByRole('button', { name: 'Save a copy elsewhere' }).click()
    await expect(second.getByRole('status')).toContainText(`The project is in ${elsewhere} now, and you`)
    await expect(bar(second)).toContainText('Eva')
    await look(second, 'elsewhere')
    expect(await codersIn(elsewhere)).toEqual(['Ana', 'Ben', 'Cem', 'Dora', 'Eva'])
    expect(await readdir(root)).toContain('lock.json')
  })

  await test.step('one closes, the other takes over, and nothing is lost', async () => {
    expect(await two!.close()).toBe(0)
    await openIn(one!, second, root)
    await whoCodes(second)
    await expect(coder(second, 'Fay')).toBeVisible()
  })

  await test.step('a save that fails says why, and is tried again', async () => {
    await mkdir(join(root, 'journal.json', 'x'), { recursive: true })
    await addCoder(one!, second, 'Gil')
    await expect(second.getByRole('alert').first()).toContainText(
      'Not saved: there is a folder journal.json where a file is to be; move it elsewhere.',
    )
    await look(second, 'failed')
    await rm(join(root, 'journal.json'), { recursive: true })
    await bar(second).getByRole('button', { name: 'Try again' }).click()
    await expect(bar(second)).toContainText(/saved \d\d:\d\d/)
  })
  expect(await one!.close()).toBe(0)
  expect(await codersIn(root)).toEqual(['Ana', 'Ben', 'Cem', 'Dora', 'Fay', 'Gil'])
  for (const place of [root, elsewhere])
    expect(await check(place)).toMatchObject({ ok: true, documents: 1, segments: 3 })
  expect(await readdir(root)).not.toContain('lock.json')
})
