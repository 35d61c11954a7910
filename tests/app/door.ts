import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { shared } from '../shared.ts'
import { problems } from './axe.ts'
import { newProject } from './steps.ts'
import { launchWorkbench, type Workbench } from './workbench.ts'

// The doors by which things come in and go out.

export const sample = (path: string) => fileURLToPath(new URL(path, shared))

/** A picture in both looks, and nothing in it that axe finds wrong. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `out/views/door-${name}-${colorScheme}.png`, animations: 'disabled' })
    expect.soft(await problems(page), `${name} ${colorScheme}`).toEqual([])
  }
}

export const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Before they are imported' })

/** A workbench with a new project in it. */
export async function started(folder: string): Promise<Workbench> {
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  await mkdir(join(folder, 'study'))
  await newProject(app, join(folder, 'study'), 'Doors')
  return app
}

export async function importFiles(app: Workbench, files: readonly string[]): Promise<void> {
  await app.answerOpen([...files])
  await app.page.keyboard.press('Control+o')
  await expect(dialogOf(app.page)).toBeVisible()
}
