import { type Station, stationCodes } from '@qianyue/domain/examination-days/stations.ts'
import type { FormValues, Subject } from '@qianyue/domain/forms/form.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { sex } from './resident-codes.ts'
import { serviceRecordReply } from './service-records.ts'
import { day, unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })
const station = z.enum(stationCodes as [Station, ...Station[]])
const answer = z.enum(['open', 'coming', 'not-coming'])
const whole = (min: number, max: number, words: string) => z.int(words).min(min, words).max(max, words)

const plan = {
  heldOn: day,
  place: z.string().trim().min(2, '请填写体检地点').max(60),
  /** Begin of the first slot, minutes after midnight. */
  firstMinute: whole(0, 1439, '开始时间应在当天之内'),
  slotMinutes: whole(5, 240, '每个时段 5～240 分钟'),
  slotCapacity: whole(1, 200, '每个时段 1～200 人'),
  slots: whole(1, 60, '时段 1～60 个'),
}

const examinationDay = z.object({
  ...one.shape,
  ...plan,
  villageCode: z.int(),
  villageName: z.string(),
  invited: z.int(),
  coming: z.int(),
  arrived: z.int(),
  finished: z.int(),
  /** 结果已告知. */
  given: z.int(),
})

const invitee = z.object({
  residentId: z.uuid(),
  name: z.string(),
  sex,
  ageYears: z.int(),
  phoneMasked: z.string().nullable(),
  address: z.string(),
  slot: z.int(),
  /** 08:30—09:00 */
  slotWords: z.string(),
  answer,
  arrivedAt: z.iso.datetime().nullable(),
  stationsDone: z.array(station),
  recordId: z.uuid().nullable(),
  /** What was found that asks for something: danger first. */
  findings: z.array(z.string()),
  /** 需转诊或复查, with the day by which it is followed up. */
  followUpBy: day.nullable(),
  givenOn: day.nullable(),
  givenHow: z.string().nullable(),
})

export const listExaminationDays = endpoint({
  call: 'GET /examination-days',
  summary: '集中体检日：时间、地点、邀请和完成人数',
  action: 'examination-days.read',
  request: z.object({ orgId: unitCode.optional(), from: day.optional(), to: day.optional() }),
  reply: z.array(examinationDay),
})

export const createExaminationDay = endpoint({
  call: 'POST /examination-days',
  summary: '安排一个村的集中体检日及时段',
  action: 'examination-days.manage',
  request: z.object({ ...one.shape, villageCode: unitCode, ...plan }),
  reply: examinationDay,
})

export const getExaminationDay = endpoint({
  call: 'GET /examination-days/{id}',
  summary: '一个体检日：邀请名单、到检、各站进度、异常和结果告知',
  action: 'examination-days.read',
  request: one,
  reply: examinationDay.extend({ invitees: z.array(invitee) }),
})

export const listEligible = endpoint({
  call: 'GET /examination-days/{id}/eligible',
  summary: '应体检而未邀请的居民：当日仍应提供健康体检的',
  action: 'examination-days.read',
  request: one,
  reply: z.array(
    z.object({
      residentId: z.uuid(),
      name: z.string(),
      sex,
      ageYears: z.int(),
      address: z.string(),
      /** What the examination would close. */
      items: z.array(z.string()),
      dueBy: day,
    }),
  ),
})

export const invite = endpoint({
  call: 'POST /examination-days/{id}/invitations',
  summary: '邀请居民并排时段，一家人排在一起；已邀请的不变',
  action: 'examination-days.manage',
  request: one.extend({ residentIds: z.array(z.uuid()).min(1, '请选择居民').max(2000) }),
  reply: z.object({
    invited: z.int(),
    /** For whom no slot was left. */
    leftOut: z.int(),
  }),
})

export const noteInvitation = endpoint({
  call: 'PUT /examination-days/{id}/invitations/{residentId}',
  summary: '记录答复、改时段、签到',
  action: 'examination-days.manage',
  request: one.extend({
    residentId: z.uuid(),
    slot: z.int().min(0).max(59).optional(),
    answer: answer.optional(),
    /** 签到, or taken back. */
    arrived: z.boolean().optional(),
  }),
  reply: invitee,
})

export const getParts = endpoint({
  call: 'GET /examination-days/{id}/invitations/{residentId}/parts',
  summary: '一位居民在各站已填的内容',
  action: 'examination-days.read',
  request: one.extend({ residentId: z.uuid() }),
  reply: z.object({
    name: z.string(),
    about: z.custom<Subject>().describe('填表所需：性别、年龄、上次的同一张表'),
    parts: z.array(
      z.object({
        station,
        values: z.custom<FormValues>(),
        enteredBy: z.string(),
        enteredAt: z.iso.datetime(),
      }),
    ),
    recordId: z.uuid().nullable(),
  }),
})

export const putPart = endpoint({
  call: 'PUT /examination-days/{id}/invitations/{residentId}/parts/{station}',
  summary: '一站填写体检表中自己的部分',
  action: 'examination-days.manage',
  request: one.extend({
    residentId: z.uuid(),
    station,
    values: z.record(z.string().max(60), z.unknown()).transform((given) => given as FormValues),
  }),
  reply: invitee,
})

export const finishExamination = endpoint({
  call: 'POST /examination-days/{id}/invitations/{residentId}/record',
  summary: '各站内容合成一张健康体检表，完成应尽服务',
  action: 'examination-days.manage',
  request: one.extend({ residentId: z.uuid(), recordId: z.uuid() }),
  reply: serviceRecordReply,
})

export const giveResults = endpoint({
  call: 'POST /examination-days/{id}/invitations/{residentId}/results',
  summary: '登记体检结果已告知居民',
  action: 'examination-days.manage',
  request: one.extend({
    residentId: z.uuid(),
    givenOn: day,
    givenHow: z.string().trim().min(2, '请写明怎样告知').max(60),
  }),
  reply: invitee,
})

export const printInvitations = endpoint({
  call: 'GET /examination-days/{id}/document',
  summary: '体检邀请名单的打印件（PDF），按时段',
  action: 'examination-days.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})
