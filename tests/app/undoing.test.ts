import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { codeAs, dialogGone, goTo, heard, openDocument, openSample, pressAndHear, textOf } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

const [first, third] = ['Azerbaijani official accuses', 'Baku reports find of 350 mines'] as const

async function anaReads() {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-undoing-')) })
  await app.page.setViewportSize({ width: 1440, height: 900 })
  await openSample(app.page)
  await goTo(app.page, 'Code')
  await codeAs(app.page, 'Ana')
  return app
}

test('undo says in which document, is there in fields that nobody typed into, and leaves typing to those that were', async () => {
  const app = await anaReads()
  const { page } = app
  const segment = page.getByRole('region', { name: 'Segment' })
  await openDocument(page, third)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Tab')
  await pressAndHear(page, 'Alt+1', 'Marked as certain.')

  await test.step('where the change was in another document, it is named', async () => {
    await openDocument(page, first)
    await pressAndHear(page, 'Control+z', new RegExp(`^Undone: .*, in ${third}`))
    await openDocument(page, third)
    await pressAndHear(page, 'Control+Shift+z', /^Redone: [^,]*\.$/)
    await expect(segment.getByRole('blockquote')).toHaveText('350 mines')
  })

  await test.step('what was said of a step goes when something else is done', async () => {
    await pressAndHear(page, 'Control+z', 'Undone: ')
    await page.keyboard.press('Control+d')
    await page.keyboard.press('Escape')
    await textOf(page).focus()
    await page.keyboard.press('n')
    await page.keyboard.type('a memo')
    await page.keyboard.press('Escape')
    await expect(heard(page)).not.toContainText('Undone: ')
    await pressAndHear(page, 'Control+z', 'Undone: ')
  })

  await test.step('a segment joined with one far away says with which, and what lies between', async () => {
    await page.keyboard.press('Control+Home')
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press('Tab')
      if ((await segment.getByRole('heading').first().innerText()) === 'accusation') break
    }
    await segment.getByRole('button', { name: 'Join' }).press('Enter')
    await expect(heard(page)).toContainText(
      /^Joined with the next accusation, “.*” and .* between them\. Undo/,
    )
    await pressAndHear(page, 'Control+z', 'Undone: join 2 segments of accusation.')
  })

  await test.step('all hits are coded and taken back from where one stands then', async () => {
    await page.keyboard.press('Control+Shift+f')
    const panel = page.getByRole('search', { name: 'Find' })
    await page.keyboard.type('ministry')
    await expect(panel.getByRole('status')).toHaveText(/^\d+ hits in/)
    await panel.getByRole('button', { name: 'Code all these hits' }).press('Enter')
    await page.keyboard.type('loc')
    await page.keyboard.press('Enter')
    const code = page.getByRole('dialog').getByRole('button', { name: /^Code \d+ segments$/ })
    await expect(code).toBeEnabled()
    await code.press('Enter')
    await dialogGone(page)
    await expect(panel.getByRole('textbox')).toBeFocused()
    await pressAndHear(page, 'Control+z', /^Undone: code .* as location, in \d documents\.$/)
    await expect(panel.getByRole('textbox')).toHaveValue('ministry')
    await page.keyboard.type('mines')
    await expect(panel.getByRole('textbox')).toHaveValue('mines')
    await page.keyboard.press('Control+z')
    await expect(panel.getByRole('textbox')).not.toHaveValue('mines')
    await page.keyboard.press('Escape')
  })

  await test.step('where the panel of the segment goes with it, the text has the keys', async () => {
    await openDocument(page, first)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await page.keyboard.press('m')
    await expect(segment.getByRole('heading').first()).toHaveText('munition')
    await segment.getByRole('button', { name: 'Copy' }).focus()
    await pressAndHear(page, 'Control+z', /^Undone: code .* as munition\.$/)
    await expect(textOf(page)).toBeFocused()
  })
  expect(await app.close()).toBe(0)
})
