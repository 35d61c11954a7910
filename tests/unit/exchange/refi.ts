import { readFileSync } from 'node:fs'
import { validateXML } from 'xmllint-wasm'
import type { ProjectDraft, ReadOptions } from '../../../core/exchange/refi-qda/draft.ts'

import type { Project } from '../../../core/model.ts'
import { shared } from '../../shared.ts'
import { after, projectOf } from './project.ts'

/** Reading with ids that count up and a clock that stands. */
export function readOptions(): ReadOptions {
  let made = 0
  return { now: '2026-01-02T03:04:05.000Z', newId: () => `${made++}`.padStart(12, '0'), language: 'en' }
}

/** The draft as a project in memory. */
export function draftProject(draft: ProjectDraft): Project {
  return after(projectOf({}, []), { type: 'fillProject', draft })
}

/** What the schema says is wrong with a file. */
export async function problemsOf(
  schema: 'Project.xsd' | 'Codebook.xsd',
  contents: Uint8Array,
): Promise<string[]> {
  const xsd = readFileSync(new URL(`refi-qda/${schema}`, shared), 'utf8')
  const { errors } = await validateXML({
    xml: [{ fileName: 'file.xml', contents: new TextDecoder().decode(contents) }],
    schema: [{ fileName: schema, contents: xsd }],
  })
  return errors.map(({ message }) => message)
}

/** Every coding as a line: whose, what, where and with which words and memo; in the order of the lines. */
export function codingsIn({ segments, coders }: Project): string[] {
  return [...segments.values()]
    .flatMap((table) => [...table.values()])
    .map((s) =>
      [s.document, coders.get(s.coder)!.name, s.code, s.start, s.end, s.quote, s.memo, s.created].join('|'),
    )
    .sort()
}
