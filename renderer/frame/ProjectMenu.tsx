import { settingsOf } from '../../core/model.ts'
import { prefer, useProject, useWorkbench } from '../store.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { Menu } from '../ui/Menu.tsx'

/** The project's name, with what can be done with the project and how the window looks. */
export function ProjectMenu() {
  const settings = useProject(({ project }) => settingsOf(project))
  const { theme, contrast, textSize } = useWorkbench((state) => state.preferences)
  const themes: MenuItem[] = (['system', 'light', 'dark'] as const).map((name, index) => ({
    ...(index === 0 ? { group: 'Look' } : {}),
    label: name === 'system' ? 'As the system' : name === 'light' ? 'Light' : 'Dark',
    chosen: theme === name,
    run: () => prefer({ theme: name }),
  }))
  const items: MenuItem[] = [
    { label: 'Rename the project', action: 'project.rename' },
    { label: 'Memo on the project', action: 'project.memo' },
    {
      label: settings.blind ? 'Open the comparison' : 'Close the comparison',
      action: settings.blind ? 'comparison.open' : 'comparison.close',
    },
    { label: 'Merge another copy', action: 'merge' },
    { label: 'History', action: 'history' },
    { label: 'Reading', action: 'reading' },
    { label: 'Keys', action: 'keys' },
    { label: 'Save a copy elsewhere', action: 'project.save elsewhere' },
    { label: 'Close the project', action: 'project.close' },
    ...themes,
    {
      label: contrast === 'more' ? 'Usual contrast' : 'High contrast',
      run: () => prefer({ contrast: contrast === 'more' ? 'system' : 'more' }),
    },
    { label: `Larger text (now ${textSize})`, action: 'text.larger' },
    { label: `Smaller text (now ${textSize})`, action: 'text.smaller' },
  ]
  return <Menu label={<b>{settings.title}</b>} title="Project and look" items={items} />
}
