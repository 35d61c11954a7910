import { BrowserWindow } from './window.ts'

interface Template {
  id?: string
  label?: string
  role?: string
  type?: string
  enabled?: boolean
  visible?: boolean
  accelerator?: string
  submenu?: Template[]
  click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void
}

interface MenuItem extends Omit<Template, 'submenu' | 'enabled'> {
  enabled: boolean
  submenu?: Menu
}

let applicationMenu: Menu | null = null

export class Menu {
  private constructor(readonly items: MenuItem[]) {}

  static buildFromTemplate(template: Template[]): Menu {
    return new Menu(
      template.map(({ submenu, ...item }) => ({
        ...item,
        enabled: item.enabled ?? true,
        ...(submenu ? { submenu: Menu.buildFromTemplate(submenu) } : {}),
      })),
    )
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

/** The key that the menu bar shows for the item. */
export function keyOfMenuItem(id: string): string | undefined {
  return applicationMenu?.getMenuItemById(id)?.accelerator
}

/** What choosing the item in the menu bar does. */
export function clickMenuItem(id: string): void {
  const item = applicationMenu?.getMenuItemById(id)
  if (!item) throw new Error(`The menu has no item "${id}".`)
  if (!item.enabled) throw new Error(`The menu item "${id}" is disabled.`)
  item.click?.(item, BrowserWindow.getFocusedWindow() ?? undefined, {})
}
