import { z } from 'zod'
import type { Requests, WindowCommand } from '../core/contract.ts'
import type { GivenOptions } from '../core/exchange-contract.ts'
import { hitUnits } from '../core/find.ts'
import type { AttributeId, CodeId, CoderId, DocumentId, LinkTypeId, SegmentId } from '../core/model.ts'
import { certainties } from '../core/model.ts'
import { preferencesSchema } from './preferences.ts'

/** What a window may send with each request. A window is as hostile as any other input until it passes here. */

function id<Branded extends string>() {
  return z.custom<Branded>(
    (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,90}$/.test(value),
    'is not an id',
  )
}

const coder = id<CoderId>()
const code = id<CodeId>()
const document = id<DocumentId>()
const segment = id<SegmentId>()
const attribute = id<AttributeId>()
const linkType = id<LinkTypeId>()
const line = z.string().max(1_000)
const prose = z.string().max(1_000_000)
const offset = z.int().min(0)
const variables = z.record(line, prose)

/** Each may be left out; one that is there and undefined would become a record without it. */
function leftOut<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  const entries = Object.entries(shape).map(([key, schema]) => [key, z.exactOptional(schema)])
  return Object.fromEntries(entries) as { [Key in keyof Shape]: z.ZodExactOptional<Shape[Key]> }
}

const attributeValue = z.union([z.number(), prose, z.boolean()])

const codeText = {
  name: line,
  colour: z.int(),
  key: z.string().max(8),
  definition: prose,
  include: prose,
  exclude: prose,
  example: prose,
  counterExample: prose,
  attributes: z
    .array(
      z.strictObject({
        id: attribute,
        name: line,
        kind: z.enum(['number', 'text', 'date', 'choice', 'yes/no']),
        choices: z.array(line).max(1_000),
        initial: attributeValue.nullable(),
      }),
    )
    .max(1_000),
  memo: prose,
}
const linkEnds = { document, linkType, from: segment, to: segment }
const linkEnd = z.array(code).max(10_000).nullable()
const linkTypeText = { name: line, from: linkEnd, to: linkEnd }
const { name, ...otherText } = codeText
const newCode = z.strictObject({ name, ...leftOut(otherText) })

const command: z.ZodType<WindowCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('renameProject'), title: line }),
  z.strictObject({ type: z.literal('writeProjectMemo'), memo: prose }),
  z.strictObject({ type: z.literal('openComparison') }),
  z.strictObject({ type: z.literal('closeComparison') }),
  z.strictObject({ type: z.literal('addCoder'), name: line }),
  z.strictObject({ type: z.literal('renameCoder'), coder, name: line }),
  z.strictObject({
    type: z.literal('describeDocument'),
    document,
    ...leftOut({ title: line, language: line, variables, memo: prose }),
  }),
  z.strictObject({ type: z.literal('deleteDocument'), document }),
  z.strictObject({ type: z.literal('markDone'), document, done: z.boolean() }),
  z.strictObject({
    type: z.literal('addCodes'),
    parent: code.nullable(),
    codes: z.array(newCode).max(10_000),
  }),
  z.strictObject({ type: z.literal('changeCode'), code, changes: z.strictObject(leftOut(codeText)) }),
  z.strictObject({ type: z.literal('moveCode'), code, parent: code.nullable(), order: z.int() }),
  z.strictObject({ type: z.literal('deleteCode'), code }),
  z.strictObject({ type: z.literal('mergeCodes'), code, into: code }),
  z.strictObject({ type: z.literal('groupCodes'), codes: z.array(code).max(10_000), name: line }),
  z.strictObject({
    type: z.literal('splitCode'),
    code,
    into: z.array(z.union([z.strictObject({ code }), z.strictObject({ name: line })])).max(1_000),
    moves: z.array(z.strictObject({ document, segment, to: offset })).max(1_000_000),
  }),
  z.strictObject({
    type: z.literal('applyCode'),
    document,
    code,
    ...leftOut({ segment }),
    start: offset,
    end: offset,
  }),
  z.strictObject({ type: z.literal('applyNewCode'), document, name: line, start: offset, end: offset }),
  z.strictObject({
    type: z.literal('giveNewCode'),
    ...{ document, segment, name: line },
    how: z.enum(['instead', 'further']),
  }),
  z.strictObject({
    type: z.literal('applyCodeToSpans'),
    code,
    spans: z.array(z.strictObject({ document, start: offset, end: offset })).max(1_000_000),
  }),
  z.strictObject({
    type: z.literal('changeSegment'),
    document,
    segment,
    changes: z.strictObject(
      leftOut({
        code,
        start: offset,
        end: offset,
        memo: prose,
        certainty: z.enum(certainties).nullable(),
        attributes: z.record(attribute, attributeValue.nullable()),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('deleteSegments'), document, segments: z.array(segment).max(1_000_000) }),
  z.strictObject({ type: z.literal('splitSegment'), document, segment, at: offset }),
  z.strictObject({ type: z.literal('joinSegments'), document, segments: z.array(segment).max(1_000_000) }),
  z.strictObject({ type: z.literal('copySegment'), document, segment, code }),
  z.strictObject({ type: z.literal('linkSegments'), ...linkEnds }),
  z.strictObject({ type: z.literal('unlinkSegments'), ...linkEnds }),
  z.strictObject({ type: z.literal('addLinkType'), ...linkTypeText }),
  z.strictObject({
    type: z.literal('changeLinkType'),
    linkType,
    changes: z.strictObject(leftOut(linkTypeText)),
  }),
  z.strictObject({ type: z.literal('deleteLinkType'), linkType }),
])

const wanted = z.strictObject({
  words: line,
  expression: z.boolean(),
  wholeWord: z.boolean(),
  ignoreCase: z.boolean(),
  ignoreAccents: z.boolean(),
})
const query = z.strictObject({
  code: code.nullable(),
  coder: coder.nullable(),
  document: document.nullable(),
  variable: z.strictObject({ name: line, value: prose }).nullable(),
  attribute: z.strictObject({ attribute, value: prose }).nullable(),
  certainty: z.enum([...certainties, 'unsaid']).nullable(),
  words: line,
  order: z.enum(['place', 'code']),
})

const none = z.undefined()
const fileName = z.string().min(1).max(255)

const givenOptions: z.ZodType<GivenOptions> = z.strictObject(
  leftOut({
    as: z.enum(['documents', 'codings', 'codebook', 'project']),
    language: line,
    encoding: line,
    page: z.enum(['article', 'whole']),
    sheet: line,
    header: z.boolean(),
    textColumn: prose,
    titleColumn: prose,
    unit: z.enum(['utf-16', 'code-points', 'utf-8']),
    lineEnd: z.literal([1, 2]),
    format: line,
    coder: line,
    document: line,
    coders: z.record(prose, line),
    documents: z.record(prose, line),
    places: z.record(prose, offset),
    addCodes: z.boolean(),
    addDocuments: z.boolean(),
  }),
)

export const inputs = {
  start: none,
  openSample: none,
  createProject: z.strictObject({ title: line, codes: z.enum(['none', 'sample']).default('none') }),
  openProject: none,
  openRecent: z.strictObject({ token: line }),
  closeProject: none,
  chooseCoder: z.strictObject({ coder: coder.nullable() }),
  dispatch: command,
  undo: none,
  redo: none,
  readDocument: z.strictObject({ document }),
  find: z.strictObject({
    document,
    wanted,
    coding: z.strictObject({ code, unit: z.enum(hitUnits) }).nullable(),
  }),
  readSegments: z.strictObject({
    query,
    from: offset,
    count: z.int().min(0).max(1_000),
    at: segment.nullable(),
  }),
  exportSegments: z.strictObject({ query }),
  chooseFiles: z.strictObject({ what: z.enum(['anything', 'project', 'codebook', 'codings']) }),
  chooseFolder: none,
  giveFiles: z.strictObject({
    files: z
      .array(z.strictObject({ path: z.string().min(1).max(4096), bytes: z.instanceof(Uint8Array) }))
      .max(100_000),
  }),
  readGiven: z.strictObject({ token: line, options: givenOptions }),
  readPreview: z.strictObject({ token: line, from: offset }),
  stopExchange: none,
  forgetGiven: none,
  importDocuments: z.strictObject({
    files: z.array(z.strictObject({ token: line, title: line, language: line, variables })).max(100_000),
  }),
  importCodings: z.strictObject({ token: line }),
  importCodebook: z.strictObject({ token: line }),
  createFrom: z.strictObject({ token: line, title: line }),
  readDisagreements: z.strictObject({ coders: z.tuple([coder, coder]) }),
  readAgreementInput: none,
  exportFormats: none,
  prepareExport: z.strictObject({
    format: line,
    coders: z.array(coder).max(10_000),
    documents: z.array(document).max(100_000),
    dictionary: z.boolean(),
    ...leftOut({
      preset: z.enum(['standard', 'nvivo', 'maxqda', 'atlasti', 'qualcoder']),
      unit: z.enum(['token', 'sentence', 'paragraph', 'document']),
      mark: z.boolean(),
    }),
  }),
  saveExport: z.strictObject({ token: line }),
  saveReport: z.strictObject({
    suggestedName: fileName,
    content: z.union([z.string(), z.instanceof(Uint8Array)]),
  }),
  saveReportAsPdf: z.strictObject({ suggestedName: fileName, html: z.string() }),
  chooseCopy: z.strictObject({ what: z.enum(['folder', 'package']) }),
  planMerge: z.strictObject({ token: line, choices: z.record(line, line) }),
  mergeCopy: z.strictObject({ token: line, choices: z.record(line, line) }),
  leaveMerge: none,
  savePackage: z.strictObject({ coder, texts: z.boolean() }),
  readHistory: z.strictObject({ text: line, coder: coder.nullable(), from: offset }),
  saveAgain: none,
  readBackups: none,
  repairProject: none,
  restoreBackup: z.strictObject({ backup: line }),
  saveElsewhere: none,
  writePreferences: preferencesSchema,
} satisfies { [Name in keyof Requests]: z.ZodType }
