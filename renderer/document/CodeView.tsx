import { memo, useDeferredValue, useEffect, useMemo } from 'react'
import type { Document, DocumentId } from '../../core/model.ts'
import { codingsId, documentsInOrder, settingsOf } from '../../core/model.ts'
import { answerUnmeant, useActions } from '../actions.ts'
import type { OpenProject } from '../store.ts'
import { atOnce, go, readDocument, useProject, useWorkbench } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { LinkTypesDialog } from '../ui/LinkTypesDialog.tsx'
import { Panes } from '../ui/Panes.tsx'
import { VersionsDialog } from '../ui/VersionsDialog.tsx'
import { alsoHere } from './also-here.ts'
import { CodeList } from './CodeList.tsx'
import { againAction, codeActions, sayKeys } from './code-actions.ts'
import { DocumentList } from './DocumentList.tsx'
import { isEmpty, ownSegments } from './desk.ts'
import { paragraphNumbers, placeInWords } from './document-words.ts'
import { sides } from './fields.ts'
import { FindPanel } from './find/FindPanel.tsx'
import { Inspector } from './Inspector.tsx'
import { linesOf } from './positions.ts'
import { Reader } from './Reader.tsx'
import { documentReadLast, useCodeAppliedLast, useHiddenCodes } from './remembered.ts'
import { SegmentCodeDialog } from './SegmentCodeDialog.tsx'
import { LinkChoice } from './SegmentLinks.tsx'
import { Strip } from './Strip.tsx'
import type { CodersWork } from './Stripes.tsx'
import { shownSegments } from './showing.ts'
import './document.css'

/** Where texts are read and coded. */
export function CodeView() {
  const document = useOpenDocument()
  useCodeActions()
  if (document === undefined) return <NoDocuments />
  return <Desk document={document} />
}

function useCodeActions(): void {
  const codes = useProject(({ project }) => project.codes)
  const last = useCodeAppliedLast()
  useActions(useMemo(() => codeActions(codes), [codes]))
  useEffect(() => {
    answerUnmeant((key) => sayKeys(codes, key))
    return () => answerUnmeant(() => {})
  }, [codes])
  useActions(useMemo(() => againAction(codes, last), [codes, last]))
}

const Desk = memo(function Desk({ document }: { document: Document }) {
  const text = useProject(({ project }) => project.texts.get(document.id)?.text)
  return (
    <div className="codeview">
      <Panes
        label="Text"
        left={{
          ...sides.left,
          label: 'Documents',
          narrow: 'gone first',
          content: <DocumentList current={document.id} />,
        }}
        right={{
          ...sides.right,
          label: 'Codebook and segment',
          narrow: 'gone',
          content: (
            <>
              <CodeList document={document} />
              <LinkChoice />
              {text !== undefined && <Selected document={document} text={text} />}
            </>
          ),
        }}
      >
        <Strip document={document} />
        <FindPanel document={document.id} text={text} />
        {text !== undefined && <MarkedText key={document.id} document={document} text={text} />}
      </Panes>
      <SegmentCodeDialog />
      <LinkTypesDialog />
      <VersionsDialog />
    </div>
  )
})

/** Apart from the rest, because it is drawn at the key press and the rest a frame later. */
function MarkedText({ document, text }: { document: Document; text: string }) {
  const codes = useProject(({ project }) => project.codes, atOnce)
  const segments = useProject((open) => ownSegments(open, document), atOnce)
  const chosen = useWorkbench(({ place }) => place.segment, atOnce)
  const selected = chosen !== null && segments.has(chosen) ? chosen : null
  const hidden = useHiddenCodes(atOnce)
  const work = useCodersWork(document.id)
  const shown = useMemo(() => shownSegments(segments, hidden, selected), [segments, hidden, selected])
  return (
    <Reader document={document} text={text} segments={shown} codes={codes} selected={selected} work={work} />
  )
}

/** Everybody's work where stripes are by coder; while coding is blind the window has nobody else's. */
function useCodersWork(document: DocumentId): CodersWork | null {
  const byCoder = useWorkbench(({ preferences }) => preferences.reading.stripes === 'coder')
  const coders = useProject(({ project }) => project.coders)
  const all = useProject(({ project }) => (byCoder ? project.segments : null))
  const coder = useProject((open) => open.coder)
  return useMemo(() => {
    if (all === null || coder === null) return null
    const others = [...coders.values()].flatMap(({ id, name }) => {
      const segments = id === coder ? undefined : all.get(codingsId(id, document))
      return segments === undefined ? [] : [{ name, segments }]
    })
    return { own: coders.get(coder)?.name ?? '', others }
  }, [all, coders, coder, document])
}

/** Apart from the rest, because the caret moves often and nothing else depends on it. */
function Selected({ document, text }: { document: Document; text: string }) {
  const codes = useProject(({ project }) => project.codes)
  const segments = useProject((open) => ownSegments(open, document))
  const chosen = useWorkbench(({ place }) => place.segment)
  const selection = useWorkbench(({ place }) => place.selection)
  const selected = chosen === null ? undefined : segments.get(chosen)
  const now = useMemo(() => ({ segments, selected, selection }), [segments, selected, selection])
  // What was done to the text is painted first.
  const here = useDeferredValue(now)
  const others = useMemo(
    () => (here.selection === null ? [] : alsoHere({ ...here, selection: here.selection })),
    [here],
  )
  const lines = useMemo(() => linesOf(text), [text])
  const numbers = useMemo(() => paragraphNumbers(lines), [lines])
  const where = selected === undefined ? '' : placeInWords(lines, numbers, selected)
  const wordsSelected = selection !== null && !isEmpty(selection)
  return (
    <Inspector
      segment={selected}
      place={where}
      others={others}
      codes={codes}
      segments={segments}
      wordsSelected={wordsSelected}
    />
  )
}

/** The document of the place, or where there is none the one to go on with; its text is read. */
function useOpenDocument(): Document | undefined {
  const documents = useProject(({ project }) => project.documents)
  const place = useWorkbench((state) => state.place.document)
  const document = place === null ? undefined : documents.get(place)
  const first = useProject((open) => (document === undefined ? documentToCode(open) : undefined))
  useEffect(() => {
    if (document !== undefined) void readDocument(document.id)
    else if (first !== undefined) go({ document: first, segment: null, selection: null })
  }, [document, first])
  return document
}

/** The document that was read last; where that one is done, the first that isn't. */
function documentToCode({ project, coder }: OpenProject): DocumentId | undefined {
  const documents = documentsInOrder(project)
  const undone = documents.filter(
    ({ id }) => coder !== null && project.codings.get(codingsId(coder, id))?.done !== true,
  )
  const inQuestion = undone.length > 0 ? undone : documents
  const last = documentReadLast(settingsOf(project).id)
  return (inQuestion.find(({ id }) => id === last) ?? inQuestion[0])?.id
}

function NoDocuments() {
  const none = useProject(({ project }) => project.documents.size === 0)
  if (!none) return <Panes label="Text">{null}</Panes>
  return (
    <Panes label="Text">
      <div className="empty scroll">
        <p>No documents yet. Import texts to code them.</p>
        <Button look="main" onClick={() => go({ view: 'documents' })}>
          Go to Documents
        </Button>
      </div>
    </Panes>
  )
}
