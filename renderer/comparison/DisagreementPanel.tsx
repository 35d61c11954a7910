import { codeLabel } from '../../core/codebook.ts'
import type { Disagreement } from '../../core/comparison.ts'
import type { QuotePart } from '../../core/comparison-words.ts'
import { disagreementWords, kindNames, quoteParts } from '../../core/comparison-words.ts'
import type { Code, CodeId } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { ActionButton } from '../ui/Button.tsx'
import { ActionKeys } from '../ui/Keys.tsx'
import { Swatch } from '../ui/signs.tsx'
import { useChoices } from './choices.ts'
import { KindSign } from './KindSign.tsx'

const sideIndexes = [0, 1] as const

/** The selected disagreement in words, as each coder marked it, and what the codebook says. */
export function DisagreementPanel({
  disagreement,
  number,
  paragraph,
  names,
}: {
  disagreement: Disagreement
  number: number
  /** In which it begins, from 1. */
  paragraph: number
  names: readonly [string, string]
}) {
  return (
    <>
      <div className="head">
        <h2>{number}</h2>
        <KindSign disagreement={disagreement} />
        <h2>{kindNames[disagreement.kind]}</h2>
        <span className="end meta">¶ {paragraph}</span>
      </div>
      <div className="inspect scroll">
        <p className="say">
          {disagreementWords(disagreement, names).map((phrase) =>
            'text' in phrase ? phrase.text : <CodeName key={phrase.code} id={phrase.code} />,
          )}
        </p>
        <dl className="sides">
          {sideIndexes.map((side) => (
            <Quote key={side} disagreement={disagreement} side={side} name={names[side]} />
          ))}
        </dl>
        <Facts disagreement={disagreement} names={names} />
        <Definitions disagreement={disagreement} />
        <p className="acts">
          <ActionButton action="compare.code">Open in Code</ActionButton>
        </p>
      </div>
    </>
  )
}

function CodeName({ id }: { id: CodeId }) {
  const codes = useProject(({ project }) => project.codes)
  const code = codes.get(id)
  if (code === undefined) return <>a code that is gone</>
  return (
    <span className="codename">
      <Swatch colour={code.colour} /> {codeLabel(codes, code)}
    </span>
  )
}

/** Quotes longer than this are shown from both ends: what differs stands there. */
const longest = 600

function Quote({ disagreement, side, name }: { disagreement: Disagreement; side: 0 | 1; name: string }) {
  const codes = useProject(({ project }) => project.codes)
  const marked = disagreement.sides[side]
  const colour = marked === null ? undefined : codes.get(marked.code)?.colour
  if (marked === null)
    return (
      <>
        <dt>{name}</dt>
        <dd className="meta">nothing here</dd>
      </>
    )
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <blockquote className={colour === undefined ? '' : `c${colour}`}>
          {quoteParts(disagreement, side).map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
            <span key={index} className={partClass(part, side)}>
              {shortened(part.text)}
            </span>
          ))}
        </blockquote>
      </dd>
    </>
  )
}

function partClass({ within, shared }: QuotePart, side: 0 | 1): string {
  if (!within) return 'out'
  return `in ${side === 1 ? 'dash' : ''} ${shared ? '' : 'more'}`
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest / 2)} … ${text.slice(-longest / 2)}`
}

/** What the coders wrote about it, side by side. */
function Facts({ disagreement, names }: { disagreement: Disagreement; names: readonly [string, string] }) {
  const { sides } = disagreement
  return (
    <table className="table facts">
      <thead>
        <tr>
          <td />
          {names.map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">code</th>
          {sideIndexes.map((side) => {
            const marked = sides[side]
            return <td key={side}>{marked === null ? <None /> : <CodeName id={marked.code} />}</td>
          })}
        </tr>
        <tr>
          <th scope="row">length</th>
          {sideIndexes.map((side) => {
            const marked = sides[side]
            return <td key={side}>{marked === null ? <None /> : [...marked.quote].length}</td>
          })}
        </tr>
        <tr>
          <th scope="row">memo</th>
          {sideIndexes.map((side) => (
            <td key={side}>{sides[side]?.memo ? `“${sides[side].memo}”` : <None />}</td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

function None() {
  return <span className="meta">none</span>
}

/** What the codebook says about the codes in question: what they include, or where it is wanted everything. */
function Definitions({ disagreement: { sides } }: { disagreement: Disagreement }) {
  const codes = useProject(({ project }) => project.codes)
  const { definition } = useChoices()
  const named = new Set(sides.flatMap((side) => (side === null ? [] : [side.code])))
  const shown = [...named].flatMap((id) => codes.get(id) ?? [])
  return (
    <section className="rules" aria-label="The codebook">
      {shown.map((code) => (
        <Definition key={code.id} code={code} name={codeLabel(codes, code)} whole={definition} />
      ))}
      <ActionButton look="plain" aria-expanded={definition} action="compare.definition">
        {definition ? 'Only what it includes' : 'Read the definition'}
      </ActionButton>{' '}
      <ActionKeys action="compare.definition" />
    </section>
  )
}

function Definition({ code, name, whole }: { code: Code; name: string; whole: boolean }) {
  const fields = [
    ['definition', code.definition],
    ['include', code.include],
    ['exclude', code.exclude],
    ['example', code.example],
    ['counter-example', code.counterExample],
  ] as const
  const written = fields.filter(([, text]) => text !== '')
  const shown = whole
    ? written
    : written
        .filter(([field]) => field === 'include')
        .concat(written)
        .slice(0, 1)
  if (shown.length === 0) return <p className="rule meta">The codebook says nothing about {name} yet.</p>
  return shown.map(([field, text]) => (
    <p className="rule" key={field}>
      <span className="meta">
        The codebook, {name}, {field}
      </span>
      “{text}”
    </p>
  ))
}
