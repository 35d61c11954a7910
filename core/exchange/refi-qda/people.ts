import type { Coder, CoderId } from '../../model.ts'
import type { LossCount } from '../loss.ts'
import { childNamed, childrenNamed, type XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'
import { freeId, freeName, tidyName } from './names.ts'

/** The users of a file as coders. Two of one name stay two; who is missing is made when a coding needs them. */
export class People {
  private readonly byGuid = new Map<string, Coder>()
  private readonly taken = new Set(['consensus'])
  private readonly ids = new Set<string>()
  private unknown: Coder | undefined
  readonly coders: Coder[] = []

  constructor(
    project: XmlElement,
    private readonly losses: LossCount,
    private readonly newId: () => string,
  ) {
    for (const { attributes } of childrenNamed(childNamed(project, 'Users'), 'User')) {
      const guid = plainGuid(attributes.guid)
      if (guid !== undefined && this.byGuid.has(guid)) continue
      this.add(tidyName(attributes.name ?? attributes.id, 'Unnamed coder'), guid)
    }
  }

  private add(wanted: string, guid: string | undefined): Coder {
    const name = freeName(wanted, this.taken)
    if (name !== wanted) this.losses.add('coders got a number behind their name, which another has too')
    const coder = { id: freeId(guid, name, 'coder', this.ids, this.newId) as CoderId, name }
    this.ids.add(coder.id)
    this.coders.push(coder)
    if (guid !== undefined) this.byGuid.set(guid, coder)
    return coder
  }

  /** Who did it: the first of these users that is named, or somebody unknown. */
  coderOf(...users: (string | undefined)[]): Coder {
    for (const user of users) {
      const guid = plainGuid(user)
      if (guid === undefined) continue
      const known = this.byGuid.get(guid)
      if (known !== undefined) return known
      this.losses.add('users who are not in the list of users became “Unknown coder”')
      return this.add('Unknown coder', guid)
    }
    this.unknown ??= this.add('Unknown coder', undefined)
    return this.unknown
  }
}
