import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { launchWorkbench } from './workbench.ts'

/** A node as a screen reader is told of it, with the text in it. */
interface Node {
  readonly role: string
  readonly name: string
  readonly description: string
  readonly value: string
  readonly focused: boolean
  readonly text: string
}

/** What the browser tells a screen reader of the page: nothing here looks at the page itself. */
class Ears {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Ears> {
    return new Ears(await page.context().newCDPSession(page))
  }

  async nodes(): Promise<Node[]> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree')
    const byId = new Map(nodes.map((node) => [node.nodeId, node]))
    const textOf = (id: string): string => {
      const node = byId.get(id)
      if (node === undefined) return ''
      if (node.role?.value === 'StaticText') return String(node.name?.value ?? '')
      return (node.childIds ?? []).map(textOf).join('')
    }
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ nodeId, role, name, description, value, properties }) => ({
        role: String(role?.value ?? ''),
        name: String(name?.value ?? ''),
        description: String(description?.value ?? ''),
        value: String(value?.value ?? ''),
        focused: properties?.some((one) => one.name === 'focused' && one.value.value === true) ?? false,
        text: textOf(nodeId),
      }))
  }

  /** Where the keyboard is. */
  async focused(): Promise<Node> {
    return (await this.nodes()).findLast(({ focused, role }) => focused && role !== 'RootWebArea')!
  }

  /** What was said last. */
  async heard(): Promise<string> {
    return (await this.nodes()).find(({ role }) => role === 'status')!.text
  }

  /** The marked words of the text, each with what is said of them. */
  async marks(): Promise<string[]> {
    const marks = (await this.nodes()).filter(({ role }) => role === 'mark')
    return marks.map(({ text, description }) => `${text}: ${description}`)
  }
}

test('a document is coded through what a screen reader hears, and the keyboard alone', async () => {
  const app = await launchWorkbench({ userData: await mkdtemp(join(tmpdir(), 'intercoder-ears-')) })
  const { page } = app
  const ears = await Ears.of(page)
  const press = (keys: string) => page.keyboard.press(keys)
  const hears = (words: string | RegExp) => expect.poll(() => ears.heard()).toMatch(words)
  const isAt = (place: Partial<Node>) => expect.poll(() => ears.focused()).toMatchObject(place)

  await isAt({ role: 'button' })
  await press('Control+k')
  await isAt({ role: 'combobox', name: 'An action, a code or a document' })
  await page.keyboard.type('open the sample')
  await press('Enter')
  await expect
    .poll(async () => (await ears.nodes()).map(({ name }) => name))
    .toContain('Sample project · Intercoder')
  await press('Control+3')
  await isAt({ role: 'button', name: 'Ana' })
  await press('Enter')
  const title = 'Azerbaijani official accuses Armenia of delaying a peace treaty'
  await isAt({ role: 'textbox', name: title })
  expect((await ears.focused()).value).toContain(`${title}\n`)

  // The headline as a location, which nobody would do; so it is heard whether it was done.
  await press('Control+Home')
  await press('Control+l')
  await press('l')
  await hears(/^location: “Azerbaijani official accuses/)
  await expect.poll(async () => (await ears.marks()).join('\n')).toContain('location')
  const stripes = async () =>
    (await ears.nodes()).filter(
      ({ role, name }) => role === 'button' && /^location(, with a memo)?: “Azerb/.test(name),
    )
  await expect.poll(async () => (await stripes()).length).toBe(1)

  await press('n')
  await isAt({ role: 'textbox', name: 'memo' })
  await page.keyboard.type('Only to try.')
  await press('Escape')
  await isAt({ role: 'textbox', name: title })

  await press('F2')
  await isAt({ role: 'combobox', name: 'Name of the other code' })
  await press('Escape')
  await press(']')
  await hears(/^location: “zerbaijani official/)
  await press('[')
  await hears(/^location: “Azerbaijani official/)

  await press('Delete')
  await hears(/^Removed location: “Azerbaijani/)
  await expect.poll(async () => (await stripes()).length).toBe(0)
  await press('Control+z')
  await hears(/^Undone: remove location from “Azerbaijani/)
  await expect.poll(async () => (await stripes()).length).toBe(1)

  await press('Control+Home')
  await press('Tab')
  await hears(/^segment \d+ of 31: /)
  expect(await app.close()).toBe(0)
})
