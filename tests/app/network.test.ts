import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchWorkbench } from './workbench.ts'

interface NetLog {
  constants: { logEventTypes: Record<string, number> }
  events: { type: number; params?: { address_list?: string[] } }[]
}

/** What Chromium logs when it connects to anything or sends anything. */
const connecting = ['TCP_CONNECT_ATTEMPT', 'SOCKET_BYTES_SENT', 'UDP_BYTES_SENT', 'QUIC_SESSION']

test("Chromium's own log of its network has no connection and not one byte sent", async () => {
  const userData = mkdtempSync(join(tmpdir(), 'intercoder-'))
  const netLog = join(userData, 'net-log.json')
  const workbench = await launchWorkbench({ userData, netLog })
  await workbench.page.getByText('Open the sample project').first().click()
  await expect(workbench.page.getByText('Sample project').first()).toBeVisible()
  // Chromium's own errands start a moment after it.
  await workbench.page.waitForTimeout(1500)
  await workbench.close()

  const { constants, events } = JSON.parse(await readFile(netLog, 'utf8')) as NetLog
  const types = connecting.map((name) => constants.logEventTypes[name])
  expect(types, 'Chromium knows these events').not.toContain(undefined)
  expect(events.length, 'Chromium did log').toBeGreaterThan(0)
  expect(events.filter(({ type }) => types.includes(type))).toEqual([])
})
