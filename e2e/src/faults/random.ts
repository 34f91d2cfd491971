/** A small generator of its own (mulberry32), so that a seed says everything that happens. */
export type Random = {
  /** Another generator, of what is named: what it yields does not depend on when it is asked. */
  of: (name: string) => Random
  /** 0 ≤ x < 1. */
  next: () => number
  /** 0 ≤ n < below. */
  below: (below: number) => number
  chance: (probability: number) => boolean
  one: <Item>(items: readonly Item[]) => Item
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const of = (name: string) => {
    let mixed = seed >>> 0
    for (let at = 0; at < name.length; at++)
      mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x9e3779b1) ^ (mixed >>> 15)
    return randomOf(mixed)
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    of,
    next,
    below,
    chance: (probability) => next() < probability,
    one: (items) => items[below(items.length)]!,
  }
}
