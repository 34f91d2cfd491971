import type { Classification } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form, FormValues, Subject } from '@qianyue/domain/forms/form.ts'
import { episodeRules } from '@qianyue/domain/forms/populations-after.ts'
import { episodeChangesOf } from '@qianyue/domain/populations/episodes.ts'
import type { Context } from '../http/context.ts'
import { beginEpisode, endEpisode, takeBackEpisodes } from '../populations/episodes.queries.ts'

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
  { id, residentId, values, classification }: Recorded,
  about: Subject,
): Promise<void> {
  if (!formsWithEpisodes.has(form.code)) return
  const episode = { recordId: id, residentId }
  for (const change of episodeChangesOf(episodeRules, form.code, values, about, classification)) {
    if (change.change === 'begins') await beginEpisode(context, episode, change)
    else await endEpisode(context, episode, change)
  }
}

/** The record says otherwise now, or counts nowhere. */
export async function takeBackEpisodesOf(context: Context, form: Form, recordId: string): Promise<void> {
  if (formsWithEpisodes.has(form.code)) await takeBackEpisodes(context, recordId)
}
