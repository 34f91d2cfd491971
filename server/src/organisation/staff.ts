import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { addStaff, editStaff, listStaff } from '@qianyue/api/organisation.ts'
import { LICENCE_WARNING_DAYS, licenceStateOn } from '@qianyue/domain/organisation/staff.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import {
  insertStaff,
  orgUnitByCode,
  staffMemberById,
  staffMembers,
  updateStaff,
} from './organisation.queries.ts'

/** 人员列表: of the units one reaches. */
export async function listOfStaff(context: Context, request: RequestOf<typeof listStaff>) {
  const found = await staffMembers(context, request)
  const warningDays = request.expiringWithinDays ?? LICENCE_WARNING_DAYS
  return found.map((member) => withLicence(context, member, warningDays))
}

/** 新增人员. Sent again, it answers with the person who is there. */
export async function addMember(context: Context, request: RequestOf<typeof addStaff>) {
  const { id, ...staff } = request
  await holdUnit(context, staff.unitCode)
  const isNew = await insertStaff(context, id, staff)
  const present = await staffMemberById(context, id)
  if (!present || (!isNew && present.name !== staff.name)) {
    throw new Refused('id-is-taken', '这条记录的编号已被使用，请重新打开页面再保存。')
  }
  context.note({ subject: `staff ${id}` })
  return withLicence(context, present)
}

/** 修改人员: also 暂停签约资格 and leaving, each from its day. */
export async function editMember(context: Context, request: RequestOf<typeof editStaff>) {
  const { id, ...staff } = request
  const present = await staffMemberById(context, id)
  if (!present) throw new NotFound('staff')
  await holdUnit(context, staff.unitCode)
  await updateStaff(context, id, staff)
  context.note({ subject: `staff ${id}` })
  return withLicence(context, (await staffMemberById(context, id))!)
}

async function holdUnit(context: Context, unitCode: number) {
  const unit = await orgUnitByCode(context, unitCode)
  if (!unit || !reachesUnit(context.reach, unitCode)) {
    throw new Invalid({ unitCode: '没有这个机构，或不在您的管辖范围内。' })
  }
  if (unit.closedOn !== null && unit.closedOn <= context.today) {
    throw new Invalid({ unitCode: '该机构已撤销。' })
  }
}

type Member = NonNullable<Awaited<ReturnType<typeof staffMemberById>>>

function withLicence({ today }: Context, member: Member, warningDays = LICENCE_WARNING_DAYS) {
  return { ...member, licence: licenceStateOn(today, member.licenceExpiresOn, warningDays) }
}
