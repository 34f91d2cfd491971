import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { setReportDueDays } from '@qianyue/api/reports.ts'
import type { Context } from '../http/context.ts'
import { allDueDays, putDueDays } from './submissions.queries.ts'

/** 报送期限 of every cadence. */
export async function dueDays({ db }: Context) {
  return await allDueDays(db)
}

/** The bureau's notice changes one. */
export async function setDueDays(
  { db, note }: Context,
  { cadence, ...days }: RequestOf<typeof setReportDueDays>,
) {
  await putDueDays(db, cadence, days)
  note({ subject: `report due days ${cadence} ${days.dueDays} ${days.villageDueDays ?? 'no villages'}` })
  return { cadence, ...days }
}
