/**
 * How many services of one village and item are checked. Source: performance-and-funds.md §5.1 (sample), a project
 * convention that a county edits.
 */
export type SamplingPolicy = {
  atLeast: number
  /** Percent of the services, rounded up. */
  percent: number
  /** 风险加权: how many times likelier a service is drawn that has a question open against it. */
  questionedWeight: number
  /** 信誉: a doctor without a refused service for so many months is checked by half. */
  cleanMonths: number
}

export const defaultSamplingPolicy: SamplingPolicy = {
  atLeast: 10,
  percent: 5,
  questionedWeight: 5,
  cleanMonths: 12,
}

/** max(10, 5 % rounded up), at most all; half of it, rounded up, where everybody has a clean record. */
export function sampleSize(services: number, { atLeast, percent }: SamplingPolicy, clean = false): number {
  const whole = Math.max(atLeast, Math.ceil((services * percent) / 100))
  return Math.min(services, clean ? Math.ceil(whole / 2) : whole)
}

export type Candidate = { recordId: string; weight: number }

/**
 * Draws so many services, likelier the heavier they weigh, the same ones for the same seed (可重复抽样): each service gets a
 * number from the seed and its own id, and the highest are taken. Neither the order in which they come nor services that
 * are added elsewhere change who of two is taken first. Source: Efraimidis–Spirakis weighted sampling.
 */
export function drawSample(candidates: readonly Candidate[], size: number, seed: string): string[] {
  return candidates
    .filter(({ weight }) => weight > 0)
    .map(({ recordId, weight }) => ({ recordId, key: Math.log(uniform(seed, recordId)) / weight }))
    .sort((a, b) => b.key - a.key || (a.recordId < b.recordId ? -1 : 1))
    .slice(0, size)
    .map(({ recordId }) => recordId)
}

/** A number above 0 and below 1 that follows from two texts: FNV-1a, mixed as by murmur. */
function uniform(seed: string, recordId: string): number {
  let hash = 0x811c9dc5
  for (const text of [seed, '/', recordId]) {
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 4_294_967_296
}
