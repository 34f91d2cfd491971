import { confirmationStates } from '@qianyue/domain/service-confirmations/confirmation.ts'
import { CODE_PATTERN } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day } from './shared.ts'

const state = z.enum(codesOf(confirmationStates))

const confirmation = z.object({
  state,
  /** Address of the page that the resident opens, below that of the program. */
  link: z.string(),
  /** The last day on which it may be answered. */
  until: day,
  askedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  words: z.string(),
})

/** What became of the code that was typed for a service. */
const code = z.object({
  state: z.enum(['right', 'wrong', 'none']),
  /** How often a code may still be typed wrongly for this service. */
  triesLeft: z.int(),
})

const record = z.object({ recordId: z.uuid() })

export const getServiceConfirmation = endpoint({
  call: 'GET /service-records/{recordId}/confirmation',
  summary: '居民确认：是否请居民确认过这次服务，居民怎样回答',
  action: 'service-records.read',
  request: record,
  reply: z.object({ confirmation: confirmation.nullable(), code }),
})

export const askForConfirmation = endpoint({
  call: 'POST /service-records/{recordId}/confirmation',
  summary: '请居民确认：生成一次性链接，重复请求是同一个链接',
  action: 'service-records.write',
  request: record,
  reply: z.object({ confirmation }),
})

export const typeConfirmationCode = endpoint({
  call: 'POST /service-records/{recordId}/confirmation-code',
  summary: '核对居民从确认码单上报出的一个确认码；一个码只对应一次上门',
  action: 'service-records.write',
  request: record.extend({
    /** Of this typing, chosen by the caller, so that sending it twice counts once. */
    id: z.uuid(),
    code: z.string().regex(CODE_PATTERN, '确认码是 6 位数字'),
  }),
  reply: code,
})

const holder = z.object({ residentId: z.uuid() })

export const printConfirmationCodes = endpoint({
  call: 'GET /residents/{residentId}/confirmation-codes',
  summary: '服务确认码单（PDF）：还没有用过的确认码；没有时发一张新的',
  action: 'confirmation-codes.issue',
  request: holder,
  reply: z.unknown(),
  produces: 'file',
})

export const withdrawConfirmationCodes = endpoint({
  call: 'POST /residents/{residentId}/confirmation-codes/withdrawal',
  summary: '确认码单遗失：没有用过的确认码作废',
  action: 'confirmation-codes.issue',
  request: holder,
  reply: z.object({ withdrawn: z.int() }),
})

const link = z.object({
  countyCode: z.coerce.number().int().min(100_000).max(999_999),
  code: z.string().regex(/^[\w-]{16,40}$/),
})

export const publicConfirmation = endpoint({
  call: 'GET /public/counties/{countyCode}/confirmations/{code}',
  summary: '确认链接：哪天由谁做了什么服务',
  action: 'public',
  request: link,
  reply: z.object({
    state,
    countyName: z.string(),
    unitName: z.string(),
    staffName: z.string(),
    /** The family name alone: whoever holds the link knows whose it is. */
    residentName: z.string(),
    serviceName: z.string(),
    performedOn: day,
    until: day,
  }),
})

export const answerPublicConfirmation = endpoint({
  call: 'POST /public/counties/{countyCode}/confirmations/{code}',
  summary: '居民回答服务是否做过，一次为准',
  action: 'public',
  request: link.extend({ wasGiven: z.boolean(), words: z.string().trim().max(300).default('') }),
  reply: z.object({ state }),
})
