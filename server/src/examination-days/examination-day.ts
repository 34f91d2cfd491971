import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/examination-days.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { slotWords } from '@qianyue/domain/examination-days/slots.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { healthAssessment } from '@qianyue/domain/forms/health-record/health-assessment.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { servicesProvenBy } from '@qianyue/domain/services/proven.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  type DayRow,
  daysWhere,
  type InviteeRow,
  insertDay,
  inviteesOf,
  residentsOwed,
} from './examination-days.queries.ts'

/** What an examination is owed for; pressure is measured at many other occasions. */
const EXAMINED = servicesProvenBy(healthAssessment.code).filter(
  (service) => service !== 'blood-pressure-check',
)

export async function listDays(
  { db }: Context,
  { orgId, from, to }: RequestOf<typeof api.listExaminationDays>,
) {
  return await daysWhere(db, {
    villages: orgId === undefined ? null : rangeOf(orgId),
    from: from ?? null,
    to: to ?? null,
  })
}

/** 安排体检日. Sent again with the same id it answers as the first time. */
export async function createDay(
  { db, reach, viewer, note }: Context,
  request: RequestOf<typeof api.createExaminationDay>,
) {
  if (!reachesUnit(reach, request.villageCode)) throw new NotFound('village')
  if (levelOf(request.villageCode) !== 'village')
    throw new Invalid({ villageCode: '体检日按村（社区）安排，请选择一个村。' })
  if (request.firstMinute + request.slots * request.slotMinutes > 24 * 60)
    throw new Invalid({ slots: '时段排到了第二天，请减少时段或缩短时长。' })
  const isNew = await insertDay(db, { ...request, createdBy: viewer.accountId })
  const [day] = await daysWhere(db, { id: request.id })
  if (!day || (!isNew && day.villageCode !== request.villageCode))
    throw new Refused('id-taken', '这个编号已用于另一个体检日，请重新打开再保存。')
  note({ subject: `examination day ${day.id}` })
  return day
}

/** One day with everybody invited. @throws NotFound also when out of reach. */
export async function dayPage(
  context: Context,
  id: string,
): Promise<ReplyInput<typeof api.getExaminationDay>> {
  const day = await dayInReach(context, id)
  const policy = await policyAt(context.db, day.heldOn)
  const rows = await inviteesOf(context.db, id)
  context.note({ subject: `examination day ${id}` })
  return { ...day, invitees: rows.map((row) => inviteeReply(day, row, policy)) }
}

export async function eligibleFor(
  context: Context,
  id: string,
): Promise<ReplyInput<typeof api.listEligible>> {
  const day = await dayInReach(context, id)
  const rows = await residentsOwed(context.db, day, EXAMINED)
  context.note({ subject: `examination day ${id}` })
  return rows.map(({ birthDate, services, ...row }) => ({
    ...row,
    ageYears: ageYearsOn(day.heldOn, birthDate),
    items: services.map(serviceName),
  }))
}

export async function dayInReach({ db }: Context, id: string): Promise<DayRow> {
  const [day] = await daysWhere(db, { id })
  if (!day) throw new NotFound('examination day')
  return day
}

export function inviteeReply(
  day: DayRow,
  {
    birthDate,
    stations,
    recordValues,
    performedOn,
    referred,
    nextDueOn,
    arrivedAt,
    householdId: _,
    ...row
  }: InviteeRow,
  policy: Policy,
): ReplyInput<typeof api.noteInvitation> {
  const ageYears = ageYearsOn(day.heldOn, birthDate)
  return {
    ...row,
    ageYears,
    slotWords: slotWords(day, row.slot),
    arrivedAt: arrivedAt?.toISOString() ?? null,
    stationsDone: stations,
    followUpBy: referred ? nextDueOn : null,
    findings:
      recordValues === null || performedOn === null
        ? []
        : findingsOf(recordValues, { ageYears, sex: row.sex, birthDate, performedOn }, policy),
  }
}

/** What of a sheet asks for something: danger, what the rules advise, and values out of the ordinary. */
function findingsOf(
  values: NonNullable<InviteeRow['recordValues']>,
  subject: {
    ageYears: number
    sex: InviteeRow['sex']
    birthDate: DayRow['heldOn']
    performedOn: DayRow['heldOn']
  },
  policy: Policy,
): string[] {
  const { dangers, advice } = assess(healthAssessment, values, {
    ...subject,
    previous: null,
    policy: policy['follow-ups'],
  })
  const unusual = problemsOf(healthAssessment, values, subject)
    .filter(({ code }) => code === 'unusual')
    .map(({ message }) => message)
  return [...new Set([...dangers.map(({ text }) => text), ...unusual, ...advice.map(({ text }) => text)])]
}
