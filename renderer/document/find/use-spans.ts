import { useEffect, useRef, useState } from 'react'
import type { HitUnit } from '../../../core/find.ts'
import type { Code } from '../../../core/model.ts'
import { Refusal } from '../../../core/refusal.ts'
import { ask } from '../../bridge.ts'
import type { DocumentHit, Finding } from './finding.ts'

interface Spans {
  readonly spans: readonly DocumentHit[]
  readonly progress: { readonly done: number; readonly of: number } | null
  readonly problem: string | null
}

const nothing: Spans = { spans: [], progress: null, problem: null }

/** What coding the hits as the unit would code, document by document; told anew when code or unit are others. */
export function useSpans(finding: Finding, code: Code | null, unit: HitUnit, onAnew: () => void): Spans {
  const { hits, wanted } = finding
  const [state, setState] = useState(nothing)
  const anew = useRef(onAnew)
  anew.current = onAnew
  useEffect(() => {
    let isCurrent = true
    anew.current()
    setState(nothing)
    if (code === null) return
    const documents = [...new Set(hits.map(({ document }) => document))]
    const lookThrough = async () => {
      let spans: readonly DocumentHit[] = []
      for (const [done, document] of documents.entries()) {
        setState({ spans, progress: { done, of: documents.length }, problem: null })
        const found = await ask.find({ document, wanted, coding: { code: code.id, unit } })
        if (!isCurrent) return
        spans = [...spans, ...found.hits.map((hit) => ({ ...hit, document }))]
      }
      setState({ spans, progress: null, problem: null })
    }
    lookThrough().catch((error) => {
      if (!(error instanceof Refusal)) throw error
      if (isCurrent && error.code !== 'cancelled') setState({ ...nothing, problem: error.message })
    })
    return () => {
      isCurrent = false
    }
  }, [hits, wanted, code, unit])
  return state
}
