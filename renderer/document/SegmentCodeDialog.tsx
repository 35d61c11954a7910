import type { Code, Segment } from '../../core/model.ts'
import { excerpt } from '../../core/text.ts'
import { useProject, useWorkbench } from '../store.ts'
import { AskCode } from '../ui/AskCode.tsx'
import { recode, recodeAsNew } from './coding.ts'
import { begin, begunWith, useMode } from './modes.ts'
import { copyTo } from './parts.ts'

/** Asks for the code that the selected segment gets instead of its own, or is copied to, while that is asked. */
export function SegmentCodeDialog() {
  useMode()
  const recoded = useWorkbench((state) => begunWith('recode', state))
  const copied = useWorkbench((state) => begunWith('copy', state))
  const codes = useProject(({ project }) => project.codes)
  const segment = recoded ?? copied
  if (segment === undefined) return null
  const asks = (title: string, onCode: (segment: Segment, code: Code | string) => unknown, note?: string) => (
    <AskCode
      title={`${title} ${excerpt(segment.quote)}`}
      {...(note === undefined ? {} : { note })}
      codes={codes}
      isChoice={({ id }) => id !== segment.code}
      onCode={(code) => void onCode(segment, code)}
      onNew={(name) => void onCode(segment, name)}
      onClose={() => begin(null)}
    />
  )
  return recoded === undefined
    ? asks(
        'Copy',
        copyTo,
        'The same words get a further code, with the memo, the certainty and the values that both codes have.',
      )
    : asks('Another code for', (one, code) =>
        typeof code === 'string' ? recodeAsNew(one, code) : recode(one, code.id),
      )
}
