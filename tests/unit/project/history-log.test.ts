import { expect } from '@playwright/test'
import { disk } from '../../../main/project/disk.ts'
import { HistoryLog } from '../../../main/project/history-log.ts'
import { createProject } from '../../../main/project/opening.ts'
import { historyView } from '../../../main/view-of.ts'
import { coderId, counting } from '../sample-project.ts'
import { codes, test } from './study.ts'

test('who is gone from the project is named in its history as they were last called', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  await open.perform({ type: 'addCoder', name: 'Mia' }, null)
  const mia = coderId(open.project, 'Mia')
  await open.perform({ type: 'renameCoder', coder: mia, name: 'Maria' }, mia)
  await open.undo(mia)
  await open.undo(mia)
  await open.settled()
  expect(open.project.coders.size).toBe(0)
  const log = await new HistoryLog(disk, folder).read()
  const { lines } = historyView(open.project, log, { text: '', coder: null, from: 0 }, null)
  expect(lines.map(({ coder, label }) => [coder, label])).toEqual([
    ['Mia', 'undo: add coder Mia'],
    ['Mia', 'undo: rename coder Mia'],
    ['Mia', 'rename coder Mia'],
    [null, 'add coder Mia'],
    [null, 'create Study'],
  ])
  await open.close()
})
