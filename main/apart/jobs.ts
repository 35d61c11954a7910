import type { FileCodings } from '../../core/exchange/codings-in.ts'
import type { ExportWish, ReadyExport } from '../../core/exchange/export.ts'
import type { GivenFile } from '../../core/exchange/found.ts'
import type { Counting } from '../../core/exchange/positions.ts'
import type { ProjectDraft, ReadReport } from '../../core/exchange/refi-qda/draft.ts'
import type { FirstHits, Search } from '../../core/find.ts'
import type { Project } from '../../core/model.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { ReadDocument, ReadOptions } from '../documents/document.ts'
import type { Limits } from '../documents/limits.ts'
import type { ReadCodebook } from '../text-file.ts'

/** What the thread apart can do. */
export type Job =
  | {
      readonly work: 'documents'
      readonly name: string
      readonly bytes: Uint8Array
      readonly options: ReadOptions
      readonly limits: Limits
    }
  | {
      readonly work: 'project'
      readonly name: string
      readonly bytes: Uint8Array
      readonly language: string
      readonly now: string
      readonly counting?: Partial<Counting>
    }
  | {
      readonly work: 'codings'
      readonly files: readonly GivenFile[]
      readonly format: string | undefined
      /** Of the project's documents. */
      readonly names: readonly string[]
    }
  | { readonly work: 'codebook'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly work: 'export'; readonly project: Project; readonly wish: ExportWish }
  | ({ readonly work: 'find' } & Search)

export interface Results {
  documents: readonly ReadDocument[]
  project: { readonly draft: ProjectDraft; readonly report: ReadReport }
  codings: FileCodings
  codebook: ReadCodebook
  export: ReadyExport
  find: FirstHits
}

/** What became of a job; `defect` is an error that nobody foresaw. */
export type Answer =
  | { readonly value: Results[keyof Results] }
  | { readonly refusal: Pick<Refusal, 'code' | 'message'> }
  | { readonly defect: string }
