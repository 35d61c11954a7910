import { useProject } from '../store.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { Menu } from '../ui/Menu.tsx'
import { openAsking } from './asking.ts'
import { codeAs } from './coder.ts'

/** Who codes in this window, and how to change it. */
export function CoderMenu() {
  const coders = useProject(({ project }) => project.coders)
  const chosen = useProject((open) => open.coder)
  const name = chosen === null ? undefined : coders.get(chosen)?.name
  const items: MenuItem[] = [...coders.values()].map((coder) => ({
    label: coder.name,
    chosen: coder.id === chosen,
    run: () => void codeAs(coder.id),
  }))
  items.push({ label: 'Add a coder', group: '', run: () => openAsking('add coder') })
  if (name !== undefined) items.push({ label: `Rename ${name}`, run: () => openAsking('rename coder') })
  return <Menu label={name ?? 'nobody codes yet'} title="Who codes in this window" items={items} />
}
