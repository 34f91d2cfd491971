import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Classification } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form, FormValues, Subject } from '@qianyue/domain/forms/form.ts'
import { episodeRules } from '@qianyue/domain/forms/populations-after.ts'
import { type EpisodeChange, episodeChangesOf } from '@qianyue/domain/populations/episodes.ts'
import type { Context } from '../http/context.ts'
import {
  beginEpisode,
  endEpisode,
  standingRecords,
  takeBackEpisodes,
} from '../populations/episodes.queries.ts'
import { subjectOn } from './judge-record.ts'
import type { Surroundings } from './service-records.queries.ts'

const formsWithEpisodes = new Set(episodeRules.map(({ form }) => form))

type Recorded = {
  id: string
  residentId: string
  values: FormValues
  classification: Classification | null
}

/** A bed at home opened or closed, a treatment finished: begins or ends belonging to a population with the record. */
export async function followEpisodes(
  context: Context,
  form: Form,
  record: Recorded,
  about: Subject,
): Promise<void> {
  if (formsWithEpisodes.has(form.code)) await follow(context, record, changesOf(form.code, record, about))
}

/**
 * The record says otherwise now, or counts nowhere. What another that stands says too (a second closing) that one says from
 * now on.
 */
export async function takeBackEpisodesOf(
  context: Context,
  form: Form,
  { id, residentId }: Pick<Recorded, 'id' | 'residentId'>,
  around: Surroundings,
): Promise<void> {
  if (!formsWithEpisodes.has(form.code)) return
  const taken = await takeBackEpisodes(context, id)
  if (taken.size === 0) return
  for (const other of await standingRecords(context, residentId, [...formsWithEpisodes])) {
    const record = { ...other, residentId } as Recorded & { form: string; performedOn: LocalDate }
    const changes = changesOf(record.form, record, subjectOn(record.performedOn, around, null))
    await follow(
      context,
      record,
      changes.filter(({ population }) => taken.has(population)),
    )
  }
}

const changesOf = (form: string, { values, classification }: Recorded, about: Subject) =>
  episodeChangesOf(episodeRules, form, values, about, classification)

async function follow(context: Context, { id, residentId }: Recorded, changes: readonly EpisodeChange[]) {
  const episode = { recordId: id, residentId }
  for (const change of changes) {
    if (change.change === 'begins') await beginEpisode(context, episode, change)
    else await endEpisode(context, episode, change)
  }
}
