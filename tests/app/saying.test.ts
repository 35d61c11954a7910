import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import { codeAs, dialogGone, goTo, openDocument, openSample, pressAndHear } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

test('a coder says more of a segment by keyboard: values, certainty, links, a memo with links; and it can be seen', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-saying-')) })
  const { page } = app
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })
  const look = async (name: string) => {
    await page.screenshot({ path: `out/views/${name}.png`, animations: 'disabled' })
    expect.soft(await problems(page), name).toEqual([])
  }
  await openSample(page)
  await goTo(page, 'Code')
  await codeAs(page, 'Ana')
  await openDocument(page, 'Baku reports find of 350 mines and accuses Armenia')
  const segment = page.getByRole('region', { name: 'Segment' })
  const text = page.getByRole('main').getByRole('textbox')
  await text.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Tab')
  await expect(segment.getByRole('heading')).toHaveText('munition')

  await test.step('values and certainty', async () => {
    await page.keyboard.press('Alt+Enter')
    await expect(segment.getByLabel('type')).toBeFocused()
    await page.keyboard.type('mine')
    await page.keyboard.press('Tab')
    await page.keyboard.type('many')
    await page.keyboard.press('Enter')
    await expect(page.getByText('count is a number, such as 2 or 1390, not “many”.').first()).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('350')
    await page.keyboard.press('Escape')
    await expect(text).toBeFocused()
    await expect(segment.getByLabel('type')).toHaveValue('mine')
    await expect(segment.getByLabel('count')).toHaveValue('350')
    await page.keyboard.press('Alt+2')
    await expect(segment.getByRole('radio', { name: 'probable' })).toBeChecked()
  })

  await test.step('a link to the place, found with Tab, of the only type that fits', async () => {
    await page.keyboard.press('x')
    const choice = page.getByRole('region', { name: 'New link' })
    await expect(choice).toContainText('350 mines')
    for (let n = 0; n < 30; n++) {
      if (await choice.getByRole('button', { name: 'located at →' }).isVisible()) break
      await page.keyboard.press('Tab')
    }
    await look('linking')
    await page.keyboard.press('Enter')
    await expect(choice).toBeHidden()
    await expect(segment.getByRole('heading')).toHaveText('munition')
    await expect(segment.getByRole('list', { name: 'Links' })).toContainText('located at →')
  })

  await test.step('another code is chosen by its name; that the link does not fit it is said, and stays said', async () => {
    await page.keyboard.press('F2')
    const asks = page.getByRole('dialog', { name: 'Another code for “350 mines”' })
    await expect(asks.getByRole('option')).toHaveCount(4)
    await page.keyboard.press('Enter')
    await expect(asks).toBeVisible()
    await look('recode')
    await page.keyboard.type('casu')
    await page.keyboard.press('Enter')
    await expect(text).toBeFocused()
    await expect(segment.getByRole('heading')).toHaveText('casualty')
    const problem = '“located at” goes out from munition, and “350 mines” is coded as casualty.'
    await expect(page.getByRole('status').filter({ hasText: `Its links stay. ${problem}` })).toBeVisible()
    await expect(segment.getByRole('list', { name: 'Links' })).toContainText(problem)
    await look('link-problem')
    await page.keyboard.press('Control+z')
    await expect(segment.getByRole('list', { name: 'Links' })).not.toContainText('goes out from')
  })

  await test.step('a memo that links to a document and to this segment', async () => {
    await page.keyboard.press('n')
    await page.keyboard.type('See [[Azerb')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' and [[muni')
    await look('memo-offers')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' and [[nobody]] <b>not bold</b>')
    await page.keyboard.press('Escape')
    const links = segment.getByRole('list', { name: 'Links of the memo' })
    await expect(links.getByRole('button')).toHaveText([
      'Azerbaijani official accuses Armenia of delaying a peace treaty',
      'code munition',
    ])
    await expect(links).toContainText('Nothing here is called “nobody”')
    const stripe = page.getByRole('button', { name: 'munition, with a memo: “350 mines”' })
    await expect(stripe).toHaveClass(/noted/)
  })
  await look('saying-light')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1024, height: 640 })
  const certainties = segment.getByRole('radiogroup', { name: 'certainty' }).getByRole('radio')
  expect(await certainties.count()).toBe(4)
  const tops = await certainties.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
  expect(new Set(tops).size, 'certainty stands in one row').toBe(1)
  await look('saying-dark-1024')
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })

  await test.step('split, join, copy, each named and undone in one step', async () => {
    await page.keyboard.press('ArrowRight')
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Alt+s')
    await expect(segment.getByRole('blockquote')).toHaveText('350')
    await page.keyboard.press('Alt+j')
    await expect(segment.getByRole('blockquote')).toHaveText('350 mines')
    await pressAndHear(page, 'Control+z', 'Undone: join')
    await pressAndHear(page, 'Control+z', 'Undone: split')
    await expect(segment.getByRole('blockquote')).toHaveText('350 mines')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('redo')
    await expect(page.getByRole('option', { name: /Redo: split “350 mines”/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(text).toBeFocused()
    await expect(segment.getByRole('blockquote')).toHaveText('350 mines')
    await page.keyboard.press('Alt+c')
    await page.getByRole('combobox', { name: 'Name of the other code' }).fill('actor')
    await look('copy')
    await page.keyboard.press('Enter')
    await expect(segment.getByText('also here')).toBeVisible()
    await dialogGone(page)
    await pressAndHear(page, 'Control+z', 'Undone: ')
    await expect(segment.getByText('also here')).toBeHidden()
  })
  expect(await app.close()).toBe(0)
})
