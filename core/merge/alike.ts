import type { Project } from '../model.ts'
import type { Desk } from './conflict.ts'
import type { Copies } from './copies.ts'
import { identify } from './identity.ts'
import { type Knowledge, Past } from './knowledge.ts'
import { meaningsIn, type Speakers, withMeanings } from './memos.ts'
import type { Side } from './moved-on.ts'
import { after, either, type Naming, renameAll } from './naming.ts'
import { rememberedNames } from './remembered.ts'

/** Two copies made comparable, and what they were before. */
export interface Alike extends Copies {
  /** The ids that were found to be of one thing. */
  readonly found: Naming
  /** The copies with their memos as they are written. */
  readonly named: Readonly<Record<Side, Project>>
  readonly speakers: Speakers
  /** What the histories know with memos as they were written. */
  pastsAsWritten(): Copies['pasts']
}

/** Both copies under the ids that they will have, in the links of memos too, and their histories likewise. */
export function alike(mine: Project, other: Project, knowledge: Knowledge, desk: Desk): Alike {
  const before = { mine: rememberedNames(mine, knowledge), other: rememberedNames(other, knowledge) }
  const known = { mine: renameAll(mine, before.mine), other: renameAll(other, before.other) }
  const found = identify(known.mine, known.other, desk)
  const names = { mine: after(before.mine, found.mine), other: after(before.other, found.other) }
  const past = { mine: either(names.mine, names.other), other: either(names.other, names.mine) }
  const named = { mine: renameAll(known.mine, found.mine), other: renameAll(known.other, found.other) }
  const speakers: Speakers = {
    mine: { project: mine, naming: names.mine },
    other: { project: other, naming: names.other },
  }
  const meant = {
    mine: meaningsIn(knowledge.mine, past.mine, speakers.mine, speakers.other),
    other: meaningsIn(knowledge.other, past.other, speakers.other, speakers.mine),
  }
  return {
    mine: withMeanings(named, 'mine', speakers),
    other: withMeanings(named, 'other', speakers),
    pasts: {
      mine: new Past(knowledge.mine, past.mine, meant.mine),
      other: new Past(knowledge.other, past.other, meant.other),
    },
    desk,
    found: either(found.mine, found.other),
    named,
    speakers,
    pastsAsWritten: () => ({
      mine: new Past(knowledge.mine, past.mine),
      other: new Past(knowledge.other, past.other),
    }),
  }
}
