import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/health-education.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { educationCounts } from '@qianyue/domain/health-education/education-counts.ts'
import { educationKinds } from '@qianyue/domain/health-education/education-policy.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import { v5 as namedId } from 'uuid'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { Sheet } from '../http/workbook.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { recordService } from '../service-records/record-service.ts'
import {
  type ActivityRow,
  activitiesWhere,
  attendancesOf,
  insertActivity,
  insertAttendance,
  institutionsIn,
  markWithdrawn,
} from './health-education.queries.ts'

export async function listActivities({ db }: Context, request: RequestOf<typeof api.listEducation>) {
  return await activitiesWhere(db, request)
}

/** What every institution did of each kind, against what the specification asks for. */
export async function countActivities(
  { db, reach, today }: Context,
  { orgId, year }: RequestOf<typeof api.countEducation>,
) {
  const policy = (await policyAt(db, today))['health-education']
  const done = await activitiesWhere(db, { orgId, year })
  const units = reach.range === null ? [] : await institutionsIn(db, orgId, reach.range)
  return {
    source: policy.source,
    units: units.map(({ code, name }) => ({
      unitCode: code,
      unitName: name,
      counts: educationCounts(
        levelOf(code),
        done.filter(({ unitCode, withdrawnBecause }) => unitCode === code && withdrawnBecause === null),
        { year, today },
        policy,
      ),
    })),
  }
}

/** 登记活动. Sent again with the same id it answers as the first time. */
export async function recordActivity(context: Context, request: RequestOf<typeof api.recordEducation>) {
  const { db, reach, viewer, today, note } = context
  if (!reachesUnit(reach, request.unitCode)) throw new NotFound('unit')
  if (levelOf(request.unitCode) === 'county')
    throw new Invalid({ unitCode: '健康教育按卫生院、村卫生室登记，请选择机构。' })
  if (request.heldOn > today) throw new Invalid({ heldOn: `日期不能晚于今天（${today}）。` })
  await insertActivity(db, { ...request, recordedBy: viewer.accountId })
  const kept = await activityInReach(context, request.id)
  if (kept.unitCode !== request.unitCode || kept.kind !== request.kind)
    throw new Refused('id-taken', '这个编号已用于另一次活动，请重新打开再保存。')
  note({ subject: `education activity ${request.id}` })
  return kept
}

/** 作废: it stays in the list, counts nowhere. What was signed in stays a service that was given. */
export async function withdrawActivity(
  context: Context,
  { id, reason }: RequestOf<typeof api.withdrawEducation>,
) {
  await activityInReach(context, id)
  await markWithdrawn(context.db, id, context.now, reason)
  context.note({ subject: `education activity ${id}`, reason })
  return await activityInReach(context, id)
}

/** 签到: the resident's yearly health education is given with it. */
export async function signIn(context: Context, { id, residentIds }: RequestOf<typeof api.signInToEducation>) {
  const activity = await activityInReach(context, id)
  if (activity.withdrawnBecause !== null) throw new Refused('withdrawn', '这次活动已作废，不能签到。')
  let fulfilled = 0
  for (const residentId of new Set(residentIds)) {
    const recordId = namedId(residentId, id)
    const saved = await recordService(context, {
      id: recordId,
      residentId,
      form: 'general-service',
      performedOn: activity.heldOn,
      mode: 'group',
      values: {
        service: 'health-education',
        content: `${educationKinds[activity.kind].name}：${activity.topic}`,
      },
    })
    await insertAttendance(context.db, { activityId: id, residentId, recordId })
    fulfilled += saved.fulfilled.length
  }
  return { recorded: new Set(residentIds).size, fulfilled }
}

export async function listAttendances(context: Context, id: string) {
  await activityInReach(context, id)
  context.note({ subject: `education activity ${id}` })
  return await attendancesOf(context.db, id)
}

/** 登记簿: a line an activity, as the archive of the institution wants it. */
export async function activitiesWorkbook(
  { db, today, viewer }: Context,
  request: RequestOf<typeof api.downloadEducation>,
): Promise<Sheet> {
  const rows = await activitiesWhere(db, request)
  const { ages } = await policyAt(db, today)
  const columns: [header: string, width: number, cell: (row: ActivityRow) => string | number][] = [
    ['机构', 20, ({ unitName }) => unitName],
    ['日期', 12, ({ heldOn }) => heldOn],
    ['形式', 14, ({ kind }) => educationKinds[kind].name],
    ['主题', 30, ({ topic }) => topic],
    ['地点', 20, ({ place }) => place],
    ['对象', 14, ({ audience }) => (audience === null ? '全体居民' : populationWords(audience, ages))],
    ['主讲或负责人', 14, ({ speaker }) => speaker],
    ['参加人数', 10, ({ attendance }) => attendance],
    ['发放份数', 10, ({ copies }) => copies],
    ['签到人数', 10, ({ signedIn }) => signedIn],
    ['小结', 40, ({ summary }) => summary],
    ['作废', 20, ({ withdrawnBecause }) => withdrawnBecause ?? ''],
  ]
  return {
    fileName: `健康教育活动-${request.year}`,
    name: '健康教育活动',
    about: [
      ['登记簿', '健康教育活动'],
      ['单位', viewer.unitName],
      ['年度', String(request.year)],
      ['导出日期', today],
    ],
    columns: columns.map(([header, width]) => ({ header, width })),
    rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
  }
}

async function activityInReach({ db }: Context, id: string): Promise<ActivityRow> {
  const [row] = await activitiesWhere(db, { id })
  if (!row) throw new NotFound('education activity')
  return row
}
