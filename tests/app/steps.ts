import { expect, type Page } from '@playwright/test'
import type { RunningApp } from '../stand-in/launch.ts'

// What many tests begin with, each step waiting until what comes next can be done. While a dialog is there every key
// is the dialog's, and it goes only when the main process has answered; what was done shows behind it before that.

const dialogs = (page: Page) => page.locator('dialog[open]')

/** Waits until no dialog takes the keys any more. */
export async function dialogGone(page: Page): Promise<void> {
  await expect(dialogs(page)).toHaveCount(0)
}

/** A new project in this empty folder, from the start, with the sample's codes. */
export async function newProject({ page, answerOpen }: RunningApp, folder: string, title: string) {
  await answerOpen([folder])
  await page.getByRole('button', { name: /New project/ }).click()
  const dialog = page.getByRole('dialog', { name: 'New project' })
  await dialog.getByRole('radio', { name: /^with the sample’s/ }).check()
  await dialog.getByRole('textbox').fill(title)
  await page.keyboard.press('Enter')
  await dialogGone(page)
  await expect(page.getByRole('button', { name: title, exact: true })).toBeVisible()
}

/** Brings these files in, each one document, as the first documents of the project. */
export async function importDocuments({ page, answerOpen }: RunningApp, files: readonly string[]) {
  const documents = files.length === 1 ? '1 document' : `${files.length} documents`
  await answerOpen(files)
  await page.keyboard.press('Control+o')
  const take = page.getByRole('dialog').getByRole('button', { name: `Import ${documents}`, exact: true })
  await expect(take).toBeEnabled()
  await take.press('Enter')
  await dialogGone(page)
  await expect(page.getByText(documents, { exact: true })).toBeVisible()
}

export const views = ['Documents', 'Codebook', 'Code', 'Compare', 'Agreement', 'Export', 'Segments'] as const

/** Goes to a view by its key. */
export async function goTo(page: Page, view: (typeof views)[number]): Promise<void> {
  await page.keyboard.press(`Control+${views.indexOf(view) + 1}`)
  // Compare and Agreement say so while they are closed.
  const tab = page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`^${view}( closed)?$`) })
  await expect(tab).toHaveAttribute('aria-current', 'page')
}

/** A new coder, where it is asked who codes; they code in this window then. */
export async function addCoder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a coder' }).press('Enter')
  await page.getByRole('dialog', { name: 'Add a coder' }).getByRole('textbox').fill(name)
  await page.keyboard.press('Enter')
  await dialogGone(page)
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
}

/** Opens the sample project from the start. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Open the sample project/ }).click()
  await expect(page.getByText('5 documents', { exact: true })).toBeVisible()
}

/** Opens the project in this folder from the start, by its keys. */
export async function openFolder({ page, answerOpen }: RunningApp, folder: string): Promise<void> {
  await answerOpen([folder])
  await page.keyboard.press('Control+Shift+O')
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible()
}

/** The text that is read and coded. */
export const textOf = (page: Page) => page.locator('main [contenteditable]')

/** Codes as this coder, where it is asked who codes; the first text is there then, and has the keys. */
export async function codeAs(page: Page, name: string): Promise<void> {
  await page.getByRole('main', { name: 'Who is coding?' }).getByRole('button', { name, exact: true }).click()
  await expect(textOf(page)).toBeFocused()
}

/** Opens a document from the list beside the text; it has the keys then. */
export async function openDocument(page: Page, title: string): Promise<void> {
  await page.getByRole('complementary', { name: 'Documents' }).getByRole('button', { name: title }).click()
  await expect(page.getByRole('textbox', { name: title })).toBeFocused()
}

/** What was said to the person last, as a screen reader hears it. */
export const heard = (page: Page) => page.locator('[role="status"][aria-live="polite"]')

/** Presses a key, and waits until that it was done is said in these words, new or again. */
export async function pressAndHear(page: Page, key: string, words: string | RegExp): Promise<void> {
  await heard(page).evaluate((line) => {
    line.textContent = ''
  })
  await page.keyboard.press(key)
  await expect(heard(page)).toContainText(words)
}
