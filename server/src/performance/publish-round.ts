import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { publishAssessmentRound } from '@qianyue/api/performance.ts'
import { reachesWhole } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { describeRound, foundRound } from './describe-round.ts'
import { entriesOf, lockSubjects, markPublished, subjectsOf, writeResult } from './performance.queries.ts'
import { placesOf, scoreSubjects } from './score-subjects.ts'

/** 公布: keeps every score with the values it came from, and the ranking. Published again it stays as it was. */
export async function publishRound(context: Context, { id }: RequestOf<typeof publishAssessmentRound>) {
  const { db, viewer, now, today, note } = context
  await lockSubjects(db, id)
  const round = await foundRound(context, id)
  if (!reachesWhole(context.reach, round.unitCode)) throw new NotFound('assessment round')
  if (round.publishedAt !== null) return await describeRound(context, id)
  if (round.toDay > today) {
    throw new Refused('period-not-over', `考核期到 ${round.toDay} 结束，结束后才能公布。`)
  }
  const subjects = await subjectsOf(db, [id])
  const behind = subjects.filter(({ state }) => state !== 'county-confirmed').length
  if (behind > 0) throw new Refused('not-confirmed', `还有 ${behind} 个对象没有经县级确认，确认后再公布。`)
  const open = subjects.reduce((sum, { openAppeals }) => sum + openAppeals, 0)
  if (open > 0) throw new Refused('open-appeals', `还有 ${open} 条申诉没有答复，答复后再公布。`)
  const scored = await scoreSubjects(context, round, subjects, await entriesOf(db, id))
  const places = placesOf(scored)
  for (const { subject, values, cases, scored: score, figuresOn } of scored) {
    const result = {
      scored: score,
      values: Object.fromEntries(values),
      cases: Object.fromEntries(cases),
      figuresOn,
    }
    await writeResult(db, subject.id, result, places.get(subject.id)!)
  }
  await markPublished(db, id, viewer.accountId, now)
  note({ subject: `assessment ${id} published` })
  return await describeRound(context, id)
}
