import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { problems } from './axe.ts'
import { launchWorkbench } from './workbench.ts'

const views = ['documents', 'codebook', 'code', 'compare', 'agreement', 'export', 'segments'] as const

/** Pictures for a person to look at, and axe for what a person may not see. */
for (const theme of ['light', 'dark'] as const) {
  test(`every view in ${theme} holds nothing that axe finds wrong`, async () => {
    test.setTimeout(180_000)
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
    await page.getByRole('button', { name: /Open the sample project/ }).click()
    await expect(page.getByText('5 documents', { exact: true })).toBeVisible()
    await page.keyboard.press('Control+3')
    await look('who-codes')
    await page.getByRole('button', { name: 'Ana', exact: true }).click()
    for (const [index, view] of views.entries()) {
      await page.keyboard.press(`Control+${index + 1}`)
      if (view === 'code') {
        await expect(page.locator('main mark').first()).toBeVisible()
        await page.getByRole('main').getByRole('textbox').focus()
        for (let n = 0; n < 3; n++) await page.keyboard.press('Tab')
        await expect(page.getByText(/^segment 3 of/).first()).toBeVisible()
      }
      if (view === 'compare') await expect(page.getByRole('heading', { name: 'Disagreements' })).toBeVisible()
      if (view === 'agreement')
        await expect(page.getByText('For the methods section')).toBeVisible({ timeout: 30_000 })
      await page.waitForTimeout(300)
      await look(view)
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
      await page.keyboard.press('Control+3')
      await page.waitForTimeout(300)
      await look(`code-${width}`)
    }
    expect(errors).toEqual([])
    expect(app.requests).toEqual([])
    expect(await app.close()).toBe(0)
  })
}
