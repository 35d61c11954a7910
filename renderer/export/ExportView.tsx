import { useEffect, useMemo, useState } from 'react'
import type { ExportChoice, FormatChoice } from '../../core/exchange-contract.ts'
import type { CoderId, DocumentId } from '../../core/model.ts'
import { documentsInOrder, settingsOf } from '../../core/model.ts'
import type { Exporting } from '../../core/preferences.ts'
import { ask } from '../bridge.ts'
import { attempt, prefer, useProject, useWorkbench } from '../store.ts'
import { ActionButton, Button } from '../ui/Button.tsx'
import { ExportPreviewPart } from './ExportPreviewPart.tsx'
import { FormatList } from './FormatList.tsx'
import { holdsNoSegments } from './holds.ts'
import { OptionsPart } from './OptionsPart.tsx'
import { Picks } from './Picks.tsx'
import { useExport } from './use-export.ts'
import './export.css'

/** The one door by which anything goes out: what for, of whom, and what it will be before it is saved. */
export function ExportView() {
  const formats = useFormats()
  const options = useWorkbench(({ preferences }) => preferences.exporting)
  const choose = (changes: Partial<Exporting>) => prefer({ exporting: { ...options, ...changes } })
  const { possible, coders, documents, pick, without, blind } = usePicked()
  // The program may have another list than when it was chosen.
  const format = formats.find(({ id }) => id === options.format) ?? formats[0]
  const isCodebook = format !== undefined && holdsNoSegments(format)
  const nobody = !isCodebook && (coders.length === 0 || documents.length === 0)
  const choice = useMemo(
    () => (format === undefined || nobody ? null : choiceOf(format, coders, documents, options)),
    [format, nobody, coders, documents, options],
  )
  const made = useExport(choice)
  const project = useProject((open) => open.project)
  if (format === undefined) return <main className="pane paper" aria-label="Export" />
  return (
    <main className="pane paper export" aria-label="Export">
      <FormatList formats={formats} id={format.id} onChoose={(id) => choose({ format: id })} />
      <div className="scroll door">
        <h2>{format.name}</h2>
        <p className="quiet">{format.purpose}</p>
        {!isCodebook && (
          <div className="picks">
            <Picks<CoderId> title="coders" items={possible} without={without} onPick={pick} note={blind} />
            <Picks<DocumentId>
              title="documents"
              items={documentsInOrder(project).map(({ id: document, title }) => ({
                id: document,
                name: title,
              }))}
              without={without}
              onPick={pick}
            />
          </div>
        )}
        <OptionsPart format={format} options={options} onChange={choose} />
        <ExportPreviewPart format={format} made={made} />
        <div className="acts">
          <Button look="main" disabled={choice === null} onClick={made.save}>
            Save the export
          </Button>
          <span className="meta">
            {format.folder ? 'Many files: they go into a folder of their own.' : 'You choose where to.'}
          </span>
        </div>
        <p className="quiet others">
          A report on agreement is saved from the Agreement view.{' '}
          <ActionButton look="plain" action="package">
            Hand over a coder’s work as a coding package
          </ActionButton>{' '}
          <ActionButton look="plain" action="codings.import">
            Import codings
          </ActionButton>{' '}
          <ActionButton look="plain" action="codebook.import">
            Import a codebook
          </ActionButton>
        </p>
      </div>
    </main>
  )
}

function useFormats(): readonly FormatChoice[] {
  const [formats, setFormats] = useState<readonly FormatChoice[]>([])
  useEffect(() => {
    void attempt(() => ask.exportFormats()).then((found) => setFormats(found ?? []))
  }, [])
  return formats
}

/** Whose work on what goes out; what was taken out is kept, so that a new coder or document is in. */
function usePicked() {
  const project = useProject((open) => open.project)
  const coder = useProject((open) => open.coder)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const blind = settingsOf(project).blind
  const picked = useMemo(() => {
    const possible = [...project.coders.values()].filter(({ id }) => !blind || id === coder)
    return {
      possible: possible.map(({ id, name }) => ({ id, name })),
      coders: possible.map(({ id }) => id).filter((id) => !without.has(id)),
      documents: documentsInOrder(project)
        .map(({ id }) => id)
        .filter((id) => !without.has(id)),
    }
  }, [project, coder, blind, without])
  const pick = (ids: readonly string[], wanted: boolean) => {
    const next = new Set(without)
    for (const id of ids) {
      if (wanted) next.delete(id)
      else next.add(id)
    }
    setWithout(next)
  }
  return { ...picked, pick, without, blind: blindNote(blind, coder !== null) }
}

function blindNote(blind: boolean, chosen: boolean): string | undefined {
  if (!blind) return undefined
  return chosen
    ? 'Coding is blind: your own segments can be exported, everybody’s once the lead opens the comparison.'
    : 'Coding is blind: choose who codes in this window to export their segments.'
}

function choiceOf(
  format: FormatChoice,
  coders: CoderId[],
  documents: DocumentId[],
  { preset, unit, mark, dictionary }: Exporting,
): ExportChoice {
  const isCodebook = holdsNoSegments(format)
  const has = (option: FormatChoice['options'][number]) => format.options.includes(option)
  return {
    format: format.id,
    coders: isCodebook ? [] : coders,
    documents: isCodebook ? [] : documents,
    dictionary: format.dictionary && dictionary,
    ...(has('preset') ? { preset } : {}),
    ...(has('unit') ? { unit } : {}),
    ...(has('mark') ? { mark } : {}),
  }
}
