import type { EpisodeChange } from '@qianyue/domain/populations/episodes.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { v7 as newId } from 'uuid'
import type { Context } from '../http/context.ts'

type Episode = { recordId: string; residentId: string }

/** Begins belonging to a population, unless the resident belongs to it on the day or is to later. */
export async function beginEpisode(
  { db, viewer }: Context,
  { recordId, residentId }: Episode,
  { population, on }: Extract<EpisodeChange, { change: 'begins' }>,
): Promise<void> {
  const present = await db
    .selectFrom('residentPopulations')
    .select('id')
    .where('residentId', '=', residentId)
    .where('population', '=', population)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', on)]))
    .executeTakeFirst()
  if (present) return
  await db
    .insertInto('residentPopulations')
    .values({
      id: newId(),
      residentId,
      population,
      since: on,
      source: 'record',
      begunBy: recordId,
      recordedBy: viewer.accountId,
    })
    .execute()
}

/** Ends belonging to a population, the day being the last one. What somebody has ended already stays as it was said. */
export async function endEpisode(
  { db }: Context,
  { recordId, residentId }: Episode,
  { population, on, because }: Extract<EpisodeChange, { change: 'ends' }>,
): Promise<void> {
  await db
    .updateTable('residentPopulations')
    .set({ until: on, endedReason: because, endedBy: recordId })
    .where('residentId', '=', residentId)
    .where('population', '=', population)
    .where('since', '<=', on)
    .where('until', 'is', null)
    .execute()
}

/** Takes back what a record began and ended. @returns the populations that it had begun or ended */
export async function takeBackEpisodes({ db }: Context, recordId: string): Promise<Set<Population>> {
  const begun = await db
    .deleteFrom('residentPopulations')
    .where('begunBy', '=', recordId)
    .returning('population')
    .execute()
  const ended = await db
    .updateTable('residentPopulations')
    .set({ until: null, endedReason: null, endedBy: null })
    .where('endedBy', '=', recordId)
    .returning('population')
    .execute()
  return new Set([...begun, ...ended].map(({ population }) => population as Population))
}

/** The records of a resident on these forms that stand, by their days. */
export async function standingRecords({ db }: Context, residentId: string, forms: readonly string[]) {
  return await db
    .selectFrom('serviceRecords')
    .select(['id', 'form', 'performedOn', 'values', 'classification'])
    .where('residentId', '=', residentId)
    .where('form', 'in', forms)
    .where('withdrawnAt', 'is', null)
    .orderBy('performedOn')
    .orderBy('recordedAt')
    .orderBy('id')
    .execute()
}
