import { type Change, diffOf } from '../../core/change.ts'
import { codebookOf, versionIdOf } from '../../core/codebook-version.ts'
import type { Counts } from '../../core/counts.ts'
import { difference } from '../../core/difference.ts'
import type { CodebookVersion, Document, Project, VersionId } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { CodebookFile, DocumentFile, ProjectFile, VersionFile } from '../../core/schema.ts'
import type { FileName } from './layout.ts'
import type { ProjectReader } from './project-reader.ts'
import { codesOf } from './references.ts'

/**
 * What a file that several people write changes in the project, as another program left it. What it leaves out and
 * stays here is told. Throws a Refusal where it can't be taken in.
 */
export async function sharedChange(
  project: Project,
  file: FileName,
  found: object,
  { reader, counts }: { readonly reader: ProjectReader; readonly counts: Counts },
): Promise<Change> {
  if (file === 'project.json') return peopleChange(project, found as ProjectFile, reader)
  if (file === 'codebook.json') return codebookChange(project, found as CodebookFile, reader, counts)
  if (file.startsWith('versions/'))
    return versionChange(project, file, (found as VersionFile).version as CodebookVersion)
  return documentChange(project, file, (found as DocumentFile).document as Document, reader)
}

/** Nobody who is here goes: there may be work of theirs. */
function peopleChange(project: Project, found: ProjectFile, reader: ProjectReader): Change {
  const coders = new Map(found.coders.map((coder) => [coder.id, coder]))
  if (coders.size !== found.coders.length) throw new Refusal('damaged', 'two coders have one id')
  for (const { id, name } of project.coders.values())
    if (!coders.has(id)) tellStays(reader, 'project.json', 'coder', name, 'with all that they coded')
  return difference(
    { ...emptyProject, settings: project.settings, coders: project.coders },
    {
      ...emptyProject,
      settings: new Map([[found.settings.id, found.settings]]),
      coders: new Map([...project.coders, ...coders]),
    },
  )
}

/** A code that is gone there stays here as long as a segment here has one of those that are gone. */
function codebookChange(
  project: Project,
  found: CodebookFile,
  reader: ProjectReader,
  counts: Counts,
): Change {
  const codes = codesOf(found)
  const gone = [...project.codes.values()].filter(({ id }) => !codes.has(id))
  const isUsed = gone.some(({ id }) => [...counts.values()].some((count) => (count[id] ?? 0) > 0))
  for (const { name } of isUsed ? gone : [])
    tellStays(reader, 'codebook.json', 'code', name, 'since segments have it, or one removed with it')
  return difference(
    { ...emptyProject, codes: project.codes, linkTypes: project.linkTypes },
    {
      ...emptyProject,
      codes: isUsed ? new Map([...project.codes, ...codes]) : codes,
      linkTypes: new Map(found.linkTypes.map((linkType) => [linkType.id, linkType])),
    },
  )
}

/** What was removed there and stays here is told, since the two are not the same now. */
function tellStays(
  { problems }: ProjectReader,
  file: FileName,
  what: 'coder' | 'code',
  name: string,
  why: string,
): void {
  problems.tell(
    file,
    `another program removed the ${what} ${name}; here the ${what} stays, ${why}, and is written again when the file changes; delete the ${what} here if nobody needs it`,
  )
}

function versionChange(project: Project, file: FileName, found: CodebookVersion): Change {
  if (project.versions.has(found.id)) return {}
  const state = codebookOf(new Map([...project.versions, [found.id, found]]), found.id)
  if (
    file !== `versions/${found.id}.json` ||
    state === undefined ||
    versionIdOf(state) !== (found.id as VersionId)
  ) {
    throw new Refusal('damaged', 'this is not the codebook that was kept')
  }
  return { versions: diffOf({ added: [found] }) }
}

async function documentChange(
  project: Project,
  file: FileName,
  document: Document,
  reader: ProjectReader,
): Promise<Change> {
  if (file !== `documents/${document.id}.json`) throw new Refusal('damaged', `the id is ${document.id}`)
  const here = project.documents.get(document.id)
  if (here !== undefined && here.sha256 !== document.sha256) {
    throw new Refusal('damaged', 'it is of another text than the one that is open here')
  }
  if (here !== undefined) return { documents: diffOf({ updated: [[here, document]] }) }
  reader.problems.forget(`texts/${document.id}.json`)
  const text = await reader.text(document)
  // Set aside, so that it is read again when its text comes.
  if (text === undefined) throw new Refusal('damaged', 'its text is missing or damaged')
  return { documents: diffOf({ added: [document] }), texts: diffOf({ added: [text] }) }
}
