import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/training.ts'
import { certificateNumber, hasPassed, quarterFrom } from '@qianyue/domain/training/training.ts'
import { v5 as nameBasedId } from 'uuid'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import * as queries from './training.queries.ts'

function describeTraining({ viewer }: Context, { attendances, ...row }: queries.TrainingRow) {
  return {
    ...row,
    invited: attendances.length,
    present: attendances.filter(({ present }) => present).length,
    passed: attendances.filter((one) => hasPassed(one, row) === true).length,
    mayChange: mayDo(viewer, 'training.manage') && viewer.unitCode === row.unitCode,
  }
}

/** 培训: the plan, and who of one's own is owed a training this quarter. */
export async function listTrainings(context: Context): Promise<ReplyInput<typeof api.listTrainings>> {
  const { db, today, reach } = context
  const { supervision } = await policyAt(db, today)
  const from = quarterFrom(today)
  const staff = reach.range === null ? [] : await queries.staffTrained(db, reach.range, { from, to: today })
  return {
    trainings: (await queries.trainingsKept(db)).map((row) => describeTraining(context, row)),
    quarterFrom: from,
    timesAQuarter: supervision.training.timesAQuarter,
    gate: supervision.training.gate,
    staff: staff.map(({ preService, ...row }) => ({ ...row, preService: preService.some(passedOnce) })),
  }
}

function passedOnce({ hasTest, passPercent, ...attendance }: queries.StaffRow['preService'][number]) {
  return hasPassed(attendance, { hasTest, passPercent }) === true
}

/** 计划. A training is changed by the unit that planned it; its pass mark is that of policy on the day it was planned. */
export async function putTraining(
  context: Context,
  plan: RequestOf<typeof api.putTraining>,
): Promise<ReplyInput<typeof api.putTraining>> {
  const { db, today, viewer, note } = context
  const [kept] = await queries.trainingsKept(db, plan.id)
  if (kept && kept.unitCode !== viewer.unitCode) throw new NotFound('training')
  if (kept && kept.kind !== plan.kind)
    throw new Refused('training-kind', '培训的类别不能改，请另建一次培训。')
  const { supervision } = await policyAt(db, today)
  await queries.putTrainingRow(context, plan, supervision.training.passPercent)
  note({ subject: `training ${plan.id}` })
  return describeTraining(context, (await queries.trainingsKept(db, plan.id))[0]!)
}

export async function showTraining(
  context: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getTraining>> {
  const [row] = await queries.trainingsKept(context.db, id)
  if (!row) throw new NotFound('training')
  const attendances = await queries.attendancesOf(context.db, id)
  return {
    ...describeTraining(context, row),
    attendances: attendances.map((one) => ({ ...one, passed: hasPassed(one, row) })),
  }
}

/** 签到与成绩. Whoever passes gets a certificate; whoever does not after all loses it. */
export async function noteAttendance(
  context: Context,
  { id, attendances }: RequestOf<typeof api.noteAttendance>,
) {
  const { db, today, viewer, reach, note } = context
  const [row] = await queries.trainingsKept(db, id)
  if (!row || row.unitCode !== viewer.unitCode || reach.range === null) throw new NotFound('training')
  if (row.heldOn > today) throw new Refused('training-ahead', '培训还没有举办，不能登记签到。')
  const staffIds = attendances.map(({ staffId }) => staffId)
  const own = new Set(await queries.staffWithin(db, staffIds, reach.range))
  if (staffIds.some((staffId) => !own.has(staffId)))
    throw new Invalid({ attendances: '只能登记本单位和下级机构的人员' })
  const before = new Map((await queries.attendancesOf(db, id)).map((one) => [one.staffId, one.certificate]))
  for (const attendance of attendances) {
    const passed = hasPassed(attendance, row) === true
    const certificate = passed ? (before.get(attendance.staffId) ?? numberFor(row, attendance.staffId)) : null
    await queries.putAttendance(context, { trainingId: id, ...attendance, certificate })
  }
  note({ subject: `training ${id} attendances` })
  return await showTraining(context, { id })
}

/** The number follows from the training and the person, so that sending twice gives the same one. */
function numberFor({ id, heldOn, unitCode }: queries.TrainingRow, staffId: string): string {
  const mixed = nameBasedId(`${id}/${staffId}`, nameBasedId.URL).replaceAll('-', '')
  return certificateNumber(heldOn, unitCode, mixed.slice(0, 8).toUpperCase())
}

/** 岗前培训: whether somebody may be taken into a team by the county's rule. @throws Refused */
export async function mustBeTrained({ db, today }: Context, staffIds: readonly string[]): Promise<void> {
  const { supervision } = await policyAt(db, today)
  if (supervision.training.gate !== 'refuse' || staffIds.length === 0) return
  const untrained = (await queries.preServiceOf(db, staffIds)).filter(
    ({ preService }) => !preService.some(passedOnce),
  )
  if (untrained.length > 0)
    throw new Refused(
      'not-trained',
      `${untrained.map(({ staffName }) => staffName).join('、')}没有通过岗前培训，不能加入团队。`,
    )
}
