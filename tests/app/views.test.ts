import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import { codeAs, goTo, openSample, textOf, views } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

/** Pictures for a person to look at, and axe for what a person may not see. */
for (const theme of ['light', 'dark'] as const) {
  test(`every view in ${theme} holds nothing that axe finds wrong`, async () => {
    const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-views-')) })
    const { page } = app
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    const look = async (name: string) => {
      await page.screenshot({ path: `out/views/${name}-${theme}.png`, animations: 'disabled' })
      expect.soft(await problems(page), name).toEqual([])
    }
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect(page.getByText('Open the sample project')).toBeVisible()
    await look('start')
    await openSample(page)
    await goTo(page, 'Code')
    await look('who-codes')
    await codeAs(page, 'Ana')
    for (const view of views) {
      await goTo(page, view)
      if (view === 'Code') {
        await expect(page.locator('main mark').first()).toBeVisible()
        await page.getByRole('main').getByRole('textbox').focus()
        for (let n = 0; n < 3; n++) await page.keyboard.press('Tab')
        await expect(page.getByText(/^segment 3 of/).first()).toBeVisible()
      }
      if (view === 'Compare') await expect(page.getByRole('heading', { name: 'Disagreements' })).toBeVisible()
      if (view === 'Agreement') await expect(page.getByText('For the methods section')).toBeVisible()
      if (view === 'Export') await expect(page.getByText('What it can’t hold')).toBeVisible()
      if (view === 'Segments')
        await expect(page.locator('.segmentrows').getByRole('option').first()).toBeVisible()
      await look(view.toLowerCase())
    }
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('palette')
    await page.keyboard.press('Escape')
    for (const [width, height] of [
      [1024, 640],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height })
      await goTo(page, 'Code')
      await expect(textOf(page)).toBeVisible()
      await look(`code-${width}`)
    }
    expect(errors).toEqual([])
    expect(app.requests).toEqual([])
    expect(await app.close()).toBe(0)
  })
}
