import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { dialogGone, goTo, openSample } from './steps.ts'
import { launchWorkbench } from './workbench.ts'

test('whoever is quicker than the answers makes nothing twice and loses no change', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-quick-')) })
  const { page } = app
  await openSample(page)
  await goTo(page, 'Code')

  await page.getByRole('button', { name: 'Add a coder' }).press('Enter')
  const name = page.getByRole('dialog', { name: 'Add a coder' }).getByRole('textbox')
  await name.fill('Cem')
  const said = page.getByText('is called Cem already')
  await name.evaluate((field) => {
    for (let n = 0; n < 2; n++) (field as HTMLInputElement).form!.requestSubmit()
  })
  await dialogGone(page)
  await expect(page.getByRole('button', { name: 'Cem', exact: true })).toBeVisible()
  await expect(said).toHaveCount(0)

  await goTo(page, 'Codebook')
  await page.getByRole('treeitem', { name: /^actor/ }).click()
  const attributes = page.getByRole('region', { name: 'Attributes' })
  await attributes.getByRole('button', { name: 'New attribute' }).click()
  await expect(attributes.getByLabel('Name of attribute')).toBeVisible()
  await attributes.getByRole('button', { name: 'New attribute' }).click()
  await expect(attributes.getByLabel('Name of attribute (2)')).toBeVisible()
  await attributes.evaluate((section) => {
    for (const [label, kind] of [
      ['Kind of attribute', 'number'],
      ['Kind of attribute (2)', 'date'],
    ] as const) {
      const select = section.querySelector<HTMLSelectElement>(`[aria-label="${label}"]`)!
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!.set!.call(select, kind)
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }
  })
  await expect(attributes.getByLabel('Kind of attribute (2)')).toHaveValue('date')
  await expect(attributes.getByLabel('Kind of attribute', { exact: true })).toHaveValue('number')
  expect(await app.close()).toBe(0)
})
