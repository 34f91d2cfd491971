import type { LocalDate } from '../days/local-date.ts'
import type { Classification } from '../follow-ups/assessment.ts'
import { type Condition, type FormValues, holds, type Subject } from '../forms/form.ts'
import type { Population, PopulationMembership } from './population.ts'

/**
 * A record that begins or ends belonging to a population: a bed at home is opened and closed, a treatment is finished.
 * The membership with its two days is the episode; there is no other account of it.
 */
export type EpisodeRule = {
  readonly form: string
  readonly when?: Condition
  /** What the rules have found of the record. */
  readonly classified?: readonly Classification[]
  /** The field with the day; the day of the record when left out. */
  readonly on?: string
} & ({ readonly begins: Population } | { readonly ends: Population; readonly because: string })

export type EpisodeChange =
  | { readonly change: 'begins'; readonly population: Population; readonly on: LocalDate }
  | {
      readonly change: 'ends'
      readonly population: Population
      readonly on: LocalDate
      readonly because: string
    }

/** What a record does to the populations of a resident; nothing for most. */
export function episodeChangesOf(
  rules: readonly EpisodeRule[],
  form: string,
  values: FormValues,
  about: Subject,
  classification: Classification | null = null,
): EpisodeChange[] {
  return rules.flatMap((rule): EpisodeChange[] => {
    if (rule.form !== form || !holds(rule.when, values, about)) return []
    if (rule.classified && (classification === null || !rule.classified.includes(classification))) return []
    const given = rule.on === undefined ? undefined : values[rule.on]
    const on = typeof given === 'string' ? (given as LocalDate) : about.performedOn
    return 'begins' in rule
      ? [{ change: 'begins', population: rule.begins, on }]
      : [{ change: 'ends', population: rule.ends, on, because: rule.because }]
  })
}

/** Memberships with what a record begins and ends: as they are kept after it. */
export function withEpisodes(
  memberships: readonly PopulationMembership[],
  changes: readonly EpisodeChange[],
): PopulationMembership[] {
  const known = [...memberships]
  for (const { change, population, on } of changes) {
    if (change === 'ends') {
      known.forEach((one, at) => {
        if (one.population === population && one.since <= on && one.until === null)
          known[at] = { ...one, until: on }
      })
    } else if (
      !known.some((one) => one.population === population && (one.until === null || one.until >= on))
    ) {
      known.push({ population, since: on, until: null, source: 'record' })
    }
  }
  return known
}
