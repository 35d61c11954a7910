import type { FormEvent, KeyboardEvent } from 'react'
import { useId, useRef, useState } from 'react'
import type { MemoChoice } from '../../core/memo-links.ts'
import { linkBegun, memoChoices } from '../../core/memo-links.ts'
import type { Segment, Table } from '../../core/model.ts'
import { getState } from '../store.ts'
import { MemoLinks } from './MemoLinks.tsx'
import { Option } from './Option.tsx'
import { TextField } from './TextField.tsx'
import './memo.css'

/**
 * A memo: plain text, in which `[[` offers what there is to link to. What it links to stands below it. Give it a
 * `key` of the record it is about.
 */
export function MemoField({
  value,
  id,
  label,
  lines = 3,
  segments = none,
  placeholder,
  onKeep,
  onDone,
  onJump,
  onSegment,
}: {
  value: string
  id?: string
  /** Where no label points to it. */
  label?: string
  lines?: number
  /** Which segments are offered. */
  segments?: Table<Segment>
  placeholder?: string
  onKeep(text: string): unknown
  /** As of a TextField. */
  onDone?(): void
  /** A link was followed. */
  onJump?(): void
  /** Goes to a segment of the document before us. */
  onSegment?(segment: Segment): void
}) {
  const [choices, setChoices] = useState<readonly MemoChoice[]>([])
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const list = useId()
  const close = () => setChoices([])
  const field = () => box.current?.querySelector('textarea') ?? undefined
  const offer = (event: FormEvent) => {
    const { value: text, selectionStart } = event.target as HTMLTextAreaElement
    const begun = linkBegun(text, selectionStart)
    const project = getState().open?.project
    setAt(0)
    setChoices(
      begun === undefined || project === undefined ? [] : memoChoices(project, segments.values(), begun),
    )
  }
  const take = (choice: MemoChoice | undefined) => {
    const element = field()
    const begun = element && linkBegun(element.value, element.selectionStart)
    if (element === undefined || begun === undefined || choice === undefined) return
    const caret = element.selectionStart
    element.setRangeText(choice.written, caret - begun.length - '[['.length, caret, 'end')
    element.dispatchEvent(new Event('input', { bubbles: true }))
    close()
  }
  const onKeys = (event: KeyboardEvent) => {
    if (choices.length === 0) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt((at + by + choices.length) % choices.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(choices[at])
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isOpen = choices.length > 0
  return (
    <div className="memo" data-hints="memo">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the keys; the list goes first */}
      <div ref={box} data-completing={isOpen} onInput={offer} onKeyDownCapture={onKeys} onBlur={close}>
        <TextField
          lines={lines}
          asTyped
          value={value}
          onKeep={onKeep}
          aria-autocomplete="list"
          {...(onDone && { onDone })}
          {...(id === undefined ? {} : { id })}
          {...(label === undefined ? {} : { 'aria-label': label })}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(isOpen ? { 'aria-controls': list, 'aria-activedescendant': `${list}-${at}` } : {})}
        />
        {isOpen && <Offered id={list} choices={choices} at={at} onTake={take} />}
      </div>
      <MemoLinks memo={value} {...(onJump && { onJump })} {...(onSegment && { onSegment })} />
    </div>
  )
}

const none: Table<Segment> = new Map()

/** Whether Escape closes the list of a memo rather than leaving the field. */
export function isCompleting(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-completing="true"]') !== null
}

function Offered({
  id,
  choices,
  at,
  onTake,
}: {
  id: string
  choices: readonly MemoChoice[]
  at: number
  onTake(choice: MemoChoice): void
}) {
  return (
    <div className="offered" id={id} role="listbox" aria-label="What can be linked to">
      {choices.map((choice, index) => (
        <Option
          key={choice.written}
          id={`${id}-${index}`}
          current={index === at}
          onTake={() => onTake(choice)}
        >
          <span className="meta">{choice.kind}</span> <span>{choice.label}</span>
        </Option>
      ))}
    </div>
  )
}
