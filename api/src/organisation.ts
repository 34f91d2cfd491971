import { qualifications } from '@qianyue/domain/organisation/staff.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, unitCode, yesNo } from './shared.ts'

const phone = z
  .string()
  .trim()
  .regex(/^[\d\-+ ]{5,20}$/, '电话应为数字，可带短横线')
  .nullable()

const unitFields = {
  name: z.string().trim().min(2, '请输入机构名称').max(60),
  /** The village or community it serves, as registers write it. */
  areaName: z.string().trim().min(2, '请输入所辖村（居）或乡镇名称').max(60),
  /** Three digits of the health record number, of a village only. */
  archiveCode: z
    .string()
    .regex(/^\d{3}$/, '建档村（居）编码为 3 位数字')
    .nullable(),
  phone,
  address: z.string().trim().max(100).nullable(),
}

const orgUnit = z.object({
  code: z.int(),
  parentCode: z.int().nullable(),
  level: z.enum(['county', 'township', 'village']),
  name: z.string(),
  areaName: z.string(),
  archiveCode: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  closedOn: day.nullable(),
})

export const listOrgUnits = endpoint({
  call: 'GET /org-units',
  summary: '机构列表：县、乡镇、村',
  action: 'org-units.read',
  request: z.object({ closed: yesNo.optional() }),
  reply: z.array(orgUnit),
})

export const openOrgUnit = endpoint({
  call: 'POST /org-units',
  summary: '新增机构',
  action: 'org-units.manage',
  request: z.object({ code: unitCode, ...unitFields }),
  reply: orgUnit,
})

export const editOrgUnit = endpoint({
  call: 'PUT /org-units/{code}',
  summary: '修改机构',
  action: 'org-units.manage',
  request: z.object({ code: unitCode, ...unitFields }),
  reply: orgUnit,
})

export const closeOrgUnit = endpoint({
  call: 'POST /org-units/{code}/closing',
  summary: '撤销机构',
  action: 'org-units.manage',
  request: z.object({ code: unitCode }),
  reply: orgUnit,
})

const staffFields = {
  unitCode,
  name: z.string().trim().min(2, '请输入姓名').max(40),
  qualification: z.enum(qualifications, '请选择资质'),
  licenceNumber: z.string().trim().max(40).nullable(),
  /** Last day the licence holds. */
  licenceExpiresOn: day.nullable(),
  phone,
  /** 暂停签约资格: first day. */
  suspendedSince: day.nullable(),
  /** First day on which the person no longer works here. */
  leftOn: day.nullable(),
}

const staffMember = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  name: z.string(),
  qualification: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  licenceExpiresOn: day.nullable(),
  licence: z.enum(['none', 'valid', 'expiring', 'expired']),
  phone: z.string().nullable(),
  suspendedSince: day.nullable(),
  leftOn: day.nullable(),
  /** The name the person signs in with, when there is an account. */
  username: z.string().nullable(),
})

export const listStaff = endpoint({
  call: 'GET /staff',
  summary: '人员列表',
  action: 'staff.read',
  request: z.object({
    /** This unit and what is below it. */
    unitCode: unitCode.optional(),
    q: z.string().trim().max(40).optional(),
    /** Only licences that run out within so many days, or have run out. */
    expiringWithinDays: z.coerce.number().int().min(0).max(730).optional(),
    suspended: yesNo.optional(),
    /** Also those who have left. */
    left: yesNo.optional(),
  }),
  reply: z.array(staffMember),
})

export const addStaff = endpoint({
  call: 'POST /staff',
  summary: '新增人员',
  action: 'staff.manage',
  request: z.object({ id: z.uuid(), ...staffFields }),
  reply: staffMember,
})

export const editStaff = endpoint({
  call: 'PUT /staff/{id}',
  summary: '修改人员',
  action: 'staff.manage',
  request: z.object({ id: z.uuid(), ...staffFields }),
  reply: staffMember,
})
