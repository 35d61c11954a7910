import { mkdtempSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { check } from '../../main/project/check.ts'
import { edit, study } from '../unit/project/damaged-study.ts'
import { launchWorkbench } from './workbench.ts'

test('a researcher whose synced folder was changed by others sees it, mends it and goes back, by keyboard', async () => {
  const info = test.info()
  const folder = mkdtempSync(join(tmpdir(), 'intercoder-'))
  const root = join(folder, 'study')
  const { ana, ben } = await study(root)
  await copyFile(
    join(root, ana),
    join(root, ana.replace('.json', " (Ana's conflicted copy 2026-01-02).json")),
  )
  await edit(root, ben, (content) => content.replace('"start":4,"end":12', '"start":7,"end":15'))
  const app = await launchWorkbench({ userData: join(folder, 'user') })
  const { page } = app
  await expect(page.getByText('Open the sample project').first()).toBeVisible()
  await app.answerOpen([root])
  await page.keyboard.press('Control+Shift+O')
  const found = page.getByRole('dialog', { name: 'The project’s folder needs a look' })
  await expect(found.getByRole('listitem')).toHaveCount(2)
  // Nobody codes yet, and coding is blind: whose file it is, and no more.
  await expect(found).toContainText('Dropbox keeps this copy of ')
  await expect(found).toContainText('something is wrong with this file; its coder sees what')
  await found.getByRole('button', { name: 'See what can be done' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'The project’s folder', exact: true })
  await expect(dialog.getByRole('button', { name: 'Mend what can be mended' })).toBeFocused()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: info.outputPath(`folder-${scheme}.png`) })
  }
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('How it was before is in the backup')
  await expect(dialog).toContainText('None is known.')
  expect((await check(root)).ok).toBe(true)
  await page.screenshot({ path: info.outputPath('mended.png') })

  // What another program writes appears while the project is open.
  const whole = await readFile(join(root, ben), 'utf8')
  await writeFile(join(root, ben), whole.slice(0, 300))
  await expect(dialog.getByRole('list', { name: 'Files' })).toContainText(ben)
  await writeFile(join(root, ben), whole)
  await expect(dialog).toContainText('None is known.')

  const restore = dialog.getByRole('button', { name: /^Restore .* before a repair$/ })
  await restore.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('The project is what it was in the backup')
  await expect(dialog.getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(1)
  await page.screenshot({ path: info.outputPath('restored.png') })
  expect(await app.close()).toBe(0)
})
