import { pushChannels } from '@qianyue/domain/health-education/push-channels.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population, sex } from './resident-codes.ts'
import { codesOf, day, unitCode } from './shared.ts'

const channel = z.enum(codesOf(pushChannels))
/** Of a text of health education, as the policy names it. */
const code = z.string().max(60)

const push = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  code,
  title: z.string(),
  channel,
  pushedOn: day,
  residents: z.int(),
})

export const listEducationTexts = endpoint({
  call: 'GET /education-pushes/texts',
  summary: '可以推送的健康教育内容，各给哪类人群',
  action: 'health-education.read',
  request: z.object({}),
  reply: z.array(z.object({ code, title: z.string(), population: population.nullable(), text: z.string() })),
})

export const listPushAudience = endpoint({
  call: 'GET /education-pushes/audience',
  summary: '一个村里应收到一份健康教育内容的居民，今年是否已推送',
  action: 'health-education.read',
  request: z.object({ unitCode, code }),
  reply: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      sex,
      ageYears: z.int(),
      phoneMasked: z.string().nullable(),
      /** The last time this year; null where not yet. */
      pushedOn: day.nullable(),
    }),
  ),
})

export const pushEducation = endpoint({
  call: 'POST /education-pushes',
  summary: '按人群推送一份健康教育内容：每人记一次健康教育服务',
  action: 'health-education.record',
  request: z.object({
    id: z.uuid(),
    unitCode,
    code,
    channel,
    residentIds: z.array(z.uuid()).min(1, '请选择居民').max(200, '一次最多推送 200 人'),
  }),
  reply: push.extend({ fulfilled: z.int() }),
})

export const listEducationPushes = endpoint({
  call: 'GET /education-pushes',
  summary: '一年内的推送，按机构',
  action: 'health-education.read',
  request: z.object({ orgId: unitCode.optional(), year: z.coerce.number().int().min(2016).max(2100) }),
  reply: z.array(push),
})
