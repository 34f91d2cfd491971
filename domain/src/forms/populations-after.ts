import type { Classification } from '../follow-ups/assessment.ts'
import { episodeChangesOf, withEpisodes } from '../populations/episodes.ts'
import type { PopulationMembership } from '../populations/population.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import type { Form, FormValues, Subject } from './form.ts'
import { populationForms } from './forms.ts'
import { isMaternalMembership, maternalMemberships } from './maternal/pregnancy.ts'

/** Of every population, the sheets that begin or end belonging to one. */
export const episodeRules = populationForms.flatMap(({ episodes = [] }) => episodes)

/**
 * The populations of a resident once a record is in: what it begins and ends, and 孕产妇 as all records say.
 * @param services of the resident, the record among them
 */
export function populationsAfter(
  populations: readonly PopulationMembership[],
  { form, values, classification }: { form: Form; values: FormValues; classification: Classification | null },
  about: Subject,
  services: readonly ServiceFacts[],
): PopulationMembership[] {
  const changes = episodeChangesOf(episodeRules, form.code, values, about, classification)
  const kept = populations.filter((one) => !isMaternalMembership(one))
  return [...withEpisodes(kept, changes), ...maternalMemberships(services)]
}
