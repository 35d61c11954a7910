import { useMemo, useState } from 'react'
import type { DocumentsPreview } from '../../core/exchange-contract.ts'
import { dateRemark, variableNames } from '../../core/variables.ts'
import type { DoorFile } from '../import-door.ts'
import { changeFile, getDoor, readAgain } from '../import-door.ts'
import { useWorkbench } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Encoding } from './Encoding.tsx'
import { Choose, Field, Remarks, Write } from './Field.tsx'
import { Provenance } from './Provenance.tsx'
import { TablePart } from './TablePart.tsx'
import { TakenFor } from './TakenFor.tsx'
import { TextPreview } from './TextPreview.tsx'

/** The documents of one file: what is to be said about them, how they were read, and the text as it is coded. */
export function DocumentsPart({ file, preview }: { file: DoorFile; preview: DocumentsPreview }) {
  const { token, title, language, options } = file
  const { source, encodingSign, page, table, duplicateOf, duplicates, count, warnings } = preview
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
        {count === 1 && (
          <Write label="title" value={title} onChange={(text) => changeFile(token, { title: text })} />
        )}
        <Write label="language" value={language} onChange={(text) => changeFile(token, { language: text })}>
          <Button look="plain" title="Give every file this language" onClick={() => changeAll({ language })}>
            for all
          </Button>
        </Write>
        {encodingSign !== null && <Encoding file={file} found={source.encoding} sign={encodingSign} />}
        {page !== null && (
          <Choose
            label="page"
            value={options.page ?? 'article'}
            options={[
              { value: 'article', name: 'the article alone' },
              { value: 'whole', name: 'all text of the page' },
            ]}
            onChoose={(which) => void readAgain(token, { page: which })}
          />
        )}
        <Variables file={file} preview={preview} />
        <Provenance source={source} />
      </dl>
      {duplicates > 0 && (
        <p className="problem why">
          {count === 1
            ? `This has the same text as ${duplicateOf}, so it is not imported again.`
            : `${duplicates} of the ${count} texts are there already, the first as ${duplicateOf}; they are left out.`}
        </p>
      )}
      <Remarks label="Remarks" lines={warnings} />
      {table === null ? (
        <TextPreview token={token} language={language} characters={preview.characters} read={file.read} />
      ) : (
        <TablePart file={file} preview={preview} table={table} />
      )}
    </>
  )
}

/** Gives every file of documents the same. */
function changeAll(changes: Partial<DoorFile>): void {
  for (const { token, as } of getDoor().files) if (as === 'documents') changeFile(token, changes)
}

function setForAll(name: string, value: string): void {
  for (const { token, as, variables } of getDoor().files)
    if (as === 'documents') changeFile(token, { variables: { ...variables, [name]: value } })
}

/** The variables of the project and those that the file gives, to be written. */
function Variables({ file, preview }: { file: DoorFile; preview: DocumentsPreview }) {
  const documents = useWorkbench(({ open }) => open?.project.documents)
  const project = useMemo(() => variableNames(documents?.values() ?? []), [documents])
  const { token, variables } = file
  const inFile = preview.count === 1 ? preview.variables : {}
  const names = [...new Set([...project, ...Object.keys(inFile), ...Object.keys(variables)])]
  return (
    <>
      {names.map((name) => {
        const value = variables[name] ?? inFile[name] ?? ''
        const remark = dateRemark(name, value)
        return (
          <Write
            key={name}
            label={name}
            value={value}
            onChange={(text) => changeFile(token, { variables: { ...variables, [name]: text } })}
          >
            <Button
              look="plain"
              title={`Give every file this ${name}`}
              onClick={() => setForAll(name, value)}
            >
              for all
            </Button>
            {remark !== undefined && <span className="warning">{remark}</span>}
          </Write>
        )
      })}
      <NewVariable known={names} onAdd={(name) => setForAll(name, '')} />
    </>
  )
}

function NewVariable({ known, onAdd }: { known: readonly string[]; onAdd(name: string): void }) {
  const [name, setName] = useState('')
  const wanted = name.trim()
  const possible = wanted !== '' && !known.includes(wanted)
  const add = () => {
    onAdd(wanted)
    setName('')
  }
  return (
    <Field label="new variable">
      <input
        className="field"
        aria-label="New variable"
        placeholder="its name, such as outlet"
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && possible && add()}
      />
      <Button look="plain" disabled={!possible} onClick={add}>
        add
      </Button>
    </Field>
  )
}
