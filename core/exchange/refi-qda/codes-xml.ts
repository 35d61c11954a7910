import { childrenOf, codesInOrder } from '../../codebook.ts'
import type { Code, CodeId } from '../../model.ts'
import { element, keepable, textElement, wrapped } from '../xml.ts'
import { hueOf } from './colours.ts'
import { descriptionOf } from './description.ts'
import { guidOf } from './guid.ts'

/** The Codes element of a codebook, or nothing where there are no codes. */
export function codesXml(codes: ReadonlyMap<CodeId, Code>, memos: 'notes' | 'description'): string {
  const below = (parent: CodeId | null): string =>
    childrenOf(codes, parent)
      .map((code) => {
        const attributes = {
          guid: guidOf('code', code.id),
          name: keepable(code.name),
          isCodable: 'true',
          color: hueOf(code.colour),
        }
        const noted = memos === 'notes' && code.memo !== ''
        const description = textElement('Description', descriptionOf(noted ? { ...code, memo: '' } : code))
        const note = noted ? element('NoteRef', { targetGUID: guidOf('memo', `${code.id}/memo`) }) : ''
        return element('Code', attributes, description + note + below(code.id))
      })
      .join('\n')
  return wrapped('Codes', below(null))
}

/** The memos of codes, which the codes refer to: a code’s description is its definition. */
export function memosXml(codes: ReadonlyMap<CodeId, Code>, created: string): string {
  return codesInOrder(codes)
    .filter(({ code }) => code.memo !== '')
    .map(({ code: { id, name, memo } }) => {
      const attributes = {
        guid: guidOf('memo', `${id}/memo`),
        name: keepable(name),
        creationDateTime: created,
      }
      return element('Note', attributes, textElement('PlainTextContent', memo))
    })
    .join('\n')
}
