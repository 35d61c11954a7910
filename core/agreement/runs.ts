import type { ComparedDocument } from './comparison.ts'

/** Whether each coder gave each code, by track (see `trackOf`); null where the coder was not given the text. */
export type UnitDecisions = readonly (0 | 1 | null)[]

/** `count` units of one part of a text on which the coders decided in the same way. */
export interface Run {
  readonly part: number
  /** Whether the units lie in paragraphs that somebody touched. */
  readonly touched: boolean
  readonly count: number
  readonly decisions: UnitDecisions
}

/** So many tracks fit into one whole number that a double holds exactly. */
const TRACKS_PER_NUMBER = 48

/**
 * Walks through a text with the tracks that are on at the moment, and counts units with the same ones on
 * together. Each track is a digit in a number (or several), so that switching one costs the same however many
 * there are. Units come part by part.
 */
export class RunCounter {
  private readonly on: Uint8Array
  private readonly keys: number[]
  private readonly absent: readonly boolean[]
  private readonly counted: { part: number; touched: boolean; count: number; decisions: UnitDecisions }[] = []
  /** Places in `counted` by what is on, for the current part: touched or not. */
  private places = [new Map<number | string, number>(), new Map<number | string, number>()] as const
  private part = -1

  constructor({ covered, given }: ComparedDocument) {
    this.on = new Uint8Array(covered.length)
    this.keys = new Array<number>(Math.ceil(covered.length / TRACKS_PER_NUMBER)).fill(0)
    this.absent = covered.map((_, track) => !given[track % given.length])
  }

  switch(track: number, on: boolean): void {
    if ((this.on[track] === 1) === on) return
    this.on[track] = on ? 1 : 0
    const digit = 2 ** (track % TRACKS_PER_NUMBER)
    this.keys[Math.floor(track / TRACKS_PER_NUMBER)]! += on ? digit : -digit
  }

  add(part: number, touched: boolean, count: number): void {
    if (part !== this.part) {
      this.part = part
      this.places = [new Map(), new Map()]
    }
    const places = this.places[touched ? 1 : 0]
    const key = this.keys.length === 1 ? this.keys[0]! : this.keys.join()
    const place = places.get(key)
    if (place !== undefined) {
      this.counted[place]!.count += count
      return
    }
    places.set(key, this.counted.length)
    const decisions = this.absent.map((absent, track) => (absent ? null : this.on[track] === 1 ? 1 : 0))
    this.counted.push({ part, touched, count, decisions })
  }

  runs(): readonly Run[] {
    return this.counted
  }
}
