import { onPopup } from './browser.ts'
import { ours } from './open-windows.ts'

/**
 * A window that a page opened itself: the app is asked, and only "deny" is known here. One without an opener is asked for at
 * the first window.
 */
export function refusePopups(): void {
  onPopup(async (page) => {
    const opener = await page.opener()
    const window = [...ours].find((each) => each.page === opener) ?? [...ours][0]
    const { action } = window?.webContents.openHandler({ url: page.url() }) ?? { action: 'deny' }
    if (action !== 'deny') throw new Error('The stand-in can only deny a window that a page opens.')
    await page.close()
  })
}
