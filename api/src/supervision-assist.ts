import { informationStates } from '@qianyue/domain/supervision-assist/information-reports.ts'
import { supervisionRegisters } from '@qianyue/domain/supervision-assist/registers.ts'
import { supervisionAreas } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

const area = z.enum(codesOf(supervisionAreas))
const informationState = z.enum(codesOf(informationStates))
const register = z.enum(codesOf(supervisionRegisters))
const year = z.coerce.number().int().min(2016).max(2100)
const moment = z.iso.datetime({ offset: true })
const one = z.object({ id: z.uuid() })
const ofAYear = z.object({ orgId: unitCode.optional(), year })
const reason = z.string().trim().min(2, '请写明作废原因').max(200)
const kept = { ...one.shape, unitCode: z.int(), unitName: z.string() }
const person = (what: string) => z.string().trim().min(2, `请填写${what}`).max(60)

const writtenPlace = {
  unitCode,
  area,
  name: z.string().trim().min(2, '请填写单位名称').max(100),
  address: z.string().trim().max(200).default(''),
  since: day,
}
const place = z.object({
  ...writtenPlace,
  ...kept,
  /** The last day on the list. */
  until: day.nullable(),
  /** Days with a round in the year. */
  done: z.int(),
  required: z.int(),
  byNow: z.int(),
  nextBy: day.nullable(),
  state: z.enum(['not-asked', 'done', 'due', 'overdue']),
})

export const listSupervisedPlaces = endpoint({
  call: 'GET /supervision-assist/places',
  summary: '协管巡查单位：一年内每处应巡查、已巡查次数和下次期限',
  action: 'supervision-assist.read',
  request: ofAYear,
  reply: z.array(place),
})

export const recordSupervisedPlace = endpoint({
  call: 'POST /supervision-assist/places',
  summary: '登记一个协管巡查单位',
  action: 'supervision-assist.record',
  request: z.object({ ...one.shape, ...writtenPlace }),
  reply: place,
})

export const endSupervisedPlace = endpoint({
  call: 'POST /supervision-assist/places/{id}/end',
  summary: '巡查单位停办、迁走：从次日起不再应巡查',
  action: 'supervision-assist.record',
  request: one.extend({ until: day }),
  reply: place,
})

const writtenPatrol = {
  unitCode,
  /** The place on the list; null for another one. */
  placeId: z.uuid().nullable().default(null),
  area,
  place: z.string().trim().min(2, '请填写巡查地点').max(200),
  patrolledOn: day,
  /** Empty where nothing was found. */
  findings: z.string().trim().max(1000).default(''),
  handling: z.string().trim().max(1000).default(''),
  patrolledBy: person('巡查人'),
  remark: z.string().trim().max(500).default(''),
}
const patrol = z.object({ ...writtenPatrol, ...kept, withdrawnBecause: z.string().nullable() })

export const listPatrols = endpoint({
  call: 'GET /supervision-assist/patrols',
  summary: '巡查登记',
  action: 'supervision-assist.read',
  request: ofAYear.extend({ placeId: z.uuid().optional() }),
  reply: z.array(patrol),
})

export const recordPatrol = endpoint({
  call: 'POST /supervision-assist/patrols',
  summary: '登记一次巡查',
  action: 'supervision-assist.record',
  request: z.object({ ...one.shape, ...writtenPatrol }),
  reply: patrol,
})

export const withdrawPatrol = endpoint({
  call: 'POST /supervision-assist/patrols/{id}/withdrawal',
  summary: '作废一条登记错的巡查',
  action: 'supervision-assist.record',
  request: one.extend({ reason }),
  reply: patrol,
})

const writtenInformation = {
  unitCode,
  area,
  foundAt: moment,
  content: z.string().trim().min(2, '请填写信息内容').max(1000),
  /** Null while it is not reported. */
  reportedAt: moment.nullable().default(null),
  reporter: z.string().trim().max(60).default(''),
}
const information = z.object({
  ...writtenInformation,
  ...kept,
  foundAt: z.iso.datetime(),
  reportedAt: z.iso.datetime().nullable(),
  state: informationState,
  withdrawnBecause: z.string().nullable(),
})

export const listInformation = endpoint({
  call: 'GET /supervision-assist/information',
  summary: '信息报告登记：一年内发现的，可按报告情况',
  action: 'supervision-assist.read',
  request: ofAYear.extend({ part: z.enum(['numerator', 'denominator', 'gap']).optional() }),
  reply: z.array(information),
})

export const recordInformation = endpoint({
  call: 'POST /supervision-assist/information',
  summary: '登记一条发现的信息，已报告的同时写报告时间',
  action: 'supervision-assist.record',
  request: z.object({ ...one.shape, ...writtenInformation }),
  reply: information,
})

export const reportInformation = endpoint({
  call: 'POST /supervision-assist/information/{id}/report',
  summary: '写上一条信息的报告时间和报告人',
  action: 'supervision-assist.record',
  request: one.extend({ reportedAt: moment, reporter: person('报告人') }),
  reply: information,
})

export const withdrawInformation = endpoint({
  call: 'POST /supervision-assist/information/{id}/withdrawal',
  summary: '作废一条登记错的信息',
  action: 'supervision-assist.record',
  request: one.extend({ reason }),
  reply: information,
})

export const countSupervisionAssist = endpoint({
  call: 'GET /supervision-assist/counts',
  summary: '协管信息报告率和巡查完成情况，按机构',
  action: 'supervision-assist.read',
  request: ofAYear,
  reply: z.object({
    source: z.string(),
    reportWithinHours: z.int().nullable(),
    on: day,
    units: z.array(
      z.object({
        unitCode: z.int(),
        unitName: z.string(),
        places: z.int(),
        patrols: z.object({ done: z.int(), required: z.int() }),
        placesOverdue: z.int(),
        /** Reported ÷ found. */
        reports: z.object({ numerator: z.int(), denominator: z.int() }),
        inTime: z.int(),
      }),
    ),
  }),
})

export const downloadSupervisionRegister = endpoint({
  call: 'GET /supervision-assist/workbook',
  summary: '巡查登记表或信息报告登记表（Excel）',
  action: 'supervision-assist.read',
  request: ofAYear.extend({ register }),
  reply: z.unknown(),
  produces: 'file',
})

export const printSupervisionRegister = endpoint({
  call: 'GET /supervision-assist/registers/{register}/document',
  summary: '一个机构一年的巡查登记表或信息报告登记表（PDF）',
  action: 'supervision-assist.read',
  request: z.object({ register, unitCode, year }),
  reply: z.unknown(),
  produces: 'file',
})
