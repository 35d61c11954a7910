import { counted } from '../../core/counted.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import type { PositionUnit } from '../../core/exchange/positions.ts'
import type { ProjectPreview } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { changeFile, readAgain } from '../import-door.ts'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { Choose, Field, Remarks, Write } from './Field.tsx'

const units: Record<PositionUnit, string> = {
  'utf-16': 'UTF-16 code units',
  'code-points': 'code points',
  'utf-8': 'UTF-8 bytes',
}

/** Another program's project: what is in it, how its positions were read, and what gets lost. */
export function ProjectPart({ file, preview }: { file: DoorFile; preview: ProjectPreview }) {
  const { token, title, language, options } = file
  const { origin, counts, positions, losses } = preview
  const [first] = positions
  const set = (changes: Parameters<typeof readAgain>[1]) => void readAgain(token, changes)
  return (
    <>
      <dl className="form">
        <Write label="title" value={title} onChange={(text) => changeFile(token, { title: text })} />
        <Write label="language" value={language} onChange={(text) => changeFile(token, { language: text })} />
        <Field label="from">
          <span className="meta">{origin === '' ? 'a program that does not name itself' : origin}</span>
        </Field>
        <Field label="holds">
          <span>
            {counts
              .filter(({ count }) => count > 0)
              .map(({ what, count }) => counted(count, what))
              .join(', ')}
          </span>
        </Field>
        {first !== undefined && (
          <>
            <Choose
              label="positions"
              value={options.unit ?? first.counting.unit}
              options={Object.entries(units).map(([value, name]) => ({ value: value as PositionUnit, name }))}
              note={options.unit === undefined ? 'found out; see below' : 'chosen by you'}
              onChoose={(unit) => set({ unit })}
            />
            <Choose
              label="CRLF"
              value={`${options.lineEnd ?? first.counting.lineEnd}`}
              options={[
                { value: '1', name: 'counts as 1' },
                { value: '2', name: 'counts as 2' },
              ]}
              onChoose={(lineEnd) => set({ lineEnd: lineEnd === '1' ? 1 : 2 })}
            />
          </>
        )}
      </dl>
      <ScrollRegion label="What becomes of it">
        <h3>What gets lost</h3>
        {losses.length === 0 && preview.unplacedCount === 0 ? (
          <p className="why">Nothing: everything in the file has a place here.</p>
        ) : (
          <Remarks label="What gets lost" lines={losses.map(lossLine)} />
        )}
        <Unplaced preview={preview} />
        <Positions positions={positions} />
      </ScrollRegion>
    </>
  )
}

function Unplaced({ preview: { unplaced, unplacedCount } }: { preview: ProjectPreview }) {
  if (unplacedCount === 0) return null
  return (
    <>
      <h3>Codings without a place in a text: {unplacedCount}</h3>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">document</th>
            <th scope="col">code</th>
            <th scope="col">coder</th>
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          {unplaced.map(({ source, code, coder, where, words, why }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and stay in their order
            <tr key={n}>
              <td>{source}</td>
              <td>{code}</td>
              <td>{coder}</td>
              <td className="said">
                {where}: {why}
                {words === '' ? '' : ` (“${words.slice(0, 80)}”)`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unplacedCount > unplaced.length && (
        <p className="meta why">and {unplacedCount - unplaced.length} more</p>
      )}
    </>
  )
}

const evidences = {
  chosen: 'chosen by you',
  declared: 'the file says so',
  words: 'the codings carry their words',
  'word borders': 'so the fewest words are cut in two',
  origin: 'as the program is known to write',
  'no difference': 'every way gives the same',
}

function Positions({ positions }: Pick<ProjectPreview, 'positions'>) {
  if (positions.length === 0) return null
  return (
    <>
      <h3>How positions were read</h3>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">document</th>
            <th scope="col">counted in</th>
            <th scope="col">because</th>
            <th scope="col" className="num">
              codings
            </th>
            <th scope="col" className="num" title="Ends that fall on a word’s border">
              on borders
            </th>
          </tr>
        </thead>
        <tbody>
          {positions.map(({ document, counting, evidence, selections, onBorders }) => (
            <tr key={document}>
              <td>{document}</td>
              <td>
                {units[counting.unit]}, CRLF as {counting.lineEnd}
                {counting.inclusive ? ', ends inclusive' : ''}
              </td>
              <td>{evidences[evidence]}</td>
              <td className="num">{selections}</td>
              <td className="num">{onBorders === undefined ? '' : `${Math.round(onBorders * 100)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
